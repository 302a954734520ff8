#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ComparisonStatistics.h>
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

std::string table(const std::vector<Measure>& measures, const char* difference)
{
    TextTable table({"", "with BN", "without BN", difference});
    const Measure* previous = nullptr;
    for (const Measure& measure : measures) {
        if (previous != nullptr && previous->aspect != measure.aspect) {
            table.addRule();
        }
        table.addRow({measure.title, show(measure.bn, measure.unit), show(measure.noBn, measure.unit),
                      show(measure.difference(), measure.unit, true)});
        previous = &measure;
    }
    return table.text();
}

/// Means over the seeds in which both twins have the measure.
std::vector<Measure> meansOverSeeds(const std::vector<PairComparison>& pairs)
{
    std::vector<Measure> means;
    for (const Measure& pattern : pairs.front().measures) {
        Measure mean = pattern;
        double bn = 0;
        double noBn = 0;
        double count = 0;
        for (const PairComparison& pair : pairs) {
            for (const Measure& measure : pair.measures) {
                if (measure.key == pattern.key && measure.difference()) {
                    bn += *measure.bn;
                    noBn += *measure.noBn;
                    count += 1;
                }
            }
        }
        const bool isComplete = count == static_cast<double>(pairs.size());
        mean.bn = isComplete ? std::optional(bn / count) : std::nullopt;
        mean.noBn = isComplete ? std::optional(noBn / count) : std::nullopt;
        means.push_back(std::move(mean));
    }
    return means;
}

bool isPair(const PairComparison& pair)
{
    return pair.bn && pair.noBn;
}

std::string mistakesText(const PairComparison& pair)
{
    if (!pair.mistakes) {
        return {};
    }
    const McNemar& test = *pair.mistakes;
    return fmt::format("Wrong on the test set: both {}, only with BN {}, only without BN {} (McNemar's p: {})\n",
                       grouped(test.both), grouped(test.onlyBnErrs), grouped(test.onlyNoBnErrs), pValueText(test.p));
}

}  // namespace

std::string toText(const ExperimentComparison& comparison)
{
    // More tables than that nobody reads.
    constexpr std::size_t kMostTables = 3;
    const bool isShort = comparison.pairs.size() > kMostTables;
    std::string text;
    for (const PairComparison& pair : comparison.pairs) {
        if (!isShort || !pair.remarks.empty()) {
            text += fmt::format("\nSeed {}\n", pair.seed);
        }
        if (!isShort) {
            text += table(pair.measures, "difference");
            text += mistakesText(pair);
        }
        for (const std::string& remark : pair.remarks) {
            text += remark + "\n";
        }
    }
    const auto& pairs = comparison.pairs;
    if (pairs.size() > 1 && std::all_of(pairs.begin(), pairs.end(), isPair)) {
        text += fmt::format("\nMeans over {} seeds (— where a seed has no value)\n", pairs.size());
        text += table(meansOverSeeds(pairs), "mean difference");
    }
    if (pairs.size() > 1) {
        text += toText(statisticsOf(comparison));
    }
    if (isShort) {
        text += "Each seed has its figures in comparison.csv.\n";
    }
    return text;
}

}  // namespace normscope
