#include <normscope/kernels/FusedKernels.h>

#include "ColumnBatchNorm.h"
#include "MatrixBatchNorm.h"
#include "PlaneBatchNorm.h"

namespace normscope::kernels
{

namespace
{

bool isMatrix(const ImageShape& shape)
{
    return shape.plane() == 1;
}

bool isChannelsLast(const ImageShape& shape)
{
    return shape.format == MemoryFormat::ChannelsLast;
}

}  // namespace

void batchNormForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps,
                      float* y, float* mean, float* variance)
{
    const auto forward = isMatrix(shape) ? matrix::forward : isChannelsLast(shape) ? columns::forward : planes::forward;
    forward(shape, tail, x, affinity, eps, y, mean, variance);
}

void normalizeForward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
                      const float* variance, double eps, float* y)
{
    const auto normalize = isMatrix(shape)         ? matrix::normalize
                           : isChannelsLast(shape) ? columns::normalize
                                                   : planes::normalize;
    normalize(shape, tail, x, affinity, mean, variance, eps, y);
}

void batchNormBackward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
                       const float* mean, const float* variance, double eps, float* gradX, float* gradWeight,
                       float* gradBias)
{
    const auto backward = isMatrix(shape)         ? matrix::backward
                          : isChannelsLast(shape) ? columns::backward
                                                  : planes::backward;
    backward(shape, tail, x, g, affinity, mean, variance, eps, gradX, gradWeight, gradBias);
}

void batchNormAddReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity,
                             double eps, float* y, float* mean, float* variance)
{
    const auto forward = isChannelsLast(shape) ? columns::addReluForward : planes::addReluForward;
    forward(shape, x, z, affinity, eps, y, mean, variance);
}

void batchNormAddReluBackward(const ImageShape& shape, const float* x, const float* y, const float* g,
                              const Affinity& affinity, const float* mean, const float* variance, double eps,
                              float* gradX, float* gradZ, float* gradWeight, float* gradBias)
{
    const auto backward = isChannelsLast(shape) ? columns::addReluBackward : planes::addReluBackward;
    backward(shape, x, y, g, affinity, mean, variance, eps, gradX, gradZ, gradWeight, gradBias);
}

void reluPoolForward(const ImageShape& shape, const float* x, float* y)
{
    const auto forward = isChannelsLast(shape) ? columns::reluPoolForward : planes::reluPoolForward;
    forward(shape, x, y);
}

void reluPoolBackward(const ImageShape& shape, const float* x, const float* g, float* gradX)
{
    const auto backward = isChannelsLast(shape) ? columns::reluPoolBackward : planes::reluPoolBackward;
    backward(shape, x, g, gradX);
}

}  // namespace normscope::kernels
