#pragma once

#include <cstddef>
#include <cstdint>

#include <normscope/kernels/KernelLevel.h>

/// The vectorised loops over one channel or plane of float32, on plain memory and one thread. FusedKernels.h runs them
/// over whole tensors. Pointers need no alignment.
namespace normscope::kernels
{

/// A channel of an (N, C, S) tensor: `batch` pieces of `plane` values, `stride` values from one to the next.
struct Channel
{
    std::int64_t batch;
    std::int64_t stride;
    std::int64_t plane;
};

/// Height and width of a plane that is pooled 2×2; an odd last row or column is dropped.
struct PlaneSize
{
    std::int64_t rows;
    std::int64_t columns;
};

/// Rows of `columns` values, `stride` values from one to the next.
struct Matrix
{
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t stride;
};

/// A channel's normalization: y = (x − mean) · scale + shift. The mean is taken off first, so that a large one costs no
/// digits.
struct ChannelNorm
{
    float mean;
    float scale;  ///< γ / √(σ² + ε)
    float shift;  ///< β
};

/// The same for each column of a matrix.
struct ColumnNorms
{
    const float* mean;
    const float* scale;
    const float* shift;
};

/// Σ g and Σ g · (x − mean) over a channel.
struct ChannelSums
{
    double g;
    double gx;
};

/// One level's loops. `scratch` holds as many values as a plane.
struct ChannelKernels
{
    /// Mean and biased variance. One pass over the distances from the mean of the channel's first piece: that is a
    /// share p of all values, and p · (its mean − the channel's)² is at most the variance, so little cancels.
    void (*statistics)(const Channel& channel, const float* x, double* mean, double* variance);

    /// y = normalized x, and with `relu` the larger of that and 0.
    void (*normalize)(const Channel& channel, const float* x, const ChannelNorm& norm, bool relu, float* y);

    /// y = relu(normalized x + z): the end of a residual block.
    void (*normalizeAddRelu)(const Channel& channel, const float* x, const ChannelNorm& norm, const float* z, float* y);

    /// y = 2×2 means of relu(normalized x); a piece of y has (rows / 2) · (columns / 2) values, `strideY` from one to
    /// the next.
    void (*normalizeReluPool)(const Channel& channel, PlaneSize size, const float* x, const ChannelNorm& norm, float* y,
                              std::int64_t strideY, float* scratch);

    /// Sums over g; with `relu` over g where normalized x is positive.
    void (*gradientSums)(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool relu,
                         ChannelSums* sums);

    /// gradX = scale · g' + a · (x − mean) + b, g' being g, or with `relu` g where normalized x is positive.
    void (*gradientInput)(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool relu,
                          float a, float b, float* gradX);

    /// The same two for g of pooled size.
    void (*pooledGradientSums)(const Channel& channel, PlaneSize size, const float* x, const float* g,
                               std::int64_t strideG, const ChannelNorm& norm, ChannelSums* sums, float* scratch);
    void (*pooledGradientInput)(const Channel& channel, PlaneSize size, const float* x, const float* g,
                                std::int64_t strideG, const ChannelNorm& norm, float a, float b, float* gradX,
                                float* scratch);

    /// g' = g where y is positive.
    void (*maskGradient)(std::int64_t count, const float* y, const float* g, float* masked);

    /// The same where a channel is a column: of (N, C) input, and of images in channels-last memory format, whose rows
    /// are pixels. Arrays have one value a column; sums are added to what is there.
    ///
    /// Σ (x − pivot) and Σ (x − pivot)².
    void (*columnSums)(const Matrix& matrix, const float* x, const float* pivot, double* sum, double* squares);
    void (*columnNormalize)(const Matrix& matrix, const float* x, const ColumnNorms& norms, bool relu, float* y);
    void (*columnNormalizeAddRelu)(const Matrix& matrix, const float* x, const ColumnNorms& norms, const float* z,
                                   float* y);
    void (*columnGradientSums)(const Matrix& matrix, const float* x, const float* g, const ColumnNorms& norms,
                               bool relu, double* sumG, double* sumGX);
    void (*columnGradientInput)(const Matrix& matrix, const float* x, const float* g, const ColumnNorms& norms,
                                bool relu, const float* a, const float* b, float* gradX);

    /// The same with 2×2 pooling, of one image in channels-last format.
    void (*columnNormalizeReluPool)(std::int64_t channels, PlaneSize size, const float* x, const ColumnNorms& norms,
                                    float* y);
    void (*columnPooledGradientSums)(std::int64_t channels, PlaneSize size, const float* x, const float* g,
                                     const ColumnNorms& norms, double* sumG, double* sumGX);
    void (*columnPooledGradientInput)(std::int64_t channels, PlaneSize size, const float* x, const float* g,
                                      const ColumnNorms& norms, const float* a, const float* b, float* gradX);

    /// SGD as torch.optim.SGD without dampening: d = g + decay · w; v = momentum · v + d (d alone at the first step);
    /// w −= lr · v, or with Nesterov lr · (d + momentum · v).
    void (*sgdStep)(std::int64_t count, float* w, const float* g, float* v, float lr, float momentum, float decay,
                    bool nesterov, bool isFirst);
};

/// The loops of that level, which must be available.
[[nodiscard]] const ChannelKernels& channelKernels(KernelLevel level);
/// Of kernelLevel().
[[nodiscard]] const ChannelKernels& channelKernels();

}  // namespace normscope::kernels
