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

/// One measure over the seeds. Only pairs count, a variant's run and the reference's of one seed, of which both reached
/// their end.
struct MeasureFacts
{
    Measure measure;           ///< of the first pair: key, title, unit
    std::int64_t pairs = 0;    ///< that count
    std::int64_t onlyOwn = 0;  ///< pairs in which only the variant has a value: it alone reached the accuracy
    std::int64_t onlyReference = 0;
    std::vector<double> own;  ///< values of the pairs in which both have one, in the order of seeds
    std::vector<double> reference;
    PairedStatistics statistics;  ///< of the differences variant − reference

    [[nodiscard]] bool isCompared() const { return !own.empty(); }
};

/// What one variant against the reference comes to.
struct ExperimentFacts
{
    std::string variant;
    std::string reference;
    std::int64_t pairs = 0;     ///< seeds with both runs, whatever became of them
    std::int64_t excluded = 0;  ///< those of which a run did not reach its end
    std::int64_t runsOwn = 0;   ///< the variant's, also those of seeds without a run of the reference
    std::int64_t runsReference = 0;
    std::int64_t divergedOwn = 0;  ///< of runsOwn
    std::int64_t divergedReference = 0;
    bool divergedLater = false;  ///< one of those after its first iteration, so that the learning rate may be why
    std::vector<MeasureFacts> measures;

    /// None where there is no such measure or no pair has it.
    [[nodiscard]] const MeasureFacts* compared(const std::string& key) const;
    /// What times of training are compared by: the processor's, which a busy machine does not change, where all runs
    /// have it, otherwise the wall's. None where there is neither.
    [[nodiscard]] const MeasureFacts* time() const;
    [[nodiscard]] const MeasureFacts* find(const std::string& key) const;

    /// BN against no BN, which has sentences of its own.
    [[nodiscard]] bool isOfTwin() const { return variant == kBn && reference == kNoBn; }
};

/// One for each variant but the reference, in their order, with Holm's adjustment where they are several.
[[nodiscard]] std::vector<ExperimentFacts> factsOf(const ReportExperiment& experiment);

/// The same without what takes a while where there are many seeds: the statistics have nothing but number and mean.
/// Nor is divergedLater known.
[[nodiscard]] std::vector<ExperimentFacts> untestedFactsOf(const ExperimentComparison& comparison);

/// Whether nothing is compared but BN against no BN.
[[nodiscard]] bool areTwins(const ReportExperiment& experiment);
[[nodiscard]] bool areTwins(const ReportData& data);

/// The answers of a run; null where there are none.
[[nodiscard]] const Predictions* predictionsOf(const ReportExperiment& experiment, std::uint64_t seed,
                                               const std::string& variant);

}  // namespace normscope::ui
