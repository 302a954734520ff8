#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/Predictions.h>

/// What may be concluded from several seeds, and from the digits that only one of two runs gets wrong.
namespace normscope
{

/// Values of one variant over seeds. What needs two values is none for a single one.
struct Spread
{
    std::int64_t n = 0;
    double mean = 0;
    double min = 0;
    double max = 0;
    std::optional<double> standardDeviation;  ///< with n − 1
    std::optional<double> standardError;
    std::optional<double> lower95;  ///< of the mean, by Student's t
    std::optional<double> upper95;
};

/// None for no values, all of which must be finite.
[[nodiscard]] std::optional<Spread> spreadOf(const std::vector<double>& values);

/// What a difference over seeds is evidence of, at the 5 % level.
enum class Evidence
{
    OneSeed,             ///< says nothing about other seeds
    TooFewSeeds,         ///< the sign-flip test could not go below 0.05 whatever was found
    AllEqual,            ///< no difference in any seed
    NotDistinguishable,  ///< from chance
    Distinguishable,
};

/// Differences within pairs: of a variant and the reference, of the same seed.
struct PairedStatistics
{
    std::int64_t n = 0;
    double mean = 0;
    std::optional<double> standardDeviation;
    std::optional<double> standardError;
    std::optional<double> lower95;  ///< of the mean, by Student's t
    std::optional<double> upper95;
    std::optional<double> effectSize;  ///< Cohen's d_z: mean / standard deviation; none where that is 0
    std::optional<double> tTestP;      ///< paired t test, two-sided; none where the standard deviation is 0
    std::optional<double> signFlipP;   ///< two-sided; none for a single pair
    double smallestPossibleP = 1;      ///< of the sign-flip test with so many pairs: 2 / 2ⁿ
    std::int64_t comparisons = 1;      ///< variants that the same question is asked of
    std::optional<double> holmP;       ///< signFlipP adjusted for them; none for a single one
    Evidence evidence = Evidence::OneSeed;
};

/// The sign-flip test (Fisher's permutation test for pairs) asks how often the mean would be as far from 0 if in each
/// pair it were chance which run is which. Up to 20 pairs it counts all 2ⁿ ways; beyond that 100,000 drawn ones, the
/// same every time, and p = (as far + 1) / (drawn + 1). Means within 1e-12 of the sum of all magnitudes count as
/// equally far. `differences` must be finite and not empty.
[[nodiscard]] PairedStatistics pairedStatistics(const std::vector<double>& differences);

/// Adjusts p-values for being asked together (Holm, Scandinavian Journal of Statistics 6 (1979) 65–70): the k-th
/// smallest of m is multiplied by m − k + 1, and none is less than the one before it or more than 1. In the order
/// given.
[[nodiscard]] std::vector<double> holmAdjusted(const std::vector<double>& p);

/// Sets holmP and the evidence by it where several variants are compared with one reference in the same measure.
void adjustByHolm(std::vector<PairedStatistics*> compared);

/// The samples by who gets them wrong, and McNemar's exact test: whether those that one run alone gets wrong are
/// distributed as by a fair coin. Two-sided, by the binomial distribution; 1 where there are none.
/// McNemar, Psychometrika 12 (1947) 153–157.
struct McNemar
{
    std::int64_t both = 0;
    std::int64_t onlyVariantErrs = 0;
    std::int64_t onlyReferenceErrs = 0;
    std::int64_t neither = 0;
    double p = 1;
};

/// ErrorCode::Data where the two are not about the same samples.
[[nodiscard]] Result<McNemar> mcnemar(const Predictions& variant, const Predictions& reference);

/// The fewest seeds with which the sign-flip test could find something when so many variants are compared: 6 for one.
[[nodiscard]] std::int64_t seedsNeeded(std::int64_t comparisons);

/// The evidence as a sentence for the terminal.
[[nodiscard]] std::string inWords(const PairedStatistics& statistics);

/// A p-value for people: "0.031", "< 0.001", "—" where there is none.
[[nodiscard]] std::string pValueText(const std::optional<double>& p);

}  // namespace normscope
