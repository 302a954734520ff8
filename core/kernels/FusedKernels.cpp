#include <algorithm>
#include <cmath>
#include <vector>

#include <normscope/kernels/ChannelKernels.h>
#include <normscope/kernels/FusedKernels.h>

namespace normscope::kernels
{

namespace
{

/// Work on less than this is over before a second thread has woken up.
constexpr std::int64_t kValuesWorthThreads = 16'384;

/// Columns that a thread takes at once where a channel is a column: some cache lines.
constexpr std::int64_t kColumnBlock = 64;

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

float inverseStd(float variance, double eps)
{
    return static_cast<float>(1.0 / std::sqrt(static_cast<double>(variance) + eps));
}

float weightAt(const Affinity& affinity, std::int64_t c)
{
    return affinity.weight != nullptr ? affinity.weight[c] : 1.0F;
}

ChannelNorm normAt(const Affinity& affinity, std::int64_t c, float mean, float variance, double eps)
{
    return {mean, weightAt(affinity, c) * inverseStd(variance, eps),
            affinity.bias != nullptr ? affinity.bias[c] : 0.0F};
}

/// Scale and shift of every column, for a range of them.
struct ColumnForms
{
    float scale[kColumnBlock];
    float shift[kColumnBlock];

    ColumnForms(const Affinity& affinity, std::int64_t first, std::int64_t count, const float* variance, double eps)
    {
        for (std::int64_t i = 0; i < count; ++i) {
            const ChannelNorm norm = normAt(affinity, first + i, 0, variance[first + i], eps);
            scale[i] = norm.scale;
            shift[i] = norm.shift;
        }
    }
};

template <class Work>
void forChannels(const ImageShape& shape, Work work)
{
#pragma omp parallel for if (shape.channels * shape.valuesPerChannel() >= kValuesWorthThreads)
    for (std::int64_t c = 0; c < shape.channels; ++c) {
        work(c);
    }
}

/// work(first, count) for blocks of columns.
template <class Work>
void forColumns(const ImageShape& shape, Work work)
{
    const std::int64_t blocks = (shape.channels + kColumnBlock - 1) / kColumnBlock;
#pragma omp parallel for if (shape.channels * shape.batch >= kValuesWorthThreads)
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t first = block * kColumnBlock;
        work(first, std::min(kColumnBlock, shape.channels - first));
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

void findStatistics(const ImageShape& shape, const float* x, std::int64_t c, float* mean, float* variance)
{
    double foundMean = 0;
    double foundVariance = 0;
    channelKernels().statistics(channelOf(shape), x + c * shape.plane(), &foundMean, &foundVariance);
    mean[c] = static_cast<float>(foundMean);
    variance[c] = static_cast<float>(foundVariance);
}

void normalizeColumns(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, std::int64_t first,
                      std::int64_t count, const float* mean, const float* variance, double eps, float* y)
{
    const ColumnForms forms(affinity, first, count, variance, eps);
    channelKernels().columnNormalize(shape.batch, count, shape.channels, x + first,
                                     {mean + first, forms.scale, forms.shift}, tail == Tail::Relu, y + first);
}

}  // namespace

void batchNormForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps,
                      float* y, float* mean, float* variance)
{
    if (shape.plane() == 1) {
        forColumns(shape, [&](std::int64_t first, std::int64_t count) {
            channelKernels().columnStatistics(shape.batch, count, shape.channels, x + first, mean + first,
                                              variance + first);
            normalizeColumns(shape, tail, x, affinity, first, count, mean, variance, eps, y);
        });
        return;
    }
    forChannels(shape, [&](std::int64_t c) {
        findStatistics(shape, x, c, mean, variance);
        normalizeOne(shape, tail, x, normAt(affinity, c, mean[c], variance[c], eps), c, y);
    });
}

void normalizeForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
                      const float* variance, double eps, float* y)
{
    if (shape.plane() == 1) {
        forColumns(shape, [&](std::int64_t first, std::int64_t count) {
            normalizeColumns(shape, tail, x, affinity, first, count, mean, variance, eps, y);
        });
        return;
    }
    forChannels(shape, [&](std::int64_t c) {
        normalizeOne(shape, tail, x, normAt(affinity, c, mean[c], variance[c], eps), c, y);
    });
}

void batchNormBackward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
                       const float* mean, const float* variance, double eps, float* gradX, float* gradWeight,
                       float* gradBias)
{
    const ChannelKernels& kernels = channelKernels();
    const auto m = static_cast<double>(shape.valuesPerChannel());
    // gradX = scale · (g − Σg / m − (x − μ) · Σg(x − μ) / (m (σ² + ε))), the last two as b and a · (x − μ).
    const auto slopeOf = [=](double scale, double sumGX, float inverse) {
        return static_cast<float>(-scale * sumGX * static_cast<double>(inverse) * static_cast<double>(inverse) / m);
    };
    const auto offsetOf = [=](double scale, double sumG) { return static_cast<float>(-scale * sumG / m); };
    if (shape.plane() == 1) {
        forColumns(shape, [&](std::int64_t first, std::int64_t count) {
            const ColumnForms forms(affinity, first, count, variance, eps);
            const ColumnNorms norms{mean + first, forms.scale, forms.shift};
            float sumGX[kColumnBlock];
            float a[kColumnBlock];
            float b[kColumnBlock];
            kernels.columnGradientSums(shape.batch, count, shape.channels, x + first, g + first, norms,
                                       tail == Tail::Relu, gradBias + first, sumGX);
            for (std::int64_t i = 0; i < count; ++i) {
                const float inverse = inverseStd(variance[first + i], eps);
                gradWeight[first + i] = sumGX[i] * inverse;
                a[i] = slopeOf(forms.scale[i], sumGX[i], inverse);
                b[i] = offsetOf(forms.scale[i], gradBias[first + i]);
            }
            kernels.columnGradientInput(shape.batch, count, shape.channels, x + first, g + first, norms,
                                        tail == Tail::Relu, a, b, gradX + first);
        });
        return;
    }
    forChannels(shape, [&](std::int64_t c) {
        const Channel channel = channelOf(shape);
        const PlaneSize size{shape.rows, shape.columns};
        const Places places = placesOf(shape, tail, c);
        const ChannelNorm norm = normAt(affinity, c, mean[c], variance[c], eps);
        const float* xc = x + places.in;
        const float* gc = g + places.out;
        ChannelSums sums{};
        float* scratch = tail == Tail::ReluPool ? scratchPlane(shape.plane()) : nullptr;
        if (tail == Tail::ReluPool) {
            kernels.pooledGradientSums(channel, size, xc, gc, places.outStride, norm, &sums, scratch);
        } else {
            kernels.gradientSums(channel, xc, gc, norm, tail == Tail::Relu, &sums);
        }
        const float inverse = inverseStd(variance[c], eps);
        gradBias[c] = static_cast<float>(sums.g);
        gradWeight[c] = static_cast<float>(sums.gx * static_cast<double>(inverse));
        const float a = slopeOf(norm.scale, sums.gx, inverse);
        const float b = offsetOf(norm.scale, sums.g);
        if (tail == Tail::ReluPool) {
            kernels.pooledGradientInput(channel, size, xc, gc, places.outStride, norm, a, b, gradX + places.in,
                                        scratch);
        } else {
            kernels.gradientInput(channel, xc, gc, norm, tail == Tail::Relu, a, b, gradX + places.in);
        }
    });
}

void batchNormAddReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity,
                             double eps, float* y, float* mean, float* variance)
{
    forChannels(shape, [&](std::int64_t c) {
        findStatistics(shape, x, c, mean, variance);
        const std::int64_t begin = c * shape.plane();
        channelKernels().normalizeAddRelu(channelOf(shape), x + begin, normAt(affinity, c, mean[c], variance[c], eps),
                                          z + begin, y + begin);
    });
}

void reluBackward(std::int64_t count, const float* y, const float* g, float* masked)
{
    constexpr std::int64_t kPiece = 8'192;
#pragma omp parallel for if (count >= kValuesWorthThreads)
    for (std::int64_t begin = 0; begin < count; begin += kPiece) {
        channelKernels().maskGradient(std::min(kPiece, count - begin), y + begin, g + begin, masked + begin);
    }
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

}  // namespace normscope::kernels
