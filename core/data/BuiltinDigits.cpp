#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <span>
#include <utility>

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

}  // namespace

ImageSet makeBuiltinDigits(BuiltinSplit split, std::int64_t count, int threads)
{
    ImageSet set;
    set.rows = static_cast<std::int64_t>(kDigitSide);
    set.columns = static_cast<std::int64_t>(kDigitSide);
    const std::size_t images = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
    const std::size_t imageSize = kDigitSide * kDigitSide;
    set.labels.resize(images);
    set.pixels.resize(images * imageSize);

    const std::int64_t total = set.count();
    // What is thrown where memory runs out must not leave a thread of OpenMP's: nobody could catch it there.
    std::exception_ptr failure;
#pragma omp parallel for num_threads(std::max(threads, 1)) schedule(static)
    for (std::int64_t i = 0; i < total; ++i) {
        const std::size_t index = static_cast<std::size_t>(i);
        try {
            const std::uint8_t label = labelOf(split, i);
            set.labels[index] = label;
            drawImage(split, i, label, std::span(set.pixels).subspan(index * imageSize, imageSize));
        } catch (...) {
#pragma omp critical
            failure = std::current_exception();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return set;
}

}  // namespace normscope
