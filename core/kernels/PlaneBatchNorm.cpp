#include "PlaneBatchNorm.h"

#include <vector>

#include <normscope/kernels/ChannelKernels.h>

#include "BatchNormForms.h"

namespace normscope::kernels::planes
{

namespace
{

/// Work on less than this is over before a second thread has woken up.
constexpr std::int64_t kValuesWorthThreads = 16'384;

/// Memory for one plane, kept by each thread.
float* scratchPlane(std::int64_t plane)
{
    thread_local std::vector<float> memory;
    if (memory.size() < static_cast<std::size_t>(plane)) {
        memory.resize(static_cast<std::size_t>(plane));
    }
    return memory.data();
}

Channel channelOf(const ImageShape& shape)
{
    return {shape.batch, shape.channels * shape.plane(), shape.plane()};
}

ChannelNorm normAt(const Affinity& affinity, std::int64_t c, float mean, float variance, double eps)
{
    return {mean, scaleOf(affinity, c, variance, eps), shiftOf(affinity, c)};
}

template <class Work>
void forChannels(const ImageShape& shape, Work work)
{
#pragma omp parallel for if (shape.channels * shape.valuesPerChannel() >= kValuesWorthThreads)
    for (std::int64_t c = 0; c < shape.channels; ++c) {
        work(c);
    }
}

/// One channel's values: where they begin in x, and where in the output, which may be pooled.
struct Places
{
    std::int64_t in;
    std::int64_t out;
    std::int64_t outStride;
};

Places placesOf(const ImageShape& shape, Tail tail, std::int64_t c)
{
    const std::int64_t outPlane = tail == Tail::ReluPool ? shape.pooledPlane() : shape.plane();
    return {c * shape.plane(), c * outPlane, shape.channels * outPlane};
}

void findStatistics(const ImageShape& shape, const float* x, std::int64_t c, float* mean, float* variance)
{
    double foundMean = 0;
    double foundVariance = 0;
    channelKernels().statistics(channelOf(shape), x + c * shape.plane(), &foundMean, &foundVariance);
    mean[c] = static_cast<float>(foundMean);
    variance[c] = static_cast<float>(foundVariance);
}

void normalizeOne(const ImageShape& shape, Tail tail, const float* x, const ChannelNorm& norm, std::int64_t c, float* y)
{
    const ChannelKernels& kernels = channelKernels();
    const Places places = placesOf(shape, tail, c);
    if (tail == Tail::ReluPool) {
        kernels.normalizeReluPool(channelOf(shape), {shape.rows, shape.columns}, x + places.in, norm, y + places.out,
                                  places.outStride, scratchPlane(shape.plane()));
    } else {
        kernels.normalize(channelOf(shape), x + places.in, norm, tail == Tail::Relu, y + places.out);
    }
}

void backwardOne(const ImageShape& shape, Tail tail, const float* x, const float* g, const ChannelNorm& norm,
                 float inverse, std::int64_t c, float* gradX, float* gradWeight, float* gradBias)
{
    const ChannelKernels& kernels = channelKernels();
    const Channel channel = channelOf(shape);
    const PlaneSize size{shape.rows, shape.columns};
    const Places places = placesOf(shape, tail, c);
    const bool isPooled = tail == Tail::ReluPool;
    float* scratch = isPooled ? scratchPlane(shape.plane()) : nullptr;
    ChannelSums sums{};
    if (isPooled) {
        kernels.pooledGradientSums(channel, size, x + places.in, g + places.out, places.outStride, norm, &sums,
                                   scratch);
    } else {
        kernels.gradientSums(channel, x + places.in, g + places.out, norm, tail == Tail::Relu, &sums);
    }
    gradBias[c] = static_cast<float>(sums.g);
    gradWeight[c] = static_cast<float>(sums.gx * static_cast<double>(inverse));
    const StatisticsGradient rest(norm.scale, inverse, sums.g, sums.gx, shape.valuesPerChannel());
    if (isPooled) {
        kernels.pooledGradientInput(channel, size, x + places.in, g + places.out, places.outStride, norm, rest.slope,
                                    rest.offset, gradX + places.in, scratch);
    } else {
        kernels.gradientInput(channel, x + places.in, g + places.out, norm, tail == Tail::Relu, rest.slope, rest.offset,
                              gradX + places.in);
    }
}

}  // namespace

void forward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps, float* y,
             float* mean, float* variance)
{
    forChannels(shape, [&](std::int64_t c) {
        findStatistics(shape, x, c, mean, variance);
        normalizeOne(shape, tail, x, normAt(affinity, c, mean[c], variance[c], eps), c, y);
    });
}

void normalize(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
               const float* variance, double eps, float* y)
{
    forChannels(shape, [&](std::int64_t c) {
        normalizeOne(shape, tail, x, normAt(affinity, c, mean[c], variance[c], eps), c, y);
    });
}

void backward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
              const float* mean, const float* variance, double eps, float* gradX, float* gradWeight, float* gradBias)
{
    forChannels(shape, [&](std::int64_t c) {
        backwardOne(shape, tail, x, g, normAt(affinity, c, mean[c], variance[c], eps), inverseStd(variance[c], eps), c,
                    gradX, gradWeight, gradBias);
    });
}

void addReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity, double eps,
                    float* y, float* mean, float* variance)
{
    forChannels(shape, [&](std::int64_t c) {
        findStatistics(shape, x, c, mean, variance);
        const std::int64_t begin = c * shape.plane();
        channelKernels().normalizeAddRelu(channelOf(shape), x + begin, normAt(affinity, c, mean[c], variance[c], eps),
                                          z + begin, y + begin);
    });
}

void addReluBackward(const ImageShape& shape, const float* x, const float* y, const float* g, const Affinity& affinity,
                     const float* mean, const float* variance, double eps, float* gradX, float* gradZ,
                     float* gradWeight, float* gradBias)
{
    const Channel channel = channelOf(shape);
    forChannels(shape, [&](std::int64_t c) {
        for (std::int64_t n = 0; n < channel.batch; ++n) {
            const std::int64_t begin = n * channel.stride + c * channel.plane;
            channelKernels().maskGradient(channel.plane, y + begin, g + begin, gradZ + begin);
        }
        backwardOne(shape, Tail::None, x, gradZ, normAt(affinity, c, mean[c], variance[c], eps),
                    inverseStd(variance[c], eps), c, gradX, gradWeight, gradBias);
    });
}

void reluPoolForward(const ImageShape& shape, const float* x, float* y)
{
    forChannels(shape, [&](std::int64_t c) { normalizeOne(shape, Tail::ReluPool, x, {0, 1, 0}, c, y); });
}

void reluPoolBackward(const ImageShape& shape, const float* x, const float* g, float* gradX)
{
    forChannels(shape, [&](std::int64_t c) {
        const Places places = placesOf(shape, Tail::ReluPool, c);
        channelKernels().pooledGradientInput(channelOf(shape), {shape.rows, shape.columns}, x + places.in,
                                             g + places.out, places.outStride, {0, 1, 0}, 0, 0, gradX + places.in,
                                             scratchPlane(shape.plane()));
    });
}

}  // namespace normscope::kernels::planes
