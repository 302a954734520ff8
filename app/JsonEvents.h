#pragma once

#include <cstdint>
#include <string>

#include <normscope/experiment/Comparison.h>
#include <normscope/train/TrainingEvent.h>

/// The lines that --json writes: one object each, every one with "event", "run", "seed" and "variant".
namespace normscope
{

/// A training event with its line end. Of a study's member the line says which, unless that is empty.
[[nodiscard]] std::string jsonLine(const std::string& member, std::uint64_t seed, const TrainingEvent& event);

/// The last line: where the results are and the comparison of all runs; run, seed and variant are null.
[[nodiscard]] std::string jsonLine(const std::string& member, const std::string& folder,
                                   const ExperimentComparison& comparison);

}  // namespace normscope
