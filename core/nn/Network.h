#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <torch/nn/module.h>

#include <normscope/nn/Execution.h>
#include <normscope/nn/ModelSpec.h>

namespace normscope::nn
{

/// A ModelSpec made into a torch module. Its submodules, and so the keys of its state dict, carry the names of the
/// spec ("stage1.block1.conv1.weight"), the same with and without batch normalization.
///
/// Initial weights are PyTorch's default for Linear and Conv2d, W and b ~ U(−1/√fan_in, 1/√fan_in), drawn from
/// hash(seed, parameter's name, index): equal to the bit in every network that has a layer of that name and shape,
/// whatever its other layers, thread count or library version. γ starts at 1, β at 0.
///
/// As any torch::nn::Module, an instance belongs to one thread at a time.
class Network : public torch::nn::Module
{
  public:
    /// Throws c10::Error if the spec does not fit together; check it with describe() first.
    Network(const ModelSpec& spec, std::uint64_t seed, Execution execution = defaultExecution());

    /// Logits (N, classes) of a batch (N, input…), as float32.
    torch::Tensor forward(torch::Tensor batch);

  private:
    friend class NetworkAssembler;
    std::vector<std::function<torch::Tensor(const torch::Tensor&)>> m_steps;
};

}  // namespace normscope::nn
