#pragma once

#include <vector>

namespace normscope
{

/// A point that the pen passes, in hundredths of the digit's height: x to the right, y down, (0, 0) the upper left
/// corner of the box that the digit is written in, (100, 100) the lower right corner of a square one.
struct StrokePoint
{
    double x = 0.0;
    double y = 0.0;
    bool corner = false;  ///< the pen turns sharply here; otherwise the line runs through smoothly
};

/// The way of the pen from where it is put down to where it is lifted.
struct Stroke
{
    std::vector<StrokePoint> points;  ///< at least two
    double probability = 1.0;         ///< how often this stroke is written at all (a flag, a foot, a bar)
};

/// One way in which people write one digit.
struct DigitSkeleton
{
    int weight = 1;          ///< how often this way is drawn among those of its digit
    double narrowest = 0.8;  ///< the range of factors on the width
    double widest = 1.2;
    std::vector<Stroke> strokes;
    double pen = 1.0;  ///< factor on the line's width: rings are written with a finer pen than bare strokes
};

/// All ways in which `digit` (0 to 9) is written. The tables were drawn by hand and are constant; thread-safe.
[[nodiscard]] const std::vector<DigitSkeleton>& digitSkeletons(int digit);

}  // namespace normscope
