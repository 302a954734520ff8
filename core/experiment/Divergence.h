#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/base/Message.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// Whether a normalizer of the variant's network adds nothing to the variance under its root.
[[nodiscard]] bool hasZeroEpsilon(const ExperimentSpec& spec, const std::string& variant);

/// divergenceAdvice() of RunRecord.h for a run of that variant: where ε is 0, that is to blame first of all.
[[nodiscard]] Message divergenceAdvice(const ExperimentSpec& spec, const std::string& variant, std::int64_t iteration);

/// compare() of Comparison.h for the runs of a case of these settings: those that diverged are given this advice.
[[nodiscard]] ExperimentComparison compare(const std::string& experiment, const ExperimentSpec& spec,
                                           const std::vector<RunRecord>& runs);

}  // namespace normscope
