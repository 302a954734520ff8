#pragma once

#include <normscope/kernels/FusedKernels.h>

/// FusedKernels.h for (N, C) input: a thread takes a block of columns through all passes. See there for the functions.
namespace normscope::kernels::matrix
{

void forward(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, double eps, float* y,
             float* mean, float* variance);
void normalize(const ImageShape& shape, Tail tail, const float* x, const Affinity& affinity, const float* mean,
               const float* variance, double eps, float* y);
void backward(const ImageShape& shape, Tail tail, const float* x, const float* g, const Affinity& affinity,
              const float* mean, const float* variance, double eps, float* gradX, float* gradWeight, float* gradBias);

}  // namespace normscope::kernels::matrix
