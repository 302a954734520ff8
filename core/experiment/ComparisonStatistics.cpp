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

Json figureOrNull(const std::optional<double>& value)
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
    const auto& seeds = comparison.seeds;
    const std::size_t reference = comparison.reference();
    const auto others = comparison.compared();
    const auto first = std::find_if(seeds.begin(), seeds.end(), [&](const SeedComparison& seed) {
        return std::any_of(others.begin(), others.end(),
                           [&](std::size_t variant) { return seed.isDone(variant, reference); });
    });
    if (first == seeds.end()) {
        return found;
    }
    for (const Measure& pattern : first->measures) {
        if (pattern.aspect == Aspect::Parameters) {
            continue;
        }
        const std::size_t before = found.size();
        for (const std::size_t variant : others) {
            MeasureStatistics one{pattern, variant, 0, {}};
            one.measure.values.assign(comparison.variants.size(), std::nullopt);
            std::vector<double> own;
            std::vector<double> references;
            std::vector<double> differences;
            for (const SeedComparison& seed : seeds) {
                const auto measure = std::find_if(seed.measures.begin(), seed.measures.end(),
                                                  [&](const Measure& other) { return other.key == pattern.key; });
                if (seed.isDone(variant, reference) && measure != seed.measures.end() &&
                    measure->differenceOf(variant)) {
                    own.push_back(*measure->values[variant]);
                    references.push_back(*measure->values[reference]);
                    differences.push_back(*measure->differenceOf(variant));
                } else {
                    ++one.excluded;
                }
            }
            if (!differences.empty()) {
                one.measure.values[variant] = spreadOf(own)->mean;
                one.measure.values[reference] = spreadOf(references)->mean;
                one.paired = pairedStatistics(differences);
                found.push_back(std::move(one));
            }
        }
        std::vector<PairedStatistics*> ofMeasure;
        for (std::size_t i = before; i < found.size(); ++i) {
            ofMeasure.push_back(&found[i].paired);
        }
        adjustByHolm(std::move(ofMeasure));
    }
    return found;
}

Json toJson(const std::vector<MeasureStatistics>& statistics, const ExperimentComparison& comparison)
{
    const bool areSeveral = comparison.compared().size() > 1;
    Json json = Json::object();
    for (const MeasureStatistics& one : statistics) {
        const PairedStatistics& paired = one.paired;
        Json interval;
        if (paired.lower95) {
            interval = {finiteOrNull(*paired.lower95), finiteOrNull(*paired.upper95)};
        }
        Json figures{{"n", paired.n},
                     {"excluded", one.excluded},
                     {"mean", finiteOrNull(paired.mean)},
                     {"sd", figureOrNull(paired.standardDeviation)},
                     {"se", figureOrNull(paired.standardError)},
                     {"ci95", std::move(interval)},
                     {"effect_size", figureOrNull(paired.effectSize)},
                     {"t_p", figureOrNull(paired.tTestP)},
                     {"sign_flip_p", figureOrNull(paired.signFlipP)},
                     {"smallest_p", paired.smallestPossibleP}};
        if (areSeveral) {
            figures["holm_p"] = figureOrNull(paired.holmP);
            json[one.measure.key][variantColumn(comparison.variants[one.variant])] = std::move(figures);
        } else {
            json[one.measure.key] = std::move(figures);
        }
    }
    return json;
}

std::string toText(const std::vector<MeasureStatistics>& statistics, const ExperimentComparison& comparison)
{
    const std::string& reference = comparison.variants[comparison.reference()];
    const auto others = comparison.compared();
    const bool areSeveral = others.size() > 1;
    std::string text;
    for (const std::size_t variant : others) {
        const std::string& label = comparison.variants[variant];
        std::vector<std::string> header{fmt::format("differences ({})", differenceName(label, reference)),
                                        "mean",
                                        "95 % interval",
                                        "sign-flip p",
                                        "t test p",
                                        "pairs"};
        if (areSeveral) {
            header.insert(header.begin() + 4, "Holm's p");
        }
        TextTable table(header);
        bool hasSeveral = false;
        std::string conclusion;
        for (const MeasureStatistics& one : statistics) {
            const PairedStatistics& paired = one.paired;
            if (one.variant != variant) {
                continue;
            }
            if (one.measure.key == "final_test_accuracy") {
                conclusion = fmt::format("Final test accuracy{}: {}\n",
                                         areSeveral ? " " + variantPhrase(label) : std::string(), inWords(paired));
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
            std::vector<std::string> row{one.measure.title,
                                         shown(paired.mean, unit),
                                         shown(paired.lower95, unit) + " to " + shown(paired.upper95, unit),
                                         pValueText(paired.signFlipP),
                                         pValueText(paired.tTestP),
                                         std::to_string(paired.n)};
            if (areSeveral) {
                row.insert(row.begin() + 4, pValueText(paired.holmP));
            }
            table.addRow(std::move(row));
        }
        text += hasSeveral ? "\n" + table.text() + conclusion : std::string();
    }
    return text;
}

}  // namespace normscope
