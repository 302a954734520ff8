#include <algorithm>
#include <cmath>
#include <cstddef>

#include <normscope/data/ImageSet.h>

namespace normscope
{

namespace
{

/// Pixel count times sum of squares passes 64 bits from 17 million pixels on; MNIST has 47 million.
__extension__ using Wide = unsigned __int128;

constexpr double kFullInk = 255.0;

}  // namespace

Normalization normalizationOf(const ImageSet& set)
{
    std::uint64_t sum = 0;
    std::uint64_t sumOfSquares = 0;
    for (const std::uint8_t pixel : set.pixels) {
        const std::uint32_t value = pixel;
        sum += value;
        sumOfSquares += value * value;
    }
    const std::uint64_t count = set.pixels.size();
    if (count == 0) {
        return {};
    }
    // n·Σx² − (Σx)² is n² times the variance, and exact: no cancellation however small the variance is.
    const Wide scaledVariance = Wide{count} * sumOfSquares - Wide{sum} * sum;
    const double scale = kFullInk * static_cast<double>(count);
    return {static_cast<double>(sum) / scale,
            scaledVariance == 0 ? 1.0 : std::sqrt(static_cast<double>(scaledVariance)) / scale};
}

void truncate(ImageSet& set, std::int64_t count)
{
    const std::int64_t kept = std::clamp<std::int64_t>(count, 0, set.count());
    set.pixels.resize(static_cast<std::size_t>(kept * set.imageSize()));
    set.labels.resize(static_cast<std::size_t>(kept));
    // A first few of a large set are often all that is wanted of it.
    set.pixels.shrink_to_fit();
    set.labels.shrink_to_fit();
}

ImageSet splitTail(ImageSet& set, std::int64_t count)
{
    const std::int64_t kept = set.count() - std::clamp<std::int64_t>(count, 0, set.count());
    ImageSet tail;
    tail.rows = set.rows;
    tail.columns = set.columns;
    tail.pixels.assign(set.pixels.begin() + kept * set.imageSize(), set.pixels.end());
    tail.labels.assign(set.labels.begin() + kept, set.labels.end());
    truncate(set, kept);
    return tail;
}

}  // namespace normscope
