#pragma once

#include <normscope/nn/BatchNormFunction.h>

/// The autograd functions over the vectorised kernels, for BatchNormFunction.cpp: float32 in memory of this machine.
namespace normscope::nn::functional
{

/// Whether the kernels take that tensor: float32 on the CPU.
[[nodiscard]] inline bool hasKernels(const torch::Tensor& x)
{
    return x.scalar_type() == torch::kFloat && x.device().is_cpu();
}

/// The tail as LibTorch's own operations.
[[nodiscard]] torch::Tensor withTail(const torch::Tensor& y, Tail tail);

/// batchNorm() as tensor operations, which can be differentiated any number of times.
[[nodiscard]] BatchNormOutput composedBatchNorm(const torch::Tensor& x, const torch::Tensor& weight,
                                                const torch::Tensor& bias, double eps);

/// batchNorm() of a tensor that hasKernels().
[[nodiscard]] BatchNormOutput fusedBatchNorm(const torch::Tensor& x, const torch::Tensor& weight,
                                             const torch::Tensor& bias, double eps, Tail tail);

/// normalizeWith() of a tensor that hasKernels(), where no gradient is wanted.
[[nodiscard]] torch::Tensor fusedNormalize(const torch::Tensor& x, const BatchStatistics& statistics,
                                           const torch::Tensor& weight, const torch::Tensor& bias, double eps,
                                           Tail tail);

}  // namespace normscope::nn::functional
