#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Convergence.h>
#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

namespace
{

using Value = std::optional<double>;

Value finite(double value)
{
    return std::isfinite(value) ? Value(value) : std::nullopt;
}

/// The runs of one seed and what is asked of each.
class Pair
{
  public:
    const RunRecord* bn = nullptr;
    const RunRecord* noBn = nullptr;

    template <class Ask>
    Measure measure(Aspect aspect, std::string key, std::string title, Unit unit, Ask ask) const
    {
        return {aspect,
                std::move(key),
                std::move(title),
                unit,
                bn != nullptr ? ask(*bn) : std::nullopt,
                noBn != nullptr ? ask(*noBn) : std::nullopt};
    }

    /// Seconds are comparable only while both trained in turn on the same machine: not once one went on alone.
    [[nodiscard]] bool hasComparableTimes() const
    {
        return bn == nullptr || noBn == nullptr || bn->steps.size() == noBn->steps.size();
    }
};

void addTimes(const Pair& pair, std::vector<Measure>& measures)
{
    const auto seconds = [&](const RunRecord& run) -> Value {
        return pair.hasComparableTimes() ? Value(summarize(run).trainSeconds) : std::nullopt;
    };
    measures.push_back(pair.measure(Aspect::TrainingTime, "train_seconds", "training time", Unit::Seconds, seconds));
    measures.push_back(pair.measure(
        Aspect::TrainingTime, "seconds_per_epoch", "  per epoch", Unit::Seconds, [&](const RunRecord& run) {
            const auto epochs = static_cast<double>(run.epochs.size());
            return epochs > 0 && pair.hasComparableTimes() ? Value(run.epochs.back().trainSeconds / epochs)
                                                           : std::nullopt;
        }));
}

void addConvergence(const Pair& pair, std::vector<Measure>& measures)
{
    for (const double threshold : kAccuracyThresholds) {
        const std::string percent = fmt::format("{:.0f} %", threshold * 100);
        measures.push_back(
            pair.measure(Aspect::Convergence, "iterations_to_" + shortest(threshold), "iterations to " + percent,
                         Unit::Iterations, [&](const RunRecord& run) -> Value {
                             const auto reached = firstReached(run.evaluations, threshold);
                             return reached ? Value(static_cast<double>(reached->iteration)) : std::nullopt;
                         }));
        measures.push_back(pair.measure(Aspect::Convergence, "seconds_to_" + shortest(threshold),
                                        "seconds to " + percent, Unit::Seconds, [&](const RunRecord& run) -> Value {
                                            const auto reached = firstReached(run.evaluations, threshold);
                                            return reached && pair.hasComparableTimes() ? Value(reached->trainSeconds)
                                                                                        : std::nullopt;
                                        }));
    }
    for (const std::int64_t iteration : kLossIterations) {
        auto measure =
            pair.measure(Aspect::Convergence, fmt::format("smoothed_loss_at_{}", iteration),
                         "smoothed loss at " + grouped(iteration), Unit::Loss, [&](const RunRecord& run) -> Value {
                             const auto loss = smoothedLoss(run.steps, iteration);
                             return loss ? finite(*loss) : std::nullopt;
                         });
        if (measure.bn || measure.noBn) {
            measures.push_back(std::move(measure));
        }
    }
}

void addParameters(const Pair& pair, std::vector<Measure>& measures)
{
    const auto add = [&](const char* key, const char* title, auto count) {
        measures.push_back(pair.measure(Aspect::Parameters, key, title, Unit::Count, [&](const RunRecord& run) {
            return Value(static_cast<double>(count(run.parameters)));
        }));
    };
    using Counts = nn::ParameterCounts;
    add("parameters_weight", "weights", [](const Counts& counts) { return counts.weight; });
    add("parameters_bias", "biases", [](const Counts& counts) { return counts.bias; });
    add("parameters_gamma_beta", "γ and β", [](const Counts& counts) { return counts.gammaBeta; });
    add("parameters_total", "parameters", [](const Counts& counts) { return counts.total(); });
    add("buffers", "buffers (not learned)", [](const Counts& counts) { return counts.buffers; });
}

void addAccuracy(const Pair& pair, std::vector<Measure>& measures)
{
    measures.push_back(pair.measure(Aspect::Accuracy, "final_test_accuracy", "final test accuracy", Unit::Fraction,
                                    [](const RunRecord& run) { return finite(summarize(run).finalTestAccuracy); }));
    measures.push_back(pair.measure(Aspect::Accuracy, "best_test_accuracy", "best test accuracy", Unit::Fraction,
                                    [](const RunRecord& run) { return finite(summarize(run).bestTestAccuracy); }));
    measures.push_back(
        pair.measure(Aspect::Accuracy, "best_epoch", "  in epoch", Unit::Count, [](const RunRecord& run) -> Value {
            const auto epoch = summarize(run).bestEpoch;
            return epoch > 0 ? Value(static_cast<double>(epoch)) : std::nullopt;
        }));
    measures.push_back(pair.measure(Aspect::Accuracy, "final_train_loss", "training loss in the last epoch", Unit::Loss,
                                    [](const RunRecord& run) -> Value {
                                        return run.epochs.empty() ? std::nullopt : finite(run.epochs.back().trainLoss);
                                    }));
}

void addRemarks(const Pair& pair, PairComparison& comparison)
{
    for (const auto* run : {pair.bn, pair.noBn}) {
        if (run == nullptr || run->status == RunStatus::Done) {
            continue;
        }
        const char* name = run->twin == Twin::Bn ? "with BN" : "without BN";
        const auto iterations = grouped(static_cast<std::int64_t>(run->steps.size()));
        switch (run->status) {
        case RunStatus::Diverged:
            comparison.remarks.push_back(fmt::format("The run {} diverged: the {} of iteration {} is not a finite "
                                                     "number. A smaller learning rate may help.",
                                                     name, isLossFinite(*run) ? "gradient" : "loss", iterations));
            break;
        case RunStatus::Failed:
            comparison.remarks.push_back(fmt::format("The run {} failed after {} iterations: {}.", name, iterations,
                                                     run->message.empty() ? "see run.log" : run->message));
            break;
        default:
            comparison.remarks.push_back(
                fmt::format("The run {} is not finished: it was {} after {} iterations.", name,
                            run->status == RunStatus::Running ? "still running, or cut off," : "stopped", iterations));
            break;
        }
    }
    if (!pair.hasComparableTimes()) {
        comparison.remarks.emplace_back("Training times are not compared: one run went further than the other.");
    }
}

}  // namespace

std::string nameOf(Aspect aspect)
{
    constexpr std::array kNames{"training_time", "convergence", "parameters", "accuracy"};
    return kNames.at(static_cast<std::size_t>(aspect));
}

std::string nameOf(Unit unit)
{
    constexpr std::array kNames{"seconds", "iterations", "count", "loss", "fraction"};
    return kNames.at(static_cast<std::size_t>(unit));
}

std::optional<double> Measure::difference() const
{
    return bn && noBn ? std::optional<double>(*bn - *noBn) : std::nullopt;
}

ExperimentComparison compare(const std::string& experiment, const std::vector<RunRecord>& runs)
{
    ExperimentComparison comparison{experiment, {}};
    std::vector<std::uint64_t> seeds;
    std::map<std::uint64_t, Pair> pairs;
    for (const RunRecord& run : runs) {
        if (!pairs.contains(run.seed)) {
            seeds.push_back(run.seed);
        }
        (run.twin == Twin::Bn ? pairs[run.seed].bn : pairs[run.seed].noBn) = &run;
    }
    for (const std::uint64_t seed : seeds) {
        const Pair& pair = pairs[seed];
        PairComparison row;
        row.seed = seed;
        row.bn = pair.bn != nullptr ? std::optional(pair.bn->status) : std::nullopt;
        row.noBn = pair.noBn != nullptr ? std::optional(pair.noBn->status) : std::nullopt;
        addTimes(pair, row.measures);
        addConvergence(pair, row.measures);
        addParameters(pair, row.measures);
        addAccuracy(pair, row.measures);
        addRemarks(pair, row);
        comparison.pairs.push_back(std::move(row));
    }
    return comparison;
}

void compareMistakes(ExperimentComparison& comparison, const std::filesystem::path& folder)
{
    for (PairComparison& pair : comparison.pairs) {
        if (pair.bn != RunStatus::Done || pair.noBn != RunStatus::Done) {
            continue;
        }
        const auto bn = readPredictions(leafOf(folder, pair.seed, Twin::Bn));
        const auto noBn = readPredictions(leafOf(folder, pair.seed, Twin::NoBn));
        if (bn && noBn) {
            if (const auto test = mcnemar(*bn, *noBn)) {
                pair.mistakes = *test;
            }
        }
    }
}

}  // namespace normscope
