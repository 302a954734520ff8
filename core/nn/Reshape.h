#pragma once

#include <iosfwd>

#include <torch/nn/cloneable.h>
#include <torch/nn/pimpl.h>

namespace normscope::nn
{

/// Turns (N, C, H, W) into (N, C·H·W), in the order of the indices whatever the memory layout: what stands between
/// the last feature map of a CNN and its Linear. Has no parameters.
class ReshapeImpl : public torch::nn::Cloneable<ReshapeImpl>
{
  public:
    void reset() override {}

    /// Throws c10::Error if `input` is not of rank 4.
    torch::Tensor forward(const torch::Tensor& input);

    void pretty_print(std::ostream& stream) const override;
};

TORCH_MODULE(Reshape);

}  // namespace normscope::nn
