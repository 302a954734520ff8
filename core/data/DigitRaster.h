#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <normscope/data/DigitShape.h>

namespace normscope
{

inline constexpr std::size_t kDigitSide = 28;     ///< rows and columns of an image
inline constexpr std::size_t kDigitBoxSide = 20;  ///< the square that the ink is fitted into

/// What scanner and scaling do to the line's edge.
struct InkEdge
{
    double softness = 1.5;  ///< width of the ramp from ink to paper, in pixels
    double blur = 0.0;      ///< weight of each neighbour in a row, and in a column, in [0, 1/3]
    double gain = 1.0;      ///< factor on the ink before it saturates, at the least
};

/// Draws the track the way MNIST's images were made from NIST's (LeCun, Bottou, Bengio & Haffner 1998, section III.A):
/// scaled to fit a square of 20 pixels with its aspect ratio kept, then shifted by whole pixels so that the centre of
/// mass comes to lie on the pixel in row 14 and column 14, counted from 0, to half a pixel. All ink lies within the
/// square, and the darkest pixel is 255. The track's points are scaled in place.
/// `image`: 28 · 28 bytes, row after row, 255 full ink. False, with `image` untouched, where the digit weighs so much
/// on one side that the square would reach out of the image. Thread-safe.
[[nodiscard]] bool drawDigit(InkTrack& track, const InkEdge& edge, std::span<std::uint8_t> image);

}  // namespace normscope
