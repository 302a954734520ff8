#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace normscope
{

/// Cuts each epoch's shuffled samples into mini-batches.
///
/// The order is a pure function of (seed, epoch). Every sample counts once an epoch; the last batch is as long as what
/// is left, and if that is a single sample it is joined to the batch before it, because one sample has no statistics.
class BatchSampler
{
  public:
    /// `samples` ≥ 1, `batchSize` ≥ 1.
    BatchSampler(std::int64_t samples, std::int64_t batchSize, std::uint64_t seed);

    /// Shuffles anew for that epoch, counted from 1.
    void startEpoch(std::int64_t epoch);

    [[nodiscard]] std::int64_t batchesPerEpoch() const { return batchesPerEpoch(m_samples, m_batchSize); }

    /// Sample indices of batch 0, 1, … of the epoch; valid until the next startEpoch().
    [[nodiscard]] std::span<const std::int64_t> batch(std::int64_t index) const;

    [[nodiscard]] static std::int64_t batchesPerEpoch(std::int64_t samples, std::int64_t batchSize);

    /// The number of samples in the smallest batch of an epoch.
    [[nodiscard]] static std::int64_t smallestBatch(std::int64_t samples, std::int64_t batchSize);

  private:
    std::int64_t m_samples;
    std::int64_t m_batchSize;
    std::uint64_t m_seed;
    std::vector<std::int64_t> m_order;
};

/// The numbers 0 … count − 1 in an order that is a pure function of (seed, stream): Fisher & Yates's shuffle.
[[nodiscard]] std::vector<std::int64_t> permutation(std::int64_t count, std::uint64_t seed, std::uint64_t stream);

}  // namespace normscope
