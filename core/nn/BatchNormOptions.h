#pragma once

#include <torch/types.h>

namespace normscope::nn
{

/// Which variance of the batch is accumulated for evaluation.
enum class RunningVariance
{
    Biased,    ///< the batch's own, Σ(x − μ)²/m: what Ioffe & Szegedy's formula normalizes with
    Unbiased,  ///< Σ(x − μ)²/(m − 1): what PyTorch accumulates
};

/// What follows a batch normalization and can be done in the same pass over memory.
enum class Tail
{
    None,
    Relu,      ///< max(y, 0)
    ReluPool,  ///< then 2×2 average pooling of (N, C, H, W), an odd last row or column dropped
};

/// Options of BatchNorm1d and BatchNorm2d, in the style of torch::nn::BatchNormOptions.
///
///     BatchNorm2d bn(BatchNormOptions(16).eps(1e-3).affine(false));
struct BatchNormOptions
{
    /// `num_features`: C, the number of channels; at least 1 (checked by the layer).
    BatchNormOptions(int64_t num_features)  // NOLINT(google-explicit-constructor): implicit as in LibTorch
        : num_features_(num_features)
    {
    }

    TORCH_ARG(int64_t, num_features);

    /// ε, added to the variance under the root.
    TORCH_ARG(double, eps) = 1e-5;

    /// Weight of the past: running ← momentum · running + (1 − momentum) · batch. PyTorch's momentum is 1 − this.
    TORCH_ARG(double, momentum) = 0.9;

    /// Whether the layer learns γ ("weight", from 1) and β ("bias", from 0).
    TORCH_ARG(bool, affine) = true;

    /// Whether running estimates are kept. Without them evaluation uses the batch's own statistics.
    TORCH_ARG(bool, track_running_stats) = true;

    TORCH_ARG(RunningVariance, running_variance) = RunningVariance::Biased;
};

}  // namespace normscope::nn
