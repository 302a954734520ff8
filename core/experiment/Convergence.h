#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <normscope/experiment/RunRecord.h>

/// How fast a run learned, in figures that do not depend on anybody's eye.
namespace normscope
{

/// Test accuracies whose first reaching is reported.
inline constexpr std::array kAccuracyThresholds{0.95, 0.97, 0.98, 0.99};

/// Iterations after which the smoothed training loss is reported, as far as the run goes.
inline constexpr std::array<std::int64_t, 11> kLossIterations{10,    50,    100,    200,    500,   1'000,
                                                              2'000, 5'000, 10'000, 20'000, 50'000};

/// The smoothed training loss at an iteration is the mean of this many batch losses up to it (fewer at the start):
/// it looks back only, so that later iterations never change it.
inline constexpr std::int64_t kLossWindow = 50;

/// When the test accuracy in evaluations.csv was first at or above a threshold.
struct Reached
{
    std::int64_t iteration = 0;
    double trainSeconds = 0;
};

[[nodiscard]] std::optional<Reached> firstReached(const std::vector<Evaluation>& evaluations, double accuracy);

/// Mean loss of the kLossWindow iterations up to `iteration`. None where the run does not go that far.
[[nodiscard]] std::optional<double> smoothedLoss(const std::vector<Step>& steps, std::int64_t iteration);

}  // namespace normscope
