#include <algorithm>
#include <numeric>
#include <utility>

#include <normscope/base/CounterRng.h>
#include <normscope/data/BatchSampler.h>

namespace normscope
{

BatchSampler::BatchSampler(std::int64_t samples, std::int64_t batchSize, std::uint64_t seed)
    : m_samples(samples)
    , m_batchSize(batchSize)
    , m_seed(seed)
{
}

void BatchSampler::startEpoch(std::int64_t epoch)
{
    m_order = permutation(m_samples, m_seed, static_cast<std::uint64_t>(epoch));
}

std::span<const std::int64_t> BatchSampler::batch(std::int64_t index) const
{
    const std::int64_t begin = index * m_batchSize;
    const bool isLast = index + 1 == batchesPerEpoch();
    const std::int64_t end = isLast ? m_samples : begin + m_batchSize;
    return std::span(m_order).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::int64_t BatchSampler::batchesPerEpoch(std::int64_t samples, std::int64_t batchSize)
{
    const std::int64_t full = samples / batchSize;
    const std::int64_t left = samples % batchSize;
    const bool ownBatchForTheRest = left > 1 || (left == 1 && full == 0);
    return full + (ownBatchForTheRest ? 1 : 0);
}

std::int64_t BatchSampler::smallestBatch(std::int64_t samples, std::int64_t batchSize)
{
    const std::int64_t last = samples - (batchesPerEpoch(samples, batchSize) - 1) * batchSize;
    return batchesPerEpoch(samples, batchSize) == 1 ? last : std::min(last, batchSize);
}

std::vector<std::int64_t> permutation(std::int64_t count, std::uint64_t seed, std::uint64_t stream)
{
    const CounterRng rng(seed, CounterRng::word("permutation"), stream);
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[rng.below(i, i)]);
    }
    return order;
}

}  // namespace normscope
