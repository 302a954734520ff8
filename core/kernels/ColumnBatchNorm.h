#pragma once

#include <normscope/kernels/FusedKernels.h>

/// FusedKernels.h for images in the channels-last format: a thread takes a run of images,
/// first for the sums and then, in reverse order, since the last are still in its cache, for the values.
namespace normscope::kernels::columns
{

void forward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps, float* y,
             float* mean, float* variance);
void normalize(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
               const float* variance, double eps, float* y);
void backward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
              const float* mean, const float* variance, double eps, float* gradX, float* gradWeight, float* gradBias);
void addReluForward(const ImageShape& shape, const float* x, const float* z, const Affinity& affinity, double eps,
                    float* y, float* mean, float* variance);
void addReluBackward(const ImageShape& shape, const float* x, const float* y, const float* g, const Affinity& affinity,
                     const float* mean, const float* variance, double eps, float* gradX, float* gradZ,
                     float* gradWeight, float* gradBias);
void reluPoolForward(const ImageShape& shape, const float* x, float* y);
void reluPoolBackward(const ImageShape& shape, const float* x, const float* g, float* gradX);

}  // namespace normscope::kernels::columns
