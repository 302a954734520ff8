#include "MatrixBatchNorm.h"

#include <algorithm>

#include "BatchNormForms.h"

namespace normscope::kernels::matrix
{

namespace
{

/// Work on less than this is over before a second thread has woken up.
constexpr std::int64_t kValuesWorthThreads = 16'384;

/// Columns that a thread takes at once: some cache lines.
constexpr std::int64_t kColumnBlock = 64;

/// Some columns of a matrix, and where they are in everything that has one value a channel.
struct Block
{
    std::int64_t first;
    Matrix matrix;
    Affinity affinity;
};

template <class Work>
void forBlocks(const ImageShape& shape, const Affinity& affinity, Work work)
{
    const std::int64_t blocks = (shape.channels + kColumnBlock - 1) / kColumnBlock;
#pragma omp parallel for if (shape.channels * shape.batch >= kValuesWorthThreads)
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t first = block * kColumnBlock;
        const std::int64_t count = std::min(kColumnBlock, shape.channels - first);
        work(Block{first,
                   {shape.batch, count, shape.channels},
                   {affinity.weight != nullptr ? affinity.weight + first : nullptr,
                    affinity.bias != nullptr ? affinity.bias + first : nullptr}});
    }
}

void normalizeBlock(const Block& block, Tail tail, const float* x, const float* mean, const float* variance, double eps,
                    float* y)
{
    ColumnForms forms(block.matrix.columns);
    forms.setNorms(block.affinity, variance + block.first, eps);
    channelKernels().columnNormalize(block.matrix, x + block.first, forms.norms(mean + block.first), tail == Tail::Relu,
                                     y + block.first);
}

}  // namespace

void forward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps, float* y,
             float* mean, float* variance)
{
    forBlocks(shape, affinity, [&](const Block& block) {
        const float* pivot = x + block.first;
        double sum[kColumnBlock] = {};
        double squares[kColumnBlock] = {};
        channelKernels().columnSums(block.matrix, x + block.first, pivot, sum, squares);
        setStatistics(block.matrix.columns, shape.batch, pivot, sum, squares, mean + block.first,
                      variance + block.first);
        normalizeBlock(block, tail, x, mean, variance, eps, y);
    });
}

void normalize(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
               const float* variance, double eps, float* y)
{
    forBlocks(shape, affinity, [&](const Block& block) { normalizeBlock(block, tail, x, mean, variance, eps, y); });
}

void backward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
              const float* mean, const float* variance, double eps, float* gradX, float* gradWeight, float* gradBias)
{
    const ChannelKernels& kernels = channelKernels();
    forBlocks(shape, affinity, [&](const Block& block) {
        const std::int64_t at = block.first;
        ColumnForms forms(block.matrix.columns);
        forms.setNorms(block.affinity, variance + at, eps);
        const ColumnNorms norms = forms.norms(mean + at);
        double sumG[kColumnBlock] = {};
        double sumGX[kColumnBlock] = {};
        kernels.columnGradientSums(block.matrix, x + at, g + at, norms, tail == Tail::Relu, sumG, sumGX);
        forms.setGradients(sumG, sumGX, variance + at, eps, shape.batch, gradWeight + at, gradBias + at);
        kernels.columnGradientInput(block.matrix, x + at, g + at, norms, tail == Tail::Relu, forms.slope(),
                                    forms.offset(), gradX + at);
    });
}

}  // namespace normscope::kernels::matrix
