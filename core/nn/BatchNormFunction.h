#pragma once

#include <torch/types.h>

#include <normscope/nn/BatchNormOptions.h>

/// The mathematics of batch normalization on tensors, without any state.
///
/// Every function takes x of shape (N, C), (N, C, L) or (N, C, H, W), float32 or float64, in any memory layout, and
/// works per channel over the m = N, N·L or N·H·W values of that channel. Statistics have shape (C).
/// Source: Ioffe & Szegedy, "Batch Normalization", ICML 2015, algorithms 1 and 2 and the gradients of section 3.
namespace normscope::nn::functional
{

/// μ_B and σ²_B (biased) of a batch, per channel.
struct BatchStatistics
{
    torch::Tensor mean;
    torch::Tensor variance;
};

/// Mean first, then the mean square of the distances from it: no cancellation when the mean is large.
[[nodiscard]] BatchStatistics batchStatistics(const torch::Tensor& x);

/// y = γ · (x − μ) / √(σ² + ε) + β with given statistics, which count as constants for the gradients (evaluation), and
/// what follows it. `weight` (γ) and `bias` (β) may be undefined: 1 and 0 then.
[[nodiscard]] torch::Tensor normalizeWith(const torch::Tensor& x, const BatchStatistics& statistics,
                                          const torch::Tensor& weight, const torch::Tensor& bias, double eps,
                                          Tail tail = Tail::None);

/// What batch normalization makes of a batch in training.
struct BatchNormOutput
{
    torch::Tensor y;             ///< like x (or pooled); differentiable in x, weight and bias, any number of times
    BatchStatistics statistics;  ///< detached, for the running estimates
};

/// y = γ · (x − μ_B) / √(σ²_B + ε) + β with the batch's own statistics, through which the gradients flow:
///
///     ∂ℓ/∂β = Σ g        ∂ℓ/∂γ = Σ g · x̂        ∂ℓ/∂x = γ/√(σ²_B + ε) · (g − (∂ℓ/∂β + x̂ · ∂ℓ/∂γ) / m)
///
/// where g = ∂ℓ/∂y and x̂ is the normalized x. With a tail, y is what the tail makes of it, in the same pass where there
/// is a kernel for it (float32) and operation by operation elsewhere.
[[nodiscard]] BatchNormOutput batchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                        double eps, Tail tail = Tail::None);

/// relu(batchNorm(x) + z): the end of a residual block. Differentiable in z as well.
[[nodiscard]] BatchNormOutput batchNormAddRelu(const torch::Tensor& x, const torch::Tensor& z,
                                               const torch::Tensor& weight, const torch::Tensor& bias, double eps);

/// 2×2 average pooling of relu(x) in one pass: what a network without batch normalization does in the same place.
[[nodiscard]] torch::Tensor reluPool(const torch::Tensor& x);

/// running ← momentum · running + (1 − momentum) · factor · batch, in place; both of shape (C).
void accumulate(torch::Tensor& running, const torch::Tensor& batch, double momentum, double factor);

}  // namespace normscope::nn::functional
