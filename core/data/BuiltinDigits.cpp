#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <future>
#include <span>
#include <utility>
#include <vector>

#include <normscope/base/CounterRng.h>
#include <normscope/data/BuiltinDigits.h>
#include <normscope/data/DigitRaster.h>
#include <normscope/data/DigitShape.h>
#include <normscope/data/DigitStrokes.h>
#include <normscope/data/DrawSequence.h>

namespace normscope
{

namespace
{

constexpr std::uint64_t kSeed = CounterRng::word("normscope builtin digits");

// The words that keep the streams of labels and of shapes apart.
constexpr std::uint64_t kLabelStream = 1;
constexpr std::uint64_t kShapeStream = 2;

std::uint64_t splitWord(BuiltinSplit split)
{
    return split == BuiltinSplit::Train ? 1 : 2;
}

/// Every ten images in a row hold each digit once, in an order of their own: any prefix is balanced.
std::uint8_t labelOf(BuiltinSplit split, std::int64_t index)
{
    const CounterRng stream(kSeed, kLabelStream, splitWord(split), index / kBuiltinClasses);
    std::array<std::uint8_t, kBuiltinClasses> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t other = stream.below(i, i + 1);  // Fisher–Yates, inside out
        order[i] = order[other];
        order[other] = static_cast<std::uint8_t>(i);
    }
    return order[static_cast<std::size_t>(index % kBuiltinClasses)];
}

const DigitSkeleton& drawSkeleton(int digit, DrawSequence& draws)
{
    const std::vector<DigitSkeleton>& skeletons = digitSkeletons(digit);
    std::uint64_t sum = 0;
    for (const DigitSkeleton& skeleton : skeletons) {
        sum += static_cast<std::uint64_t>(skeleton.weight);
    }
    std::uint64_t rest = draws.below(sum);
    for (const DigitSkeleton& skeleton : skeletons) {
        if (rest < static_cast<std::uint64_t>(skeleton.weight)) {
            return skeleton;
        }
        rest -= static_cast<std::uint64_t>(skeleton.weight);
    }
    return skeletons.back();
}

InkEdge drawEdge(DrawSequence& draws)
{
    InkEdge edge;
    edge.softness = draws.between(0.7, 1.7);
    edge.blur = draws.between(0.0, 0.14);
    edge.gain = draws.between(1.1, 1.7);
    return edge;
}

void drawImage(BuiltinSplit split, std::int64_t index, std::uint8_t label, std::span<std::uint8_t> image)
{
    DrawSequence draws(CounterRng(kSeed, kShapeStream, splitWord(split), index));
    // One digit in five hundred cannot be centred within the image (a 7 that is all bar): another is written instead.
    bool drawn = false;
    while (!drawn) {
        const DigitSkeleton& skeleton = drawSkeleton(label, draws);
        InkTrack track = writeDigit(skeleton, draws);
        const InkEdge edge = drawEdge(draws);
        drawn = drawDigit(track, edge, image);
    }
}

/// Draws the images of one of `shares` equal parts of the set.
void drawShare(BuiltinSplit split, std::int64_t share, std::int64_t shares, ImageSet& set)
{
    const std::size_t imageSize = kDigitSide * kDigitSide;
    for (std::int64_t i = set.count() * share / shares; i < set.count() * (share + 1) / shares; ++i) {
        const std::size_t index = static_cast<std::size_t>(i);
        const std::uint8_t label = labelOf(split, i);
        set.labels[index] = label;
        drawImage(split, i, label, std::span(set.pixels).subspan(index * imageSize, imageSize));
    }
}

}  // namespace

ImageSet makeBuiltinDigits(BuiltinSplit split, std::int64_t count, int threads)
{
    ImageSet set;
    set.rows = static_cast<std::int64_t>(kDigitSide);
    set.columns = static_cast<std::int64_t>(kDigitSide);
    const std::size_t images = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
    set.labels.resize(images);
    set.pixels.resize(images * kDigitSide * kDigitSide);

    // Each thread writes a part that is its own. Where a thread cannot be had, its part is drawn here.
    const std::int64_t shares = std::clamp<std::int64_t>(threads, 1, std::max<std::int64_t>(set.count(), 1));
    std::vector<std::future<void>> others;
    for (std::int64_t share = 1; share < shares; ++share) {
        others.push_back(std::async(drawShare, split, share, shares, std::ref(set)));
    }
    drawShare(split, 0, shares, set);
    for (std::future<void>& other : others) {
        other.get();
    }
    return set;
}

}  // namespace normscope
