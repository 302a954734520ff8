#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Statistics.h>

namespace normscope
{

/// One measure's differences over the seeds. Only pairs count of which both runs are done and have the measure.
struct MeasureStatistics
{
    Measure measure;            ///< key, title and unit; the values are means over the pairs that count
    std::int64_t excluded = 0;  ///< pairs that do not count
    PairedStatistics paired;    ///< of bn − no BN
};

/// Of the measures that training decides: not of counts of parameters. Empty where no pair counts.
[[nodiscard]] std::vector<MeasureStatistics> statisticsOf(const ExperimentComparison& comparison);

/// As comparison.json holds them: by key {"n", "excluded", "mean", "sd", "se", "ci95", "effect_size", "t_p",
/// "sign_flip_p", "smallest_p"}; null where there is none.
[[nodiscard]] Json toJson(const std::vector<MeasureStatistics>& statistics);

/// For the terminal: a table of the measures and what may be concluded about the final test accuracy. Empty for a
/// single seed.
[[nodiscard]] std::string toText(const std::vector<MeasureStatistics>& statistics);

}  // namespace normscope
