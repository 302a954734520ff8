#pragma once

#include <cstddef>
#include <vector>

#include <normscope/data/DigitStrokes.h>
#include <normscope/data/DrawSequence.h>

namespace normscope
{

/// A point of the pen's track.
struct InkPoint
{
    double x = 0.0;       ///< in units of the digit's height, to the right
    double y = 0.0;       ///< in units of the digit's height, down
    double radius = 0.0;  ///< half the line's width here, in pixels of the final image
};

/// The pen's track over a whole digit, dense enough to be joined by straight pieces.
struct InkTrack
{
    std::vector<InkPoint> points;
    std::vector<std::size_t> strokeEnds;  ///< for each stroke, one past the index of its last point
};

/// Writes a skeleton as one hand would on one occasion: its points moved, its corners more or less sharp, the whole
/// bent, stretched, slanted and turned, the line of varying width. A pure function of its arguments; thread-safe.
[[nodiscard]] InkTrack writeDigit(const DigitSkeleton& skeleton, DrawSequence& draws);

}  // namespace normscope
