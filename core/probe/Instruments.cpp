#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/probe/Instruments.h>

namespace normscope
{

namespace
{

constexpr std::array<std::pair<const char*, ProbeGroup>, 3> kGroups{
    {{"economy", ProbeGroup::Economy}, {"business", ProbeGroup::Business}, {"full", ProbeGroup::Full}}};

/// Adds the instruments that a word stands for; false where it stands for none.
bool addNamed(std::string_view word, std::set<std::string>& chosen)
{
    const auto* const group =
        std::find_if(kGroups.begin(), kGroups.end(), [&](const auto& one) { return one.first == word; });
    bool isKnown = group != kGroups.end();
    for (const Instrument& one : instruments()) {
        if (one.name == word || (group != kGroups.end() && one.group <= group->second)) {
            chosen.insert(one.name);
            isKnown = true;
        }
    }
    return isKnown;
}

}  // namespace

bool Instrument::isDue(const ProbeMoment& moment, std::int64_t every) const
{
    switch (time) {
    case ProbeTime::Regularly:
        return moment.iteration % every == 0 || moment.iteration == moment.last;
    case ProbeTime::EpochEnds:
        return moment.iteration > 0 && moment.iteration % moment.perEpoch == 0;
    case ProbeTime::Start:
        return moment.iteration == 0;
    case ProbeTime::End:
        break;
    }
    return moment.iteration == moment.last;
}

std::string Instrument::file() const
{
    return "probes/" + name + ".csv";
}

std::string Instrument::header() const
{
    return fmt::format("iteration,layer,{}", fmt::join(columns, ","));
}

const std::vector<Instrument>& instruments()
{
    static const std::vector<Instrument> kTable{
        {"distribution", ProbeGroup::Economy, ProbeTime::Regularly, {"channel", "p15", "p50", "p85"}},
        {"effective-lr",
         ProbeGroup::Economy,
         ProbeTime::Regularly,
         {"scale_free", "norm", "effective_lr", "angle", "equilibrium_angle", "cosine"}},
        {"batch-statistics",
         ProbeGroup::Economy,
         ProbeTime::Regularly,
         {"channel", "batch_mean", "batch_var", "running_mean", "running_var", "gamma", "beta", "train_loss",
          "train_accuracy", "eval_loss", "eval_accuracy"}},
        {"units", ProbeGroup::Economy, ProbeTime::Regularly, {"units", "dead", "update_ratio"}},
        {"depth",
         ProbeGroup::Business,
         ProbeTime::Regularly,
         {"depth", "activation_mean", "activation_var", "gradient_norm", "gradient_var", "alpha", "loss_ratio"}},
        {"smoothness",
         ProbeGroup::Business,
         ProbeTime::Regularly,
         {"loss_min", "loss_max", "gradient_min", "gradient_max", "beta"}},
        {"covariate-shift", ProbeGroup::Business, ProbeTime::Regularly, {"difference", "cosine"}},
        {"sharpness", ProbeGroup::Full, ProbeTime::EpochEnds, {"lambda", "lambda_lr", "threshold"}},
        {"start", ProbeGroup::Full, ProbeTime::Start, {"depth", "gradient_square", "slope"}},
        {"folding",
         ProbeGroup::Full,
         ProbeTime::End,
         {"layers", "difference", "largest_logit", "same_class", "parameters", "parameters_folded"}},
    };
    return kTable;
}

const Instrument* findInstrument(std::string_view name)
{
    const auto& table = instruments();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Instrument& one) { return one.name == name; });
    return found == table.end() ? nullptr : &*found;
}

Result<std::vector<std::string>> parseProbes(std::string_view text)
{
    std::set<std::string> chosen;
    if (text != "none") {
        for (const std::string& word : splitAtCommas(text)) {
            if (!addNamed(word, chosen)) {
                std::vector<std::string> names;
                for (const Instrument& one : instruments()) {
                    names.push_back(one.name);
                }
                const Message needed =
                    Message::tr("got '{}', it needs economy, business, full, or names of instruments, separated by "
                                "commas: {}",
                                inSentence(text), fmt::format("{}", fmt::join(names, ", ")));
                for (const auto& [group, ignored] : kGroups) {
                    names.emplace_back(group);
                }
                return fail(ErrorCode::Usage, withLikelyWord(needed, word, names));
            }
        }
    }
    std::vector<std::string> sorted;
    for (const Instrument& one : instruments()) {
        if (chosen.contains(one.name)) {
            sorted.push_back(one.name);
        }
    }
    return sorted;
}

}  // namespace normscope
