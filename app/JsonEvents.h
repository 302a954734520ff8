#pragma once

#include <string>
#include <vector>

#include <normscope/experiment/Comparison.h>
#include <normscope/train/TrainingEvent.h>

/// The lines that --json writes: one object each, every one with "event", "run", "seed" and "variant".
namespace normscope
{

/// An event of a run with its line end.
[[nodiscard]] std::string jsonLine(const RunRecord& run, const TrainingEvent& event);

/// The last line: where the results are and the comparison of all cases; run, seed and variant are null.
[[nodiscard]] std::string jsonLine(const std::string& folder, const std::vector<ExperimentComparison>& comparisons);

}  // namespace normscope
