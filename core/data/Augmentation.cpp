#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <normscope/base/CounterRng.h>
#include <normscope/data/Augmentation.h>

namespace normscope
{

namespace
{

/// Bounds of the random affine change; each value is drawn uniformly from ± its bound.
struct AffineBounds
{
    double degrees;
    double scale;
    double shear;
    double shift;  ///< parts of the image's side
};

constexpr AffineBounds kAffine{15.0, 0.12, 0.15, 2.5 / 28.0};
constexpr AffineBounds kBeforeElastic{7.5, 0.08, 0.10, 1.5 / 28.0};

/// The displacement field is drawn on a coarse grid and interpolated: smooth at a fraction of the cost of filtering
/// noise pixel by pixel.
constexpr std::int64_t kGrid = 5;
constexpr double kElasticBound = 2.2 / 28.0;  ///< largest displacement of a grid point, parts of the image's side

constexpr std::uint64_t kGridStream = 16;  ///< where the grid's numbers start, behind the affine ones

/// Maps a pixel of the result to the place in the source that it is taken from: (x, y) − centre → M · that + t.
struct AffineMap
{
    std::array<double, 4> matrix{1, 0, 0, 1};
    double shiftX = 0;
    double shiftY = 0;
};

double symmetric(const CounterRng& rng, std::uint64_t index, double bound)
{
    return (2.0 * rng.uniform(index) - 1.0) * bound;
}

AffineMap drawAffine(const CounterRng& rng, const AffineBounds& bounds, double side)
{
    const double angle = symmetric(rng, 0, bounds.degrees) * std::numbers::pi / 180.0;
    const double scaleX = 1.0 + symmetric(rng, 1, bounds.scale);
    const double scaleY = 1.0 + symmetric(rng, 2, bounds.scale);
    const double shear = symmetric(rng, 3, bounds.shear);
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    AffineMap map;
    map.matrix = {cosine / scaleX, (cosine * shear - sine) / scaleX, sine / scaleY, (sine * shear + cosine) / scaleY};
    map.shiftX = symmetric(rng, 4, bounds.shift * side);
    map.shiftY = symmetric(rng, 5, bounds.shift * side);
    return map;
}

/// Displacement at a place of the image (u, v in [0, 1]) by bilinear interpolation of the grid's numbers. The grid
/// starts at number `first` of the stream.
double displacement(const CounterRng& rng, std::uint64_t first, double u, double v)
{
    const double gridX = u * static_cast<double>(kGrid - 1);
    const double gridY = v * static_cast<double>(kGrid - 1);
    const std::int64_t left = std::min<std::int64_t>(static_cast<std::int64_t>(gridX), kGrid - 2);
    const std::int64_t top = std::min<std::int64_t>(static_cast<std::int64_t>(gridY), kGrid - 2);
    // Smoothstep instead of straight lines between the grid points: no visible kinks in the strokes.
    const auto smooth = [](double t) { return t * t * (3.0 - 2.0 * t); };
    const double right = smooth(gridX - static_cast<double>(left));
    const double down = smooth(gridY - static_cast<double>(top));
    const auto at = [&](std::int64_t x, std::int64_t y) {
        return symmetric(rng, first + static_cast<std::uint64_t>(y * kGrid + x), 1.0);
    };
    return (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - down) +
           (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * down;
}

}  // namespace

Augmenter::Augmenter(Augmentation kind, std::int64_t rows, std::int64_t columns, std::uint64_t seed)
    : m_kind(kind)
    , m_rows(rows)
    , m_columns(columns)
    , m_seed(seed)
{
}

void Augmenter::apply(std::span<const std::uint8_t> from, std::span<std::uint8_t> into, std::int64_t epoch,
                      std::int64_t sample) const
{
    if (m_kind == Augmentation::None) {
        std::copy(from.begin(), from.end(), into.begin());
        return;
    }
    const CounterRng rng(m_seed, CounterRng::word("augmentation"), epoch, sample);
    const bool elastic = m_kind == Augmentation::Elastic;
    const auto side = static_cast<double>(std::max(m_rows, m_columns));
    const AffineMap map = drawAffine(rng, elastic ? kBeforeElastic : kAffine, side);
    const double centreX = static_cast<double>(m_columns - 1) / 2.0;
    const double centreY = static_cast<double>(m_rows - 1) / 2.0;

    const std::int64_t plane = m_rows * m_columns;
    const auto size = static_cast<std::int64_t>(from.size());
    const auto pixel = [&](std::int64_t channelStart, std::int64_t x, std::int64_t y) -> double {
        const bool inside = x >= 0 && y >= 0 && x < m_columns && y < m_rows;
        return inside ? from[static_cast<std::size_t>(channelStart + y * m_columns + x)] : 0.0;
    };
    for (std::int64_t row = 0; row < m_rows; ++row) {
        for (std::int64_t column = 0; column < m_columns; ++column) {
            const double x = static_cast<double>(column) - centreX;
            const double y = static_cast<double>(row) - centreY;
            double sourceX = map.matrix[0] * x + map.matrix[1] * y + map.shiftX + centreX;
            double sourceY = map.matrix[2] * x + map.matrix[3] * y + map.shiftY + centreY;
            if (elastic) {
                const double u =
                    static_cast<double>(column) / static_cast<double>(std::max<std::int64_t>(m_columns - 1, 1));
                const double v = static_cast<double>(row) / static_cast<double>(std::max<std::int64_t>(m_rows - 1, 1));
                sourceX += kElasticBound * side * displacement(rng, kGridStream, u, v);
                sourceY += kElasticBound * side * displacement(rng, kGridStream + kGrid * kGrid, u, v);
            }
            const double left = std::floor(sourceX);
            const double top = std::floor(sourceY);
            const double right = sourceX - left;
            const double down = sourceY - top;
            const auto x0 = static_cast<std::int64_t>(left);
            const auto y0 = static_cast<std::int64_t>(top);
            for (std::int64_t start = 0; start < size; start += plane) {
                const double above = pixel(start, x0, y0) * (1 - right) + pixel(start, x0 + 1, y0) * right;
                const double below = pixel(start, x0, y0 + 1) * (1 - right) + pixel(start, x0 + 1, y0 + 1) * right;
                const double value = above * (1 - down) + below * down;
                into[static_cast<std::size_t>(start + row * m_columns + column)] =
                    static_cast<std::uint8_t>(value + 0.5);
            }
        }
    }
}

}  // namespace normscope
