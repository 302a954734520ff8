#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <normscope/base/CounterRng.h>
#include <normscope/data/ImageSet.h>

namespace normscope
{

namespace
{

/// Pixel count times sum of squares passes 64 bits from 17 million pixels on; MNIST has 47 million.
__extension__ using Wide = unsigned __int128;

constexpr double kFullInk = 255.0;

/// Of images that are kept whatever the seed of a training.
constexpr std::uint64_t kKeptSeed = 0;

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
    // A first few of a large set are often all that is wanted of it. Of more, a copy would take more than it frees.
    const bool frees = kept < set.count() / 2;
    set.pixels.resize(static_cast<std::size_t>(kept * set.imageSize()));
    set.labels.resize(static_cast<std::size_t>(kept));
    if (frees) {
        set.pixels.shrink_to_fit();
        set.labels.shrink_to_fit();
    }
}

void keepPerClass(ImageSet& set, std::int64_t most)
{
    if (most <= 0) {
        return;
    }
    std::map<std::uint16_t, std::vector<std::int64_t>> ofClass;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        ofClass[set.labels[static_cast<std::size_t>(i)]].push_back(i);
    }
    std::vector<std::int64_t> kept;
    for (const auto& [label, members] : ofClass) {
        // The order that they are taken in does not depend on how many are.
        std::vector<std::pair<std::uint64_t, std::int64_t>> drawn;
        for (const std::int64_t member : members) {
            drawn.emplace_back(CounterRng(kKeptSeed, CounterRng::word("per class"), member).bits(0), member);
        }
        std::sort(drawn.begin(), drawn.end());
        drawn.resize(static_cast<std::size_t>(std::min<std::int64_t>(most, static_cast<std::int64_t>(drawn.size()))));
        std::transform(drawn.begin(), drawn.end(), std::back_inserter(kept),
                       [](const auto& one) { return one.second; });
    }
    std::sort(kept.begin(), kept.end());
    // Forward only, so each lands where nothing is wanted any more.
    for (std::size_t i = 0; i < kept.size(); ++i) {
        std::copy_n(set.image(kept[i]), set.imageSize(),
                    set.pixels.begin() + static_cast<std::int64_t>(i) * set.imageSize());
        set.labels[i] = set.labels[static_cast<std::size_t>(kept[i])];
    }
    truncate(set, static_cast<std::int64_t>(kept.size()));
}

std::int64_t countPerClass(std::span<const std::uint16_t> labels, std::int64_t most)
{
    if (most <= 0) {
        return static_cast<std::int64_t>(labels.size());
    }
    std::map<std::uint16_t, std::int64_t> counts;
    for (const std::uint16_t label : labels) {
        ++counts[label];
    }
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                           [&](std::int64_t sum, const auto& one) { return sum + std::min(one.second, most); });
}

void binarize(ImageSet& set)
{
    constexpr std::uint8_t kThreshold = 127;
    constexpr std::uint8_t kWhite = 255;
    std::transform(set.pixels.begin(), set.pixels.end(), set.pixels.begin(),
                   [](std::uint8_t pixel) { return pixel > kThreshold ? kWhite : std::uint8_t{0}; });
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
