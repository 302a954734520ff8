#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ComparisonStatistics.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/TextTable.h>

namespace normscope
{

namespace
{

/// A value for people. Differences get their sign.
std::string show(const std::optional<double>& value, Unit unit, bool isDifference = false)
{
    if (!value) {
        return "—";
    }
    const std::string sign = isDifference && *value > 0 ? "+" : "";
    switch (unit) {
    case Unit::Seconds:
        return fmt::format("{}{:.2f} s", sign, *value);
    case Unit::Iterations:
    case Unit::Count:
        return sign + (std::floor(*value) == *value ? grouped(static_cast<std::int64_t>(*value))
                                                    : fmt::format("{:.1f}", *value));
    case Unit::Loss:
        return sign + lossText(*value);
    case Unit::Fraction:
        return isDifference ? fmt::format("{}{:.2f} pp", sign, *value * 100) : fmt::format("{:.2f} %", *value * 100);
    }
    return {};
}

std::string table(const std::vector<Measure>& measures, const ExperimentComparison& comparison, const char* difference)
{
    const auto& variants = comparison.variants;
    const auto others = comparison.compared();
    std::vector<std::string> header{""};
    for (const std::string& variant : variants) {
        header.push_back(variantPhrase(variant));
    }
    for (const std::size_t variant : others) {
        header.push_back(others.size() == 1 ? difference
                                            : differenceName(variants[variant], variants[comparison.reference()]));
    }
    TextTable table(header);
    const Measure* previous = nullptr;
    for (const Measure& measure : measures) {
        if (previous != nullptr && previous->aspect != measure.aspect) {
            table.addRule();
        }
        std::vector<std::string> row{measure.title};
        for (const auto& value : measure.values) {
            row.push_back(show(value, measure.unit));
        }
        for (const std::size_t variant : others) {
            row.push_back(show(measure.differenceOf(variant), measure.unit, true));
        }
        table.addRow(std::move(row));
        previous = &measure;
    }
    return table.text();
}

/// Means over the seeds, of the measures that every variant has in all of them.
std::vector<Measure> meansOverSeeds(const std::vector<SeedComparison>& seeds)
{
    std::vector<Measure> means;
    for (const Measure& pattern : seeds.front().measures) {
        Measure mean = pattern;
        std::vector<double> sums(pattern.values.size());
        double count = 0;
        for (const SeedComparison& seed : seeds) {
            for (const Measure& measure : seed.measures) {
                const auto& values = measure.values;
                if (measure.key == pattern.key &&
                    std::all_of(values.begin(), values.end(), [](const auto& value) { return value.has_value(); })) {
                    for (std::size_t i = 0; i < sums.size(); ++i) {
                        sums[i] += *values[i];
                    }
                    count += 1;
                }
            }
        }
        const bool isComplete = count == static_cast<double>(seeds.size());
        for (std::size_t i = 0; i < sums.size(); ++i) {
            mean.values[i] = isComplete ? std::optional(sums[i] / count) : std::nullopt;
        }
        means.push_back(std::move(mean));
    }
    return means;
}

bool isComplete(const SeedComparison& seed)
{
    return seed.statuses.size() > 1 && std::all_of(seed.statuses.begin(), seed.statuses.end(),
                                                   [](const auto& status) { return status.has_value(); });
}

std::string mistakesText(const SeedComparison& seed, const ExperimentComparison& comparison)
{
    std::string text;
    for (const std::size_t variant : comparison.compared()) {
        if (!seed.mistakes[variant]) {
            continue;
        }
        const McNemar& test = *seed.mistakes[variant];
        text += fmt::format("Wrong on the test set: both {}, only {} {}, only {} {} (McNemar's p: {})\n",
                            grouped(test.both), variantPhrase(comparison.variants[variant]),
                            grouped(test.onlyVariantErrs), variantPhrase(comparison.variants[comparison.reference()]),
                            grouped(test.onlyReferenceErrs), pValueText(test.p));
    }
    return text;
}

}  // namespace

std::string toText(const ExperimentComparison& comparison)
{
    // More tables than that nobody reads.
    constexpr std::size_t kMostTables = 3;
    const auto& seeds = comparison.seeds;
    const bool isShort = seeds.size() > kMostTables;
    std::string text;
    for (const SeedComparison& seed : seeds) {
        if (!isShort || !seed.remarks.empty()) {
            text += fmt::format("\nSeed {}\n", seed.seed);
        }
        if (!isShort) {
            text += table(seed.measures, comparison, "difference");
            text += mistakesText(seed, comparison);
        }
        for (const std::string& remark : seed.remarks) {
            text += remark + "\n";
        }
    }
    if (seeds.size() > 1 && std::all_of(seeds.begin(), seeds.end(), isComplete)) {
        text += fmt::format("\nMeans over {} seeds (— where a seed has no value)\n", seeds.size());
        text += table(meansOverSeeds(seeds), comparison, "mean difference");
    }
    if (seeds.size() > 1) {
        text += toText(statisticsOf(comparison), comparison);
    }
    if (isShort) {
        text += "Each seed has its figures in comparison.csv.\n";
    }
    return text;
}

std::string toText(const Experiment& experiment, const std::vector<ExperimentComparison>& cases)
{
    const std::vector<std::string> variants = variantsOf(cases);
    std::vector<std::string> header{experiment.varies.empty() ? "case"
                                                              : fmt::format("{}", fmt::join(experiment.varies, ", "))};
    for (const std::string& variant : variants) {
        header.push_back((header.size() == 1 ? "test accuracy " : "") + variantPhrase(variant));
    }
    header.emplace_back("diverged");
    TextTable table(header);
    for (const ExperimentCase& one : experiment.cases) {
        const auto found = std::find_if(cases.begin(), cases.end(), [&](const ExperimentComparison& comparison) {
            return comparison.experiment == one.name;
        });
        if (found == cases.end()) {
            continue;
        }
        std::vector<std::string> values;
        for (const std::string& key : experiment.varies) {
            values.push_back(one.values.at(key));
        }
        std::map<std::string, std::vector<double>> accuracies;
        std::int64_t diverged = 0;
        for (const SeedComparison& seed : found->seeds) {
            diverged += std::count(seed.statuses.begin(), seed.statuses.end(), RunStatus::Diverged);
            for (const Measure& measure : seed.measures) {
                for (std::size_t i = 0; i < found->variants.size(); ++i) {
                    if (measure.key == "final_test_accuracy" && measure.values[i]) {
                        accuracies[found->variants[i]].push_back(*measure.values[i]);
                    }
                }
            }
        }
        std::vector<std::string> row{values.empty() ? one.name : fmt::format("{}", fmt::join(values, ", "))};
        for (const std::string& variant : variants) {
            const auto spread = spreadOf(accuracies[variant]);
            row.push_back(spread ? fmt::format("{:.2f} %", 100 * spread->mean) : std::string("-"));
        }
        row.push_back(diverged > 0
                          ? fmt::format("{} of {} runs", diverged, found->variants.size() * found->seeds.size())
                          : std::string());
        table.addRow(std::move(row));
    }
    return "\n" + table.text();
}

}  // namespace normscope
