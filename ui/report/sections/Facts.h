#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/Statistics.h>

#include "ui/report/ReportData.h"

/// What the comparison of an experiment comes to over its seeds: the numbers that sentences are chosen by.
namespace normscope::ui
{

/// One measure over the seeds. Only pairs count of which both runs reached their end.
struct MeasureFacts
{
    Measure measure;          ///< of the first pair: key, title, unit
    std::int64_t pairs = 0;   ///< that count
    std::int64_t onlyBn = 0;  ///< pairs in which only the run with BN has a value: it alone reached the accuracy
    std::int64_t onlyNoBn = 0;
    std::vector<double> bn;  ///< values of the pairs in which both have one, in the order of seeds
    std::vector<double> noBn;
    PairedStatistics statistics;  ///< of the differences bn − noBn

    [[nodiscard]] bool isCompared() const { return !bn.empty(); }
};

struct ExperimentFacts
{
    std::int64_t pairs = 0;     ///< seeds with both runs, whatever became of them
    std::int64_t excluded = 0;  ///< those of which a run did not reach its end
    std::int64_t divergedBn = 0;
    std::int64_t divergedNoBn = 0;
    std::vector<MeasureFacts> measures;

    /// None where there is no such measure or no pair has it.
    [[nodiscard]] const MeasureFacts* compared(const std::string& key) const;
    [[nodiscard]] const MeasureFacts* find(const std::string& key) const;
};

[[nodiscard]] ExperimentFacts factsOf(const ReportExperiment& experiment);

/// The answers of a run; null where there are none.
[[nodiscard]] const Predictions* predictionsOf(const ReportExperiment& experiment, std::uint64_t seed, Twin twin);

}  // namespace normscope::ui
