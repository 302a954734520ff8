#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <normscope/data/DigitRaster.h>

namespace normscope
{

namespace
{

constexpr double kEdgeShare = 0.2;  ///< share of the soft edge's width that the square leaves room for outside the line
constexpr double kPaper = 0.06;     ///< ink fainter than this is the blur's tail and counts as paper
constexpr double kBox = static_cast<double>(kDigitBoxSide);

using Box = std::array<double, kDigitBoxSide * kDigitBoxSide>;

struct Bounds
{
    double left = 1e9;
    double right = -1e9;
    double top = 1e9;
    double bottom = -1e9;

    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
    [[nodiscard]] double larger() const { return std::max(width(), height()); }
};

/// The box around the track's points, each a disc of `radiusShare` times its own radius.
Bounds boundsOf(const InkTrack& track, double radiusShare)
{
    Bounds bounds;
    for (const InkPoint& point : track.points) {
        const double reach = radiusShare * point.radius;
        bounds.left = std::min(bounds.left, point.x - reach);
        bounds.right = std::max(bounds.right, point.x + reach);
        bounds.top = std::min(bounds.top, point.y - reach);
        bounds.bottom = std::max(bounds.bottom, point.y + reach);
    }
    return bounds;
}

/// The whole pixels to leave free on one side, where `slack` pixels are free on both sides together. Whole ones, so
/// that the edge of the ink on that side lies on the grid as it does in an image that was cut to its ink.
double freePixels(double slack)
{
    return static_cast<double>(static_cast<int>(std::max(0.5 * slack, 0.0)));
}

/// Brings the track into the square: points in pixels, the ink's longer side 20.
void fitToBox(InkTrack& track, double softness)
{
    // The radii are in pixels already, the points in heights: the scale of the points is what the lines leave free.
    double largestRadius = 0.0;
    for (const InkPoint& point : track.points) {
        largestRadius = std::max(largestRadius, point.radius);
    }
    const double inked = kBox - 2.0 * kEdgeShare * softness;
    const double free = std::max(inked - 2.0 * largestRadius, 4.0);
    const double scale = free / std::max(boundsOf(track, 0.0).larger(), 1e-6);
    for (InkPoint& point : track.points) {
        point.x *= scale;
        point.y *= scale;
    }

    // That was exact only if the thickest place lies on the edge; what is missing is scaled radii and all.
    const double rest = inked / boundsOf(track, 1.0).larger();
    for (InkPoint& point : track.points) {
        point.x *= rest;
        point.y *= rest;
        point.radius *= rest;
    }

    const Bounds bounds = boundsOf(track, 1.0);
    const double border = 0.5 * (kBox - inked);
    const double shiftX = border + freePixels(inked - bounds.width()) - bounds.left;
    const double shiftY = border + freePixels(inked - bounds.height()) - bounds.top;
    for (InkPoint& point : track.points) {
        point.x += shiftX;
        point.y += shiftY;
    }
}

/// First pixel whose centre is not left of `coordinate`, at least 0.
std::size_t firstPixel(double coordinate)
{
    return coordinate <= 0.5 ? 0 : static_cast<std::size_t>(coordinate + 0.5);
}

/// One past the last pixel whose centre is not right of `coordinate`, at most the square's side.
std::size_t endPixel(double coordinate)
{
    return coordinate < 0.5 ? 0 : std::min(static_cast<std::size_t>(coordinate + 0.5), kDigitBoxSide);
}

/// Adds a straight piece of line with round ends: each pixel keeps the most ink that any piece gives it.
void drawPiece(Box& box, const InkPoint& a, const InkPoint& b, double softness)
{
    const double wayX = b.x - a.x;
    const double wayY = b.y - a.y;
    const double squared = std::max(wayX * wayX + wayY * wayY, 1e-12);
    const double reach = std::max(a.radius, b.radius) + 0.5 * softness;
    const std::size_t rowEnd = endPixel(std::max(a.y, b.y) + reach);
    const std::size_t columnEnd = endPixel(std::max(a.x, b.x) + reach);
    const std::size_t columnFirst = firstPixel(std::min(a.x, b.x) - reach);
    for (std::size_t row = firstPixel(std::min(a.y, b.y) - reach); row < rowEnd; ++row) {
        const double fromY = static_cast<double>(row) + 0.5 - a.y;
        for (std::size_t column = columnFirst; column < columnEnd; ++column) {
            const double fromX = static_cast<double>(column) + 0.5 - a.x;
            const double share = std::clamp((fromX * wayX + fromY * wayY) / squared, 0.0, 1.0);
            const double offX = fromX - share * wayX;
            const double offY = fromY - share * wayY;
            const double distance = std::sqrt(offX * offX + offY * offY);
            const double radius = a.radius + share * (b.radius - a.radius);
            const double ink = (radius - distance) / softness + 0.5;
            double& pixel = box[row * kDigitBoxSide + column];
            pixel = std::max(pixel, ink);
        }
    }
}

/// Blurs one line of pixels, `stride` apart, with the paper white outside the square.
void blurLine(double* line, std::size_t stride, double weight)
{
    double before = 0.0;
    for (std::size_t i = 0; i < kDigitBoxSide; ++i) {
        const double here = line[i * stride];
        const double after = i + 1 < kDigitBoxSide ? line[(i + 1) * stride] : 0.0;
        line[i * stride] = (1.0 - 2.0 * weight) * here + weight * (before + after);
        before = here;
    }
}

/// Where the square has to begin in the image, along one axis, for a centre of mass in pixels of the square; nothing
/// where it would reach out of the image.
std::optional<std::size_t> placeFor(double centre)
{
    constexpr double kMiddle = 14.0;
    const double place = kMiddle - centre + 0.5;
    if (place < 0.0 || place >= static_cast<double>(kDigitSide - kDigitBoxSide + 1)) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(place);
}

}  // namespace

bool drawDigit(InkTrack& track, const InkEdge& edge, std::span<std::uint8_t> image)
{
    fitToBox(track, edge.softness);

    Box box{};
    std::size_t first = 0;
    for (const std::size_t end : track.strokeEnds) {
        for (std::size_t i = first + 1; i < end; ++i) {
            drawPiece(box, track.points[i - 1], track.points[i], edge.softness);
        }
        first = end;
    }
    for (double& pixel : box) {
        pixel = std::min(pixel, 1.0);
    }
    for (std::size_t i = 0; i < kDigitBoxSide; ++i) {
        blurLine(&box[i * kDigitBoxSide], 1, edge.blur);
    }
    for (std::size_t i = 0; i < kDigitBoxSide; ++i) {
        blurLine(&box[i], kDigitBoxSide, edge.blur);
    }

    // However thin and soft the line, its core is black.
    const double darkest = *std::max_element(box.begin(), box.end());
    const double gain = std::max(edge.gain, 1.0 / std::max(darkest - kPaper, 1e-3));

    // The centre of mass is taken from the bytes: sums of integers, whatever their order.
    std::array<std::uint8_t, kDigitBoxSide * kDigitBoxSide> bytes{};
    std::int64_t mass = 0;
    std::int64_t momentX = 0;
    std::int64_t momentY = 0;
    for (std::size_t i = 0; i < box.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(std::clamp((box[i] - kPaper) * gain, 0.0, 1.0) * 255.0 + 0.5);
        mass += bytes[i];
        momentX += bytes[i] * static_cast<std::int64_t>(i % kDigitBoxSide);
        momentY += bytes[i] * static_cast<std::int64_t>(i / kDigitBoxSide);
    }
    const double total = static_cast<double>(std::max<std::int64_t>(mass, 1));
    const std::optional<std::size_t> left = placeFor(static_cast<double>(momentX) / total);
    const std::optional<std::size_t> top = placeFor(static_cast<double>(momentY) / total);
    if (!left || !top) {
        return false;
    }

    std::fill(image.begin(), image.end(), std::uint8_t{0});
    for (std::size_t row = 0; row < kDigitBoxSide; ++row) {
        const auto source = bytes.begin() + static_cast<std::ptrdiff_t>(row * kDigitBoxSide);
        const auto target = image.begin() + static_cast<std::ptrdiff_t>((*top + row) * kDigitSide + *left);
        std::copy(source, source + static_cast<std::ptrdiff_t>(kDigitBoxSide), target);
    }
    return true;
}

}  // namespace normscope
