#pragma once

#include <cstdint>

/// The loops of batch normalization on plain memory. No torch here: core/nn/BatchNormFunction.cpp calls them.
///
/// Every tensor is contiguous with `batch · channels · plane` elements in the order (N, C, S), S being L or H·W, or 1
/// for (N, C). Per-channel arrays hold `channels` elements. Sums run in double, each channel's in one fixed order, so
/// results do not depend on the number of threads. Parallel over channels with OpenMP's current number of threads.
namespace normscope::kernels
{

struct ChannelShape
{
    std::int64_t batch = 0;
    std::int64_t channels = 0;
    std::int64_t plane = 1;

    /// Values that a channel's statistics run over.
    [[nodiscard]] std::int64_t valuesPerChannel() const { return batch * plane; }
};

/// Mean and biased variance of each channel; the mean first, then the distances from it, so that a large mean cancels
/// nothing.
template <class T>
void channelStatistics(const ChannelShape& shape, const T* x, T* mean, T* variance);

/// y = (x − mean) · scale + shift. `shift` may be null: 0.
template <class T>
void normalizeChannels(const ChannelShape& shape, const T* x, const T* mean, const T* scale, const T* shift, T* y);

/// sumG = Σ g and sumGX = Σ g · (x − mean) · inverseStd over each channel.
template <class T>
void gradientSums(const ChannelShape& shape, const T* x, const T* g, const T* mean, const T* inverseStd, T* sumG,
                  T* sumGX);

/// gradX = scale · (g − (sumG + x̂ · sumGX) / m) with x̂ = (x − mean) · inverseStd.
template <class T>
void gradientInput(const ChannelShape& shape, const T* x, const T* g, const T* mean, const T* inverseStd,
                   const T* scale, const T* sumG, const T* sumGX, T* gradX);

}  // namespace normscope::kernels
