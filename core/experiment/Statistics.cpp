#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include <normscope/base/CounterRng.h>
#include <normscope/experiment/Statistics.h>

namespace normscope
{

namespace
{

constexpr double kLevel = 0.05;
constexpr std::int64_t kMostEnumerated = 20;
constexpr std::int64_t kDraws = 100'000;

/// How often the sum of the magnitudes with random signs is as far from 0 as the one found.
double signFlipP(const std::vector<double>& differences)
{
    const auto n = static_cast<std::int64_t>(differences.size());
    const double found = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0));
    double magnitude = 0;
    for (const double difference : differences) {
        magnitude += std::abs(difference);
    }
    const double bound = found - 1e-12 * magnitude;
    const auto isAsFar = [&](auto isFlipped) {
        double sum = 0;
        for (std::int64_t i = 0; i < n; ++i) {
            const double value = differences[static_cast<std::size_t>(i)];
            sum += isFlipped(i) ? -value : value;
        }
        return std::abs(sum) >= bound;
    };
    std::int64_t asFar = 0;
    if (n <= kMostEnumerated) {
        const std::int64_t ways = std::int64_t{1} << n;
        for (std::int64_t way = 0; way < ways; ++way) {
            asFar += isAsFar([&](std::int64_t i) { return ((way >> i) & 1) != 0; }) ? 1 : 0;
        }
        return static_cast<double>(asFar) / static_cast<double>(ways);
    }
    const CounterRng rng(1, CounterRng::word("sign flips"));
    for (std::int64_t draw = 0; draw < kDraws; ++draw) {
        asFar +=
            isAsFar([&](std::int64_t i) { return (rng.bits(static_cast<std::uint64_t>(draw * n + i)) >> 63U) != 0; })
                ? 1
                : 0;
    }
    return static_cast<double>(asFar + 1) / static_cast<double>(kDraws + 1);
}

Evidence evidenceOf(const PairedStatistics& statistics, bool areAllZero)
{
    if (statistics.n == 1) {
        return Evidence::OneSeed;
    }
    if (areAllZero) {
        return Evidence::AllEqual;
    }
    if (static_cast<double>(statistics.comparisons) * statistics.smallestPossibleP > kLevel) {
        return Evidence::TooFewSeeds;
    }
    return statistics.holmP.value_or(*statistics.signFlipP) <= kLevel ? Evidence::Distinguishable
                                                                      : Evidence::NotDistinguishable;
}

}  // namespace

std::optional<Spread> spreadOf(const std::vector<double>& values)
{
    if (values.empty()) {
        return std::nullopt;
    }
    Spread spread;
    spread.n = static_cast<std::int64_t>(values.size());
    const auto n = static_cast<double>(spread.n);
    spread.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    spread.min = *least;
    spread.max = *most;
    if (values.size() < 2) {
        return spread;
    }
    double squares = 0;
    for (const double value : values) {
        squares += (value - spread.mean) * (value - spread.mean);
    }
    spread.standardDeviation = std::sqrt(squares / (n - 1));
    spread.standardError = *spread.standardDeviation / std::sqrt(n);
    const double quantile = boost::math::quantile(boost::math::students_t(n - 1), 1 - kLevel / 2);
    spread.lower95 = spread.mean - quantile * *spread.standardError;
    spread.upper95 = spread.mean + quantile * *spread.standardError;
    return spread;
}

PairedStatistics pairedStatistics(const std::vector<double>& differences)
{
    PairedStatistics statistics;
    const auto spread = spreadOf(differences);
    if (!spread) {
        return statistics;
    }
    statistics.n = spread->n;
    statistics.mean = spread->mean;
    statistics.standardDeviation = spread->standardDeviation;
    statistics.standardError = spread->standardError;
    statistics.lower95 = spread->lower95;
    statistics.upper95 = spread->upper95;
    statistics.smallestPossibleP =
        std::min(1.0, std::ldexp(2.0, -static_cast<int>(std::min<std::int64_t>(statistics.n, 1'000))));
    const bool areAllZero =
        std::all_of(differences.begin(), differences.end(), [](double difference) { return difference == 0; });
    if (statistics.n > 1) {
        statistics.signFlipP = signFlipP(differences);
        if (*statistics.standardDeviation > 0) {
            statistics.effectSize = statistics.mean / *statistics.standardDeviation;
            const double t = std::abs(statistics.mean / *statistics.standardError);
            const boost::math::students_t distribution(static_cast<double>(statistics.n - 1));
            statistics.tTestP = 2 * boost::math::cdf(boost::math::complement(distribution, t));
        }
    }
    statistics.evidence = evidenceOf(statistics, areAllZero);
    return statistics;
}

std::vector<double> holmAdjusted(const std::vector<double>& p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double least = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        least = std::max(least, std::min(1.0, static_cast<double>(order.size() - k) * p[order[k]]));
        adjusted[order[k]] = least;
    }
    return adjusted;
}

void adjustByHolm(std::vector<PairedStatistics*> compared)
{
    std::erase_if(compared, [](const PairedStatistics* one) { return !one->signFlipP; });
    if (compared.size() < 2) {
        return;
    }
    std::vector<double> p;
    for (const PairedStatistics* one : compared) {
        p.push_back(*one->signFlipP);
    }
    const auto adjusted = holmAdjusted(p);
    for (std::size_t i = 0; i < compared.size(); ++i) {
        PairedStatistics& one = *compared[i];
        one.comparisons = static_cast<std::int64_t>(compared.size());
        one.holmP = adjusted[i];
        one.evidence = evidenceOf(one, one.evidence == Evidence::AllEqual);
    }
}

Result<McNemar> mcnemar(const Predictions& variant, const Predictions& reference)
{
    if (variant.labels != reference.labels || variant.datasetSha256 != reference.datasetSha256) {
        return fail(ErrorCode::Data,
                    "the predictions of the two runs are not about the same samples: they cannot be compared");
    }
    McNemar found;
    for (std::size_t i = 0; i < variant.count(); ++i) {
        const bool variantErrs = !variant.isRight(i);
        const bool referenceErrs = !reference.isRight(i);
        std::int64_t& count = variantErrs ? (referenceErrs ? found.both : found.onlyVariantErrs)
                                          : (referenceErrs ? found.onlyReferenceErrs : found.neither);
        ++count;
    }
    const std::int64_t discordant = found.onlyVariantErrs + found.onlyReferenceErrs;
    if (discordant > 0) {
        const boost::math::binomial coin(static_cast<double>(discordant), 0.5);
        const auto fewer = static_cast<double>(std::min(found.onlyVariantErrs, found.onlyReferenceErrs));
        found.p = std::min(1.0, 2 * boost::math::cdf(coin, fewer));
    }
    return found;
}

std::int64_t seedsNeeded(std::int64_t comparisons)
{
    std::int64_t seeds = 2;
    while (static_cast<double>(comparisons) * std::ldexp(2.0, -static_cast<int>(seeds)) > kLevel) {
        ++seeds;
    }
    return seeds;
}

std::string inWords(const PairedStatistics& statistics)
{
    const double p = statistics.holmP.value_or(statistics.signFlipP.value_or(1));
    const std::string test = statistics.holmP ? fmt::format("sign-flip test, p = {:.3f} by Holm over {} comparisons", p,
                                                            statistics.comparisons)
                                              : fmt::format("sign-flip test, p = {:.3f}", p);
    switch (statistics.evidence) {
    case Evidence::OneSeed:
        return "One seed says nothing about other seeds.";
    case Evidence::TooFewSeeds:
        return fmt::format("{} seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below "
                           "p = {:.4g} with them, so run at least {}.",
                           statistics.n,
                           std::min(1.0, static_cast<double>(statistics.comparisons) * statistics.smallestPossibleP),
                           seedsNeeded(statistics.comparisons));
    case Evidence::AllEqual:
        return fmt::format("There is no difference in any of the {} seeds.", statistics.n);
    case Evidence::NotDistinguishable:
        return fmt::format("Over {} seeds this is not distinguishable from chance at the 5 % level ({}).", statistics.n,
                           test);
    case Evidence::Distinguishable:
        return fmt::format("Over {} seeds this is more than chance at the 5 % level ({}).", statistics.n, test);
    }
    return {};
}

std::string pValueText(const std::optional<double>& p)
{
    constexpr double kLeast = 0.001;
    return !p ? "—" : *p < kLeast ? "< 0.001" : fmt::format("{:.3f}", *p);
}

}  // namespace normscope
