#include <algorithm>
#include <array>

#include <normscope/kernels/BatchNormKernels.h>

namespace normscope::kernels
{

namespace
{

/// Channels that are worked on together where a channel's values lie far apart (N, C): a cache line's worth of them.
constexpr std::int64_t kChannelBlock = 64;

/// Partial sums kept apart, so that the compiler may add up several values at once: it must not reorder a plain sum.
constexpr std::int64_t kLanes = 8;

/// Calls work(first, last) for ranges of channels: one by one where planes are long, in blocks where they are single
/// values.
template <class Work>
void forChannels(const ChannelShape& shape, Work work)
{
    const std::int64_t block = shape.plane == 1 ? kChannelBlock : 1;
    const std::int64_t blocks = (shape.channels + block - 1) / block;
#pragma omp parallel for
    for (std::int64_t i = 0; i < blocks; ++i) {
        work(i * block, std::min((i + 1) * block, shape.channels));
    }
}

/// For each channel of the range the double sum of value(index, channel) over the channel's elements.
template <class Value>
void sumChannels(const ChannelShape& shape, std::int64_t first, std::int64_t last, double* sums, Value value)
{
    if (shape.plane == 1) {
        // Row by row: neighbours in memory belong to neighbouring channels.
        std::fill(sums, sums + (last - first), 0.0);
        for (std::int64_t n = 0; n < shape.batch; ++n) {
            for (std::int64_t c = first; c < last; ++c) {
                sums[c - first] += value(n * shape.channels + c, c);
            }
        }
        return;
    }
    for (std::int64_t c = first; c < last; ++c) {
        std::array<double, kLanes> lanes{};
        double rest = 0;
        for (std::int64_t n = 0; n < shape.batch; ++n) {
            const std::int64_t begin = (n * shape.channels + c) * shape.plane;
            std::int64_t s = 0;
            for (; s + kLanes <= shape.plane; s += kLanes) {
                for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                    lanes[static_cast<std::size_t>(lane)] += value(begin + s + lane, c);
                }
            }
            for (; s < shape.plane; ++s) {
                rest += value(begin + s, c);
            }
        }
        for (const double lane : lanes) {
            rest += lane;
        }
        sums[c - first] = rest;
    }
}

/// Calls each(index, channel) for all elements of a range of channels, in the order of memory as far as it goes.
template <class Each>
void forElements(const ChannelShape& shape, std::int64_t first, std::int64_t last, Each each)
{
    for (std::int64_t n = 0; n < shape.batch; ++n) {
        for (std::int64_t c = first; c < last; ++c) {
            const std::int64_t begin = (n * shape.channels + c) * shape.plane;
            for (std::int64_t s = 0; s < shape.plane; ++s) {
                each(begin + s, c);
            }
        }
    }
}

using Sums = std::array<double, kChannelBlock>;

}  // namespace

template <class T>
void channelStatistics(const ChannelShape& shape, const T* x, T* mean, T* variance)
{
    const auto m = static_cast<double>(shape.valuesPerChannel());
    forChannels(shape, [=](std::int64_t first, std::int64_t last) {
        Sums means{};
        Sums squares{};
        sumChannels(shape, first, last, means.data(),
                    [=](std::int64_t i, std::int64_t /*c*/) { return static_cast<double>(x[i]); });
        for (double& sum : means) {
            sum /= m;
        }
        sumChannels(shape, first, last, squares.data(), [&, x](std::int64_t i, std::int64_t c) {
            const double distance = static_cast<double>(x[i]) - means[static_cast<std::size_t>(c - first)];
            return distance * distance;
        });
        for (std::int64_t c = first; c < last; ++c) {
            mean[c] = static_cast<T>(means[static_cast<std::size_t>(c - first)]);
            variance[c] = static_cast<T>(squares[static_cast<std::size_t>(c - first)] / m);
        }
    });
}

template <class T>
void normalizeChannels(const ChannelShape& shape, const T* x, const T* mean, const T* scale, const T* shift, T* y)
{
    forChannels(shape, [=](std::int64_t first, std::int64_t last) {
        if (shift != nullptr) {
            forElements(shape, first, last,
                        [=](std::int64_t i, std::int64_t c) { y[i] = (x[i] - mean[c]) * scale[c] + shift[c]; });
        } else {
            forElements(shape, first, last,
                        [=](std::int64_t i, std::int64_t c) { y[i] = (x[i] - mean[c]) * scale[c]; });
        }
    });
}

template <class T>
void gradientSums(const ChannelShape& shape, const T* x, const T* g, const T* mean, const T* inverseStd, T* sumG,
                  T* sumGX)
{
    forChannels(shape, [=](std::int64_t first, std::int64_t last) {
        Sums plain{};
        Sums weighted{};
        sumChannels(shape, first, last, plain.data(),
                    [=](std::int64_t i, std::int64_t /*c*/) { return static_cast<double>(g[i]); });
        sumChannels(shape, first, last, weighted.data(), [=](std::int64_t i, std::int64_t c) {
            return static_cast<double>(g[i]) * static_cast<double>(x[i] - mean[c]);
        });
        for (std::int64_t c = first; c < last; ++c) {
            sumG[c] = static_cast<T>(plain[static_cast<std::size_t>(c - first)]);
            sumGX[c] =
                static_cast<T>(weighted[static_cast<std::size_t>(c - first)] * static_cast<double>(inverseStd[c]));
        }
    });
}

template <class T>
void gradientInput(const ChannelShape& shape, const T* x, const T* g, const T* mean, const T* inverseStd,
                   const T* scale, const T* sumG, const T* sumGX, T* gradX)
{
    const auto m = static_cast<T>(shape.valuesPerChannel());
    forChannels(shape, [=](std::int64_t first, std::int64_t last) {
        forElements(shape, first, last, [=](std::int64_t i, std::int64_t c) {
            const T slope = inverseStd[c] * sumGX[c] / m;
            gradX[i] = scale[c] * (g[i] - sumG[c] / m - (x[i] - mean[c]) * slope);
        });
    });
}

template void channelStatistics(const ChannelShape&, const float*, float*, float*);
template void channelStatistics(const ChannelShape&, const double*, double*, double*);
template void normalizeChannels(const ChannelShape&, const float*, const float*, const float*, const float*, float*);
template void normalizeChannels(const ChannelShape&, const double*, const double*, const double*, const double*,
                                double*);
template void gradientSums(const ChannelShape&, const float*, const float*, const float*, const float*, float*, float*);
template void gradientSums(const ChannelShape&, const double*, const double*, const double*, const double*, double*,
                           double*);
template void gradientInput(const ChannelShape&, const float*, const float*, const float*, const float*, const float*,
                            const float*, const float*, float*);
template void gradientInput(const ChannelShape&, const double*, const double*, const double*, const double*,
                            const double*, const double*, const double*, double*);

}  // namespace normscope::kernels
