#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Statistics.h>

namespace normscope
{

/// One measure's differences of one variant to the reference over the seeds. Only seeds count of which both runs are
/// done and have the measure.
struct MeasureStatistics
{
    Measure measure;            ///< key, title and unit; the values of the two are means over the seeds that count
    std::size_t variant = 0;    ///< which of the comparison's variants
    std::int64_t excluded = 0;  ///< seeds that do not count
    PairedStatistics paired;    ///< of variant − reference
};

/// Of the measures that training decides, not of counts of parameters: measure by measure the variants in order, with
/// Holm's adjustment over those of a measure where they are several. Empty where no seed counts.
[[nodiscard]] std::vector<MeasureStatistics> statisticsOf(const ExperimentComparison& comparison);

/// As comparison.json holds them: by key {"n", "excluded", "mean", "sd", "se", "ci95", "effect_size", "t_p",
/// "sign_flip_p", "smallest_p"}; null where there is none. Where several variants are compared with the reference, by
/// key and column form, and each with "holm_p".
[[nodiscard]] Json toJson(const std::vector<MeasureStatistics>& statistics, const ExperimentComparison& comparison);

/// For the terminal: a table of the measures for each variant and what may be concluded about the final test accuracy.
/// Empty for a single seed.
[[nodiscard]] std::string toText(const std::vector<MeasureStatistics>& statistics,
                                 const ExperimentComparison& comparison);

}  // namespace normscope
