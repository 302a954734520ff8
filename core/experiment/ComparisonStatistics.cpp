#include <algorithm>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/ComparisonStatistics.h>
#include <normscope/experiment/TextTable.h>

namespace normscope
{

namespace
{

constexpr const char* kNone = "—";

bool isDone(const PairComparison& pair)
{
    return pair.bn == RunStatus::Done && pair.noBn == RunStatus::Done;
}

Json orNull(const std::optional<double>& value)
{
    return value ? finiteOrNull(*value) : Json(nullptr);
}

/// A difference with its sign, fractions as percentage points.
std::string shown(const std::optional<double>& difference, Unit unit)
{
    if (!difference) {
        return kNone;
    }
    switch (unit) {
    case Unit::Fraction:
        return fmt::format("{:+.2f} pp", 100 * *difference);
    case Unit::Seconds:
        return fmt::format("{:+.2f} s", *difference);
    case Unit::Iterations:
    case Unit::Count:
        return fmt::format("{:+.1f}", *difference);
    case Unit::Loss:
        break;
    }
    return (*difference > 0 ? "+" : "") + lossText(*difference);
}

}  // namespace

std::vector<MeasureStatistics> statisticsOf(const ExperimentComparison& comparison)
{
    std::vector<MeasureStatistics> found;
    const auto& pairs = comparison.pairs;
    const auto first = std::find_if(pairs.begin(), pairs.end(), isDone);
    if (first == pairs.end()) {
        return found;
    }
    for (const Measure& pattern : first->measures) {
        if (pattern.aspect == Aspect::Parameters) {
            continue;
        }
        MeasureStatistics one{pattern, 0, {}};
        std::vector<double> bn;
        std::vector<double> noBn;
        std::vector<double> differences;
        for (const PairComparison& pair : pairs) {
            const auto measure = std::find_if(pair.measures.begin(), pair.measures.end(),
                                              [&](const Measure& other) { return other.key == pattern.key; });
            if (isDone(pair) && measure != pair.measures.end() && measure->difference()) {
                bn.push_back(*measure->bn);
                noBn.push_back(*measure->noBn);
                differences.push_back(*measure->difference());
            } else {
                ++one.excluded;
            }
        }
        if (!differences.empty()) {
            one.measure.bn = spreadOf(bn)->mean;
            one.measure.noBn = spreadOf(noBn)->mean;
            one.paired = pairedStatistics(differences);
            found.push_back(std::move(one));
        }
    }
    return found;
}

Json toJson(const std::vector<MeasureStatistics>& statistics)
{
    Json json = Json::object();
    for (const MeasureStatistics& one : statistics) {
        const PairedStatistics& paired = one.paired;
        Json interval;
        if (paired.lower95) {
            interval = {finiteOrNull(*paired.lower95), finiteOrNull(*paired.upper95)};
        }
        json[one.measure.key] = {{"n", paired.n},
                                 {"excluded", one.excluded},
                                 {"mean", finiteOrNull(paired.mean)},
                                 {"sd", orNull(paired.standardDeviation)},
                                 {"se", orNull(paired.standardError)},
                                 {"ci95", std::move(interval)},
                                 {"effect_size", orNull(paired.effectSize)},
                                 {"t_p", orNull(paired.tTestP)},
                                 {"sign_flip_p", orNull(paired.signFlipP)},
                                 {"smallest_p", paired.smallestPossibleP}};
    }
    return json;
}

std::string toText(const std::vector<MeasureStatistics>& statistics)
{
    TextTable table({"differences (BN − no BN)", "mean", "95 % interval", "sign-flip p", "t test p", "pairs"});
    bool hasSeveral = false;
    std::string conclusion;
    for (const MeasureStatistics& one : statistics) {
        const PairedStatistics& paired = one.paired;
        if (one.measure.key == "final_test_accuracy") {
            conclusion = "Final test accuracy: " + inWords(paired) + "\n";
            if (one.excluded > 0) {
                conclusion += fmt::format("{} of {} pairs left out: a run of theirs is not done.\n", one.excluded,
                                          one.excluded + paired.n);
            }
        }
        if (paired.n < 2) {
            continue;
        }
        hasSeveral = true;
        const Unit unit = one.measure.unit;
        table.addRow({one.measure.title, shown(paired.mean, unit),
                      shown(paired.lower95, unit) + " to " + shown(paired.upper95, unit), pValueText(paired.signFlipP),
                      pValueText(paired.tTestP), std::to_string(paired.n)});
    }
    return hasSeveral ? "\n" + table.text() + conclusion : std::string();
}

}  // namespace normscope
