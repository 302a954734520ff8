#pragma once

#include <cstdint>
#include <vector>

#include <normscope/experiment/RunRecord.h>

/// Runs that nobody trained: events with figures chosen by hand.
namespace normscope::test
{

/// The events of a finished run of two epochs with three iterations of 20 samples each. Its figures are awkward to
/// write down and differ between the twins; validation figures are NaN unless asked for.
[[nodiscard]] std::vector<TrainingEvent> finishedRun(const std::string& variant, bool hasValidation = false);

/// The record that has taken in the events.
[[nodiscard]] RunRecord recordOf(const std::vector<TrainingEvent>& events, std::uint64_t seed,
                                 const std::string& variant);

}  // namespace normscope::test
