#include "ColumnBatchNorm.h"

#include <algorithm>
#include <vector>

#include <omp.h>

#include <normscope/kernels/ChannelKernels.h>

#include "BatchNormForms.h"

namespace normscope::kernels::columns
{

namespace
{

/// The batch in runs of images, cut without regard to the number of threads, so that sums do not depend on it.
class Chunks
{
  public:
    explicit Chunks(const ImageShape& shape)
        : m_shape(shape)
    {
        const std::int64_t values = shape.channels * shape.valuesPerChannel();
        m_isWorthThreads = values >= kValuesWorthTwoPasses;
        const std::int64_t wanted = m_isWorthThreads ? std::min(values / kValuesPerChunk, shape.batch) : 1;
        m_images = (shape.batch + wanted - 1) / wanted;
    }

    [[nodiscard]] std::int64_t count() const { return (m_shape.batch + m_images - 1) / m_images; }
    [[nodiscard]] bool isWorthThreads() const { return m_isWorthThreads; }
    [[nodiscard]] std::int64_t firstImage(std::int64_t chunk) const { return chunk * m_images; }
    [[nodiscard]] std::int64_t images(std::int64_t chunk) const
    {
        return std::min(m_images, m_shape.batch - firstImage(chunk));
    }
    /// Where a chunk's values begin.
    [[nodiscard]] std::int64_t begin(std::int64_t chunk) const
    {
        return firstImage(chunk) * m_shape.plane() * m_shape.channels;
    }
    /// Its pixels as rows.
    [[nodiscard]] Matrix matrix(std::int64_t chunk) const
    {
        return {images(chunk) * m_shape.plane(), m_shape.channels, m_shape.channels};
    }

  private:
    static constexpr std::int64_t kValuesPerChunk = 6'400;
    /// Threads wait for each other between the passes, which pays for more than the batch of an MLP.
    static constexpr std::int64_t kValuesWorthTwoPasses = 16'384;

    ImageShape m_shape;
    std::int64_t m_images = 1;
    bool m_isWorthThreads = false;
};

/// Two sums a channel, found chunk by chunk and added up in the chunks' order.
class ChannelTotals
{
  public:
    ChannelTotals(std::int64_t chunks, std::int64_t channels)
        : m_channels(channels)
        , m_sums(static_cast<std::size_t>(2 * chunks * channels), 0.0)
    {
    }

    [[nodiscard]] double* first(std::int64_t chunk) { return m_sums.data() + 2 * chunk * m_channels; }
    [[nodiscard]] double* second(std::int64_t chunk) { return first(chunk) + m_channels; }

    /// Afterwards chunk 0 holds the totals.
    void addUp(std::int64_t chunks)
    {
        for (std::int64_t chunk = 1; chunk < chunks; ++chunk) {
            const double* sums = first(chunk);
            for (std::int64_t i = 0; i < 2 * m_channels; ++i) {
                m_sums[static_cast<std::size_t>(i)] += sums[i];
            }
        }
    }

  private:
    std::int64_t m_channels;
    std::vector<double> m_sums;
};

/// The chunks that one thread takes.
struct Share
{
    std::int64_t begin;
    std::int64_t end;

    explicit Share(std::int64_t chunks)
        : begin(chunks * omp_get_thread_num() / omp_get_num_threads())
        , end(chunks * (omp_get_thread_num() + 1) / omp_get_num_threads())
    {
    }
};

/// each(chunk) for all chunks.
template <class Each>
void forChunks(const Chunks& chunks, Each each)
{
#pragma omp parallel if (chunks.isWorthThreads())
    {
        const Share share(chunks.count());
        for (std::int64_t chunk = share.begin; chunk < share.end; ++chunk) {
            each(chunk);
        }
    }
}

/// sums(chunk) for all chunks, addUp() once, then each(chunk) for all.
template <class Sums, class AddUp, class Each>
void inTwoPasses(const Chunks& chunks, Sums sums, AddUp addUp, Each each)
{
#pragma omp parallel if (chunks.isWorthThreads())
    {
        const Share share(chunks.count());
        for (std::int64_t chunk = share.begin; chunk < share.end; ++chunk) {
            sums(chunk);
        }
#pragma omp barrier
#pragma omp single
        addUp();
        for (std::int64_t chunk = share.end; chunk > share.begin; --chunk) {
            each(chunk - 1);
        }
    }
}

/// each(offset in values, offset in pooled values) for the images of a chunk.
template <class Each>
void forImages(const ImageShape& shape, const Chunks& chunks, std::int64_t chunk, Each each)
{
    const std::int64_t first = chunks.firstImage(chunk);
    for (std::int64_t n = first; n < first + chunks.images(chunk); ++n) {
        each(n * shape.plane() * shape.channels, n * shape.pooledPlane() * shape.channels);
    }
}

void normalizeChunk(const ImageShape& shape, Tail tail, const Chunks& chunks, std::int64_t chunk, const float* x,
                    const ColumnNorms& norms, float* y)
{
    const ChannelKernels& kernels = channelKernels();
    if (tail == Tail::ReluPool) {
        forImages(shape, chunks, chunk, [&](std::int64_t at, std::int64_t pooledAt) {
            kernels.columnNormalizeReluPool(shape.channels, {shape.rows, shape.columns}, x + at, norms, y + pooledAt);
        });
    } else {
        const std::int64_t at = chunks.begin(chunk);
        kernels.columnNormalize(chunks.matrix(chunk), x + at, norms, tail == Tail::Relu, y + at);
    }
}

/// What the distances are taken from whose squares make the variance: see ChannelKernels::statistics.
std::vector<float> meansOfFirstImage(const ImageShape& shape, const float* x)
{
    std::vector<float> means(x, x + shape.channels);
    if (shape.plane() > 1) {
        ChannelTotals totals(1, shape.channels);
        channelKernels().columnSums({shape.plane(), shape.channels, shape.channels}, x, x, totals.first(0),
                                    totals.second(0));
        for (std::int64_t c = 0; c < shape.channels; ++c) {
            means[static_cast<std::size_t>(c)] +=
                static_cast<float>(totals.first(0)[c] / static_cast<double>(shape.plane()));
        }
    }
    return means;
}

/// Finds the batch's statistics, then calls each(chunk, norms) for all chunks.
template <class Each>
void withBatchStatistics(const ImageShape& shape, const float* x, const Affinity& affinity, double eps, float* mean,
                         float* variance, Each each)
{
    const Chunks chunks(shape);
    ChannelTotals totals(chunks.count(), shape.channels);
    ColumnForms forms(shape.channels);
    const std::vector<float> pivot = meansOfFirstImage(shape, x);
    inTwoPasses(
        chunks,
        [&](std::int64_t chunk) {
            channelKernels().columnSums(chunks.matrix(chunk), x + chunks.begin(chunk), pivot.data(),
                                        totals.first(chunk), totals.second(chunk));
        },
        [&] {
            totals.addUp(chunks.count());
            setStatistics(shape.channels, shape.valuesPerChannel(), pivot.data(), totals.first(0), totals.second(0),
                          mean, variance);
            forms.setNorms(affinity, variance, eps);
        },
        [&](std::int64_t chunk) { each(chunks, chunk, forms.norms(mean)); });
}

/// The backward pass, prepare(chunk) coming before a chunk's first look at g.
template <class Prepare>
void backwardAfter(Prepare prepare, const ImageShape& shape, Tail tail, const float* x, const float* g,
                   const Affinity& affinity, const float* mean, const float* variance, double eps, float* gradX,
                   float* gradWeight, float* gradBias)
{
    const ChannelKernels& kernels = channelKernels();
    const Chunks chunks(shape);
    const PlaneSize size{shape.rows, shape.columns};
    ChannelTotals totals(chunks.count(), shape.channels);
    ColumnForms forms(shape.channels);
    forms.setNorms(affinity, variance, eps);
    const ColumnNorms norms = forms.norms(mean);
    inTwoPasses(
        chunks,
        [&](std::int64_t chunk) {
            prepare(chunks, chunk);
            double* sumG = totals.first(chunk);
            double* sumGX = totals.second(chunk);
            if (tail == Tail::ReluPool) {
                forImages(shape, chunks, chunk, [&](std::int64_t at, std::int64_t pooledAt) {
                    kernels.columnPooledGradientSums(shape.channels, size, x + at, g + pooledAt, norms, sumG, sumGX);
                });
            } else {
                const std::int64_t at = chunks.begin(chunk);
                kernels.columnGradientSums(chunks.matrix(chunk), x + at, g + at, norms, tail == Tail::Relu, sumG,
                                           sumGX);
            }
        },
        [&] {
            totals.addUp(chunks.count());
            forms.setGradients(totals.first(0), totals.second(0), variance, eps, shape.valuesPerChannel(), gradWeight,
                               gradBias);
        },
        [&](std::int64_t chunk) {
            if (tail == Tail::ReluPool) {
                forImages(shape, chunks, chunk, [&](std::int64_t at, std::int64_t pooledAt) {
                    kernels.columnPooledGradientInput(shape.channels, size, x + at, g + pooledAt, norms, forms.slope(),
                                                      forms.offset(), gradX + at);
                });
            } else {
                const std::int64_t at = chunks.begin(chunk);
                kernels.columnGradientInput(chunks.matrix(chunk), x + at, g + at, norms, tail == Tail::Relu,
                                            forms.slope(), forms.offset(), gradX + at);
            }
        });
}

}  // namespace

void forward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps, float* y,
             float* mean, float* variance)
{
    withBatchStatistics(shape, x, affinity, eps, mean, variance,
                        [&](const Chunks& chunks, std::int64_t chunk, const ColumnNorms& norms) {
                            normalizeChunk(shape, tail, chunks, chunk, x, norms, y);
                        });
}

void normalize(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
               const float* variance, double eps, float* y)
{
    const Chunks chunks(shape);
    ColumnForms forms(shape.channels);
    forms.setNorms(affinity, variance, eps);
    forChunks(chunks, [&](std::int64_t chunk) { normalizeChunk(shape, tail, chunks, chunk, x, forms.norms(mean), y); });
}

void backward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
              const float* mean, const float* variance, double eps, float* gradX, float* gradWeight, float* gradBias)
{
    const auto nothing = [](const Chunks& /*chunks*/, std::int64_t /*chunk*/) {};
    backwardAfter(nothing, shape, tail, x, g, affinity, mean, variance, eps, gradX, gradWeight, gradBias);
}

void addReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity, double eps,
                    float* y, float* mean, float* variance)
{
    withBatchStatistics(shape, x, affinity, eps, mean, variance,
                        [&](const Chunks& chunks, std::int64_t chunk, const ColumnNorms& norms) {
                            const std::int64_t at = chunks.begin(chunk);
                            channelKernels().columnNormalizeAddRelu(chunks.matrix(chunk), x + at, norms, z + at,
                                                                    y + at);
                        });
}

void addReluBackward(const ImageShape& shape, const float* x, const float* y, const float* g, const Affinity& affinity,
                     const float* mean, const float* variance, double eps, float* gradX, float* gradZ,
                     float* gradWeight, float* gradBias)
{
    const auto mask = [&](const Chunks& chunks, std::int64_t chunk) {
        const std::int64_t at = chunks.begin(chunk);
        const Matrix matrix = chunks.matrix(chunk);
        channelKernels().maskGradient(matrix.rows * matrix.columns, y + at, g + at, gradZ + at);
    };
    backwardAfter(mask, shape, Tail::None, x, gradZ, affinity, mean, variance, eps, gradX, gradWeight, gradBias);
}

void reluPoolForward(const ImageShape& shape, const float* x, float* y)
{
    const Chunks chunks(shape);
    ColumnForms forms(shape.channels);
    forms.setIdentity();
    // shift() and offset() hold zeros: a mean of zero.
    const ColumnNorms norms = forms.norms(forms.shift());
    forChunks(chunks, [&](std::int64_t chunk) { normalizeChunk(shape, Tail::ReluPool, chunks, chunk, x, norms, y); });
}

void reluPoolBackward(const ImageShape& shape, const float* x, const float* g, float* gradX)
{
    const Chunks chunks(shape);
    ColumnForms forms(shape.channels);
    forms.setIdentity();
    const ColumnNorms norms = forms.norms(forms.shift());
    forChunks(chunks, [&](std::int64_t chunk) {
        forImages(shape, chunks, chunk, [&](std::int64_t at, std::int64_t pooledAt) {
            channelKernels().columnPooledGradientInput(shape.channels, {shape.rows, shape.columns}, x + at,
                                                       g + pooledAt, norms, forms.slope(), forms.offset(), gradX + at);
        });
    });
}

}  // namespace normscope::kernels::columns
