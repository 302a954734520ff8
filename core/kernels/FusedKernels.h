#pragma once

#include <cstdint>

/// Batch normalization of float32 tensors together with what follows it, on plain memory: the vectorised loops of
/// ChannelKernels.h over whole tensors, parallel with OpenMP's current number of threads over channels, or over images
/// where the channels lie side by side. Results do not depend on the number of threads.
namespace normscope::kernels
{

/// How an (N, C, H, W) tensor lies in memory: PyTorch's contiguous format, or channels-last, where the channels of a
/// pixel lie side by side.
enum class MemoryFormat
{
    Contiguous,
    ChannelsLast,
};

/// An (N, C, H, W) tensor without gaps; rows and columns are 1 for (N, C), rows is 1 for (N, C, L). Outputs and
/// gradients have the format of x.
struct ImageShape
{
    std::int64_t batch = 0;
    std::int64_t channels = 0;
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    MemoryFormat format = MemoryFormat::Contiguous;

    [[nodiscard]] std::int64_t plane() const { return rows * columns; }
    [[nodiscard]] std::int64_t pooledPlane() const { return (rows / 2) * (columns / 2); }
    [[nodiscard]] std::int64_t valuesPerChannel() const { return batch * plane(); }
};

/// What is done to the normalized values in the same pass.
enum class Tail
{
    None,
    Relu,
    ReluPool,  ///< then 2×2 average pooling, an odd last row or column dropped
};

/// γ and β, one value a channel; null: 1 and 0.
struct Affinity
{
    const float* weight = nullptr;
    const float* bias = nullptr;
};

/// Training: statistics of the batch (biased variance), then y = tail(γ (x − μ) / √(σ² + ε) + β).
void batchNormForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps,
                      float* y, float* mean, float* variance);

/// Evaluation: the same with given statistics.
void normalizeForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
                      const float* variance, double eps, float* y);

/// Gradients of batchNormForward(), g being that of its y. gradWeight and gradBias hold one value a channel.
void batchNormBackward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
                       const float* mean, const float* variance, double eps, float* gradX, float* gradWeight,
                       float* gradBias);

/// y = relu(γ (x − μ) / √(σ² + ε) + β + z) with the batch's statistics: the end of a residual block.
void batchNormAddReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity,
                             double eps, float* y, float* mean, float* variance);

/// Its gradients. gradZ is g where y is positive.
void batchNormAddReluBackward(const ImageShape& shape, const float* x, const float* y, const float* g,
                              const Affinity& affinity, const float* mean, const float* variance, double eps,
                              float* gradX, float* gradZ, float* gradWeight, float* gradBias);

/// y = 2×2 means of relu(x), and its gradient: what a network without BN does in the same place.
void reluPoolForward(const ImageShape& shape, const float* x, float* y);
void reluPoolBackward(const ImageShape& shape, const float* x, const float* g, float* gradX);

}  // namespace normscope::kernels
