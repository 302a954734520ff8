#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include <normscope/data/ImageSet.h>

namespace normscope
{

namespace
{

/// Pixel count times sum of squares passes 64 bits from 17 million pixels on; MNIST has 47 million.
__extension__ using Wide = unsigned __int128;

constexpr double kFullInk = 255.0;

}  // namespace

bool haveSameSize(const ImageSet& a, const ImageSet& b)
{
    return a.channels == b.channels && a.rows == b.rows && a.columns == b.columns;
}

std::string sizeText(const ImageSet& set, std::string_view sign)
{
    const std::string plane = fmt::format("{}{}{}", set.rows, sign, set.columns);
    return set.channels == 1 ? plane : fmt::format("{}{}{}", set.channels, sign, plane);
}

std::vector<std::string> numberedClasses(std::int64_t count)
{
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < count; ++i) {
        names.push_back(std::to_string(i));
    }
    return names;
}

DataShape shapeOf(const ImageSet& set, std::int64_t classes)
{
    return {{set.channels, set.rows, set.columns}, classes};
}

Normalization normalizationOf(const ImageSet& set)
{
    const auto channels = static_cast<std::size_t>(set.channels);
    const auto plane = static_cast<std::size_t>(set.rows * set.columns);
    Normalization result{std::vector(channels, 0.0), std::vector(channels, 1.0)};
    const std::uint64_t count = set.pixels.size() / channels;
    if (count == 0) {
        return result;
    }
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::uint64_t sum = 0;
        std::uint64_t sumOfSquares = 0;
        for (std::size_t at = channel * plane; at < set.pixels.size(); at += channels * plane) {
            for (std::size_t i = at; i < at + plane; ++i) {
                const std::uint32_t value = set.pixels[i];
                sum += value;
                sumOfSquares += value * value;
            }
        }
        // n·Σx² − (Σx)² is n² times the variance, and exact: no cancellation however small the variance is.
        const Wide scaledVariance = Wide{count} * sumOfSquares - Wide{sum} * sum;
        const double scale = kFullInk * static_cast<double>(count);
        result.mean[channel] = static_cast<double>(sum) / scale;
        if (scaledVariance != 0) {
            result.std[channel] = std::sqrt(static_cast<double>(scaledVariance)) / scale;
        }
    }
    return result;
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
    tail.channels = set.channels;
    tail.rows = set.rows;
    tail.columns = set.columns;
    tail.pixels.assign(set.pixels.begin() + kept * set.imageSize(), set.pixels.end());
    tail.labels.assign(set.labels.begin() + kept, set.labels.end());
    truncate(set, kept);
    return tail;
}

}  // namespace normscope
