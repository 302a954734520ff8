#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include <normscope/experiment/Verdicts.h>

namespace normscope
{

namespace
{

constexpr double kUnsaid = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

struct Asked
{
    Question question;
    const char* name;
    const char* instrument;
};

constexpr std::array kAsked{
    Asked{Question::Drift, "drift", "distribution"},   Asked{Question::Smoothness, "smoothness", "smoothness"},
    Asked{Question::Depth, "depth", "depth"},          Asked{Question::Evaluation, "evaluation", "batch-statistics"},
    Asked{Question::DeadUnits, "dead-units", "units"}, Asked{Question::Sharpness, "sharpness", "sharpness"},
};

const Asked& askedOf(Question question)
{
    return kAsked.at(static_cast<std::size_t>(question));
}

/// Numbers that are none count as infinite: a loss that is none has left every band.
double median(std::vector<double> values)
{
    if (values.empty()) {
        return kUnsaid;
    }
    for (double& value : values) {
        value = std::isnan(value) ? kInfinite : value;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Above 0: without BN it is so many times as much; below, with BN. As a logarithm; NaN where neither can be said.
double excess(const TwinFigure& figure)
{
    return std::log(figure.without) - std::log(figure.with);
}

bool isMoreWithout(const TwinFigure& figure)
{
    return excess(figure) >= std::log(kLeastRatio);
}

bool isMoreWith(const TwinFigure& figure)
{
    return excess(figure) <= -std::log(kLeastRatio);
}

using Pairs = std::vector<std::pair<const ProbeRows*, const ProbeRows*>>;

/// The looks at the same iterations.
Pairs pairsOf(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    Pairs pairs;
    auto other = without.begin();
    for (const auto& look : with) {
        while (other != without.end() && (*other)->iteration < look->iteration) {
            ++other;
        }
        if (other != without.end() && (*other)->iteration == look->iteration) {
            pairs.emplace_back(look.get(), other->get());
        }
    }
    return pairs;
}

/// Medians, over the first half, of what `of` gives of a look.
TwinFigure earlyMedian(const Pairs& pairs, const std::function<double(const ProbeRows&)>& of)
{
    const std::size_t half = (pairs.size() + 1) / 2;
    std::vector<double> with;
    std::vector<double> without;
    for (std::size_t i = 0; i < half; ++i) {
        with.push_back(of(*pairs[i].first));
        without.push_back(of(*pairs[i].second));
    }
    return {median(std::move(with)), median(std::move(without))};
}

/// How far medians wander, in widths.
double driftOf(const ProbeLooks::List& looks)
{
    struct Unit
    {
        double least = kInfinite;
        double most = -kInfinite;
        double width = 0;
        std::size_t count = 0;
    };
    std::map<std::pair<std::string, double>, Unit> units;
    for (const auto& look : looks) {
        for (std::size_t row = 0; row < look->layers.size(); ++row) {
            const double channel = valueAt(*look, row, 0);
            const double low = valueAt(*look, row, 1);
            const double middle = valueAt(*look, row, 2);
            const double high = valueAt(*look, row, 3);
            if (std::isfinite(channel) && std::isfinite(middle) && std::isfinite(high - low)) {
                Unit& unit = units[{look->layers[row], channel}];
                unit.least = std::min(unit.least, middle);
                unit.most = std::max(unit.most, middle);
                unit.width += high - low;
                ++unit.count;
            }
        }
    }
    double sum = 0;
    std::size_t count = 0;
    for (const auto& [name, unit] : units) {
        if (unit.width > 0) {
            sum += (unit.most - unit.least) / (unit.width / static_cast<double>(unit.count));
            ++count;
        }
    }
    return count > 0 ? sum / static_cast<double>(count) : kUnsaid;
}

void judgeByRatio(Answer& answer)
{
    const TwinFigure& figure = answer.figures.front();
    answer.verdict = isMoreWithout(figure) ? Verdict::AsInPaper
                     : isMoreWith(figure)  ? Verdict::NotAsInPaper
                                           : Verdict::TooLittle;
    answer.reason = answer.verdict != Verdict::TooLittle ? VerdictReason::Measured
                    : std::isnan(excess(figure))         ? VerdictReason::FewLooks
                                                         : VerdictReason::NoDifference;
}

Answer unanswered(VerdictReason reason, std::size_t looks = 0)
{
    Answer answer;
    answer.reason = reason;
    answer.looks = looks;
    return answer;
}

Answer answerDrift(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    Answer answer;
    answer.looks = std::min(with.size(), without.size());
    if (answer.looks < kFewestLooks) {
        return unanswered(VerdictReason::FewLooks, answer.looks);
    }
    // As long as both have come: who is ahead has wandered farther.
    const auto shared = [&](const ProbeLooks::List& looks) {
        return ProbeLooks::List(looks.begin(), looks.begin() + static_cast<std::ptrdiff_t>(answer.looks));
    };
    answer.figures = {{driftOf(shared(with)), driftOf(shared(without))}};
    judgeByRatio(answer);
    return answer;
}

Answer answerSmoothness(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    const Pairs pairs = pairsOf(with, without);
    if (pairs.size() < kFewestLooks) {
        return unanswered(VerdictReason::FewLooks, pairs.size());
    }
    Answer answer;
    answer.looks = pairs.size();
    answer.figures = {
        earlyMedian(pairs, [](const ProbeRows& look) { return valueAt(look, 0, 1) - valueAt(look, 0, 0); }),
        earlyMedian(pairs, [](const ProbeRows& look) { return valueAt(look, 0, 3) - valueAt(look, 0, 2); }),
        earlyMedian(pairs, [](const ProbeRows& look) { return valueAt(look, 0, 4); })};
    const auto smoother = std::count_if(answer.figures.begin(), answer.figures.end(), isMoreWithout);
    const auto rougher = std::count_if(answer.figures.begin(), answer.figures.end(), isMoreWith);
    constexpr int kMostOfThree = 2;
    answer.verdict = smoother >= kMostOfThree && rougher == 0   ? Verdict::AsInPaper
                     : rougher >= kMostOfThree && smoother == 0 ? Verdict::NotAsInPaper
                                                                : Verdict::TooLittle;
    answer.reason = answer.verdict == Verdict::TooLittle ? VerdictReason::NoDifference : VerdictReason::Measured;
    return answer;
}

/// How many times the smallest gradient of a layer the largest is.
double spreadOverLayers(const ProbeRows& look, std::size_t column)
{
    double least = kInfinite;
    double most = 0;
    for (std::size_t row = 0; row < look.layers.size(); ++row) {
        const double norm = valueAt(look, row, column);
        if (!look.layers[row].empty() && !std::isnan(norm)) {
            least = std::min(least, norm);
            most = std::max(most, norm);
        }
    }
    return most > 0 ? most / least : kUnsaid;
}

Answer answerDepth(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    const Pairs pairs = pairsOf(with, without);
    if (pairs.empty()) {
        return unanswered(VerdictReason::FewLooks);
    }
    const ProbeRows& first = *pairs.front().first;
    constexpr std::ptrdiff_t kFewestLayers = 3;
    if (std::count_if(first.layers.begin(), first.layers.end(), [](const auto& layer) { return !layer.empty(); }) <
        kFewestLayers) {
        return unanswered(VerdictReason::FewLayers, pairs.size());
    }
    Answer answer;
    answer.looks = pairs.size();
    const std::size_t norm = columnOf("depth", "gradient_norm").value_or(0);
    answer.figures = {earlyMedian(pairs, [norm](const ProbeRows& look) { return spreadOverLayers(look, norm); })};
    judgeByRatio(answer);
    return answer;
}

/// The median, over the second half, of what `of` gives of a look; what is not finite is passed over.
double lateMedian(const ProbeLooks::List& looks, const std::function<double(const ProbeRows&)>& of)
{
    std::vector<double> values;
    for (std::size_t i = looks.size() / 2; i < looks.size(); ++i) {
        if (const double value = of(*looks[i]); std::isfinite(value)) {
            values.push_back(value);
        }
    }
    return median(std::move(values));
}

double gapOf(const ProbeRows& look)
{
    const std::size_t train = columnOf("batch-statistics", "train_accuracy").value_or(0);
    const std::size_t eval = columnOf("batch-statistics", "eval_accuracy").value_or(0);
    for (std::size_t row = 0; row < look.layers.size(); ++row) {
        if (look.layers[row].empty()) {
            return std::abs(valueAt(look, row, eval) - valueAt(look, row, train));
        }
    }
    return kUnsaid;
}

Answer answerEvaluation(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    // Shares of a batch, whose differences are rounded.
    constexpr double kSame = 0.02 + 1e-9;
    constexpr double kDifferent = 0.05 - 1e-9;
    const bool hasBatchNorm = std::any_of(with.begin(), with.end(), [](const auto& look) {
        return std::any_of(look->layers.begin(), look->layers.end(), [](const auto& layer) { return !layer.empty(); });
    });
    if (!hasBatchNorm) {
        return unanswered(VerdictReason::NoBatchNorm, with.size());
    }
    if (with.size() < kFewestLooks) {
        return unanswered(VerdictReason::FewLooks, with.size());
    }
    Answer answer;
    answer.looks = with.size();
    answer.figures = {{lateMedian(with, gapOf), lateMedian(without, gapOf)}};
    const double gap = answer.figures.front().with;
    answer.verdict = gap <= kSame ? Verdict::AsInPaper : gap >= kDifferent ? Verdict::NotAsInPaper : Verdict::TooLittle;
    answer.reason = answer.verdict != Verdict::TooLittle ? VerdictReason::Measured
                    : std::isnan(gap)                    ? VerdictReason::FewLooks
                                                         : VerdictReason::NoDifference;
    return answer;
}

/// The share of ReLU units that are dead at the last look; NaN where there is no ReLU.
double deadShare(const ProbeRows& look)
{
    double dead = 0;
    double units = 0;
    for (std::size_t row = 0; row < look.layers.size(); ++row) {
        const double count = valueAt(look, row, 0);
        const double share = valueAt(look, row, 1);
        if (std::isfinite(count) && std::isfinite(share)) {
            dead += share * count;
            units += count;
        }
    }
    return units > 0 ? dead / units : kUnsaid;
}

Answer answerDeadUnits(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    constexpr double kLeastShare = 0.01;
    const Pairs pairs = pairsOf(with, without);
    Answer answer;
    answer.looks = pairs.size();
    if (answer.looks < 2) {
        return unanswered(VerdictReason::FewLooks, answer.looks);
    }
    answer.figures = {{deadShare(*pairs.back().first), deadShare(*pairs.back().second)}};
    const double more = answer.figures.front().without - answer.figures.front().with;
    answer.verdict = more >= kLeastShare    ? Verdict::AsInPaper
                     : more <= -kLeastShare ? Verdict::NotAsInPaper
                                            : Verdict::TooLittle;
    answer.reason = answer.verdict != Verdict::TooLittle ? VerdictReason::Measured
                    : std::isnan(more)                   ? VerdictReason::NoRelu
                                                         : VerdictReason::NoDifference;
    return answer;
}

Answer answerSharpness(const ProbeLooks::List& with, const ProbeLooks::List& without)
{
    constexpr double kAbove = 1.1;
    Answer answer;
    answer.looks = std::max(with.size(), without.size());
    const auto ofThreshold = [](const ProbeRows& look) { return valueAt(look, 0, 1) / valueAt(look, 0, 2); };
    const TwinFigure figure{lateMedian(with, ofThreshold), lateMedian(without, ofThreshold)};
    const double most = std::isnan(figure.with)      ? figure.without
                        : std::isnan(figure.without) ? figure.with
                                                     : std::max(figure.with, figure.without);
    if (answer.looks < 2 || std::isnan(most)) {
        return unanswered(VerdictReason::FewLooks, answer.looks);
    }
    answer.figures = {figure};
    answer.verdict = most <= 1 ? Verdict::AsInPaper : most >= kAbove ? Verdict::NotAsInPaper : Verdict::TooLittle;
    answer.reason = answer.verdict == Verdict::TooLittle ? VerdictReason::NoDifference : VerdictReason::Measured;
    return answer;
}

}  // namespace

const std::vector<Question>& questions()
{
    static const std::vector<Question> kAll{Question::Drift,      Question::Smoothness, Question::Depth,
                                            Question::Evaluation, Question::DeadUnits,  Question::Sharpness};
    return kAll;
}

std::string nameOf(Question question)
{
    return askedOf(question).name;
}

std::string instrumentOf(Question question)
{
    return askedOf(question).instrument;
}

Answer answer(Question question, const ProbeLooks* with, const ProbeLooks* without)
{
    static const ProbeLooks::List kNothing;
    const std::string instrument = instrumentOf(question);
    const ProbeLooks::List& own = with != nullptr ? with->of(instrument) : kNothing;
    const ProbeLooks::List& other = without != nullptr ? without->of(instrument) : kNothing;
    if (own.empty() && other.empty()) {
        return unanswered(VerdictReason::NotMeasured);
    }
    const bool takesTwins = question != Question::Evaluation && question != Question::Sharpness;
    if (takesTwins && (own.empty() || other.empty())) {
        return unanswered(VerdictReason::NoTwin);
    }
    switch (question) {
    case Question::Drift:
        return answerDrift(own, other);
    case Question::Smoothness:
        return answerSmoothness(own, other);
    case Question::Depth:
        return answerDepth(own, other);
    case Question::Evaluation:
        return answerEvaluation(own, other);
    case Question::DeadUnits:
        return answerDeadUnits(own, other);
    case Question::Sharpness:
        break;
    }
    return answerSharpness(own, other);
}

}  // namespace normscope
