#pragma once

#include <torch/types.h>

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

/// y = γ · (x − μ) / √(σ² + ε) + β with given statistics, which count as constants for the gradients (evaluation).
/// `weight` (γ) and `bias` (β) may be undefined: 1 and 0 then.
[[nodiscard]] torch::Tensor normalizeWith(const torch::Tensor& x, const BatchStatistics& statistics,
                                          const torch::Tensor& weight, const torch::Tensor& bias, double eps);

/// What batch normalization makes of a batch in training.
struct BatchNormOutput
{
    torch::Tensor y;             ///< like x; differentiable in x, weight and bias, any number of times
    BatchStatistics statistics;  ///< detached, for the running estimates
};

/// y = γ · (x − μ_B) / √(σ²_B + ε) + β with the batch's own statistics, through which the gradients flow:
///
///     ∂ℓ/∂β = Σ g        ∂ℓ/∂γ = Σ g · x̂        ∂ℓ/∂x = γ/√(σ²_B + ε) · (g − (∂ℓ/∂β + x̂ · ∂ℓ/∂γ) / m)
///
/// where g = ∂ℓ/∂y and x̂ is the normalized x.
[[nodiscard]] BatchNormOutput batchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                        double eps);

}  // namespace normscope::nn::functional
