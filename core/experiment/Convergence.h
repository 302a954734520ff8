#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

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

/// By the table of evaluations.
[[nodiscard]] std::optional<Reached> firstReached(const SeriesLog& evaluations, double accuracy);

/// Mean loss of the kLossWindow iterations up to `iteration`, by the table of iterations. None where the run does not
/// go that far.
[[nodiscard]] std::optional<double> smoothedLoss(const SeriesLog& iterations, std::int64_t iteration);

/// The mean of the last `window` of valueAt(0) … valueAt(index), added up from the first to the last: a value that is
/// not finite makes the `window` means from there on not finite either, and leaves nothing behind.
template <class ValueAt>
[[nodiscard]] double smoothedAt(ValueAt valueAt, std::size_t index, std::int64_t window = kLossWindow)
{
    const auto most = static_cast<std::size_t>(window);
    const std::size_t first = index + 1 > most ? index + 1 - most : 0;
    double sum = 0;
    for (std::size_t i = first; i <= index; ++i) {
        sum += valueAt(i);
    }
    return sum / static_cast<double>(index + 1 - first);
}

}  // namespace normscope
