#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <normscope/graph/Graph.h>

/// What Network.cpp makes of single nodes: initial weights, dropout, memory formats.
namespace normscope::nn
{

/// W and b ~ U(−1/√fan_in, 1/√fan_in), PyTorch's default for Linear and Conv2d, or W ~ N(0, σ²) and b = 0, from a
/// generator of our own. `name` is the layer's.
void initialize(torch::nn::LinearImpl& layer, std::int64_t fanIn, std::optional<double> normal, std::uint64_t seed,
                const std::string& name);
void initialize(torch::nn::Conv2dImpl& layer, std::int64_t fanIn, std::optional<double> normal, std::uint64_t seed,
                const std::string& name);

/// x with each value 0 with probability p and else divided by 1 − p; the mask is a pure function of seed, `stream`,
/// iteration and the value's index (in the order of the dimensions, whatever the memory format).
[[nodiscard]] torch::Tensor dropOut(const torch::Tensor& x, double p, std::uint64_t seed, const std::string& stream,
                                    std::int64_t iteration);

/// What noisy BN does behind BN (Santurkar et al., NeurIPS 2018, section 2.2): v·x + m, where for each channel a mean
/// from U(−0.5, 0.5) and a deviation from U(1, 1.25) are drawn anew in each iteration, and for each sample m and v from
/// within 0.1 of them. x is (N, C) or (N, C, H, W); the noise is a pure function of seed, `stream`, iteration and the
/// sample's place in the batch.
[[nodiscard]] torch::Tensor addNoise(const torch::Tensor& x, std::uint64_t seed, const std::string& stream,
                                     std::int64_t iteration);

/// The same images with the channels of a pixel side by side.
[[nodiscard]] torch::Tensor toChannelsLast(const torch::Tensor& images);

/// Whether a convolution is better given the pixels that it looks at than left to pick them: oneDNN 2.6's strided 1×1
/// convolution, channels-last, with AVX2 and channels that fill no whole vector, writes past its scratchpad.
[[nodiscard]] bool picksPixels(const graph::Conv2d& layer, std::int64_t inChannels);

/// All that a strided 1×1 convolution looks at: every nth pixel of every nth row, channels-last.
[[nodiscard]] torch::Tensor pickedPixels(const torch::Tensor& images, const graph::Conv2d& layer);

}  // namespace normscope::nn
