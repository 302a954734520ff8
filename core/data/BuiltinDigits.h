#pragma once

#include <cstdint>

#include <normscope/data/ImageSet.h>

namespace normscope
{

/// The version of the generator, part of the dataset's name in experiment.json. Any change of a pixel is a new version.
inline constexpr const char* kBuiltinDigitsVersion = "builtin-1";

inline constexpr std::int64_t kBuiltinTrainCount = 10'000;
inline constexpr std::int64_t kBuiltinTestCount = 2'000;
inline constexpr std::int64_t kBuiltinClasses = 10;

/// Which of the two disjoint random streams a built-in image is drawn from.
enum class BuiltinSplit
{
    Train,
    Test,
};

/// Draws `count` handwritten-looking digits of 28 × 28 pixels with at most `threads` threads.
/// Image i depends on (split, i) alone: the same pixels for any count, thread count, machine and library version.
[[nodiscard]] ImageSet makeBuiltinDigits(BuiltinSplit split, std::int64_t count, int threads);

}  // namespace normscope
