#pragma once

#include <vector>

#include <torch/types.h>

#include <normscope/nn/Network.h>
#include <normscope/train/SgdOptions.h>

namespace normscope
{

/// torch.optim.SGD with dampening 0 (see SgdOptions for the formula), one pass over each parameter's memory instead of
/// half a dozen operations.
class Sgd
{
  public:
    Sgd(const nn::Network& network, const SgdOptions& options);

    /// Forgets the gradients of the step before.
    void zeroGradients();

    /// Updates every parameter that has a gradient.
    void step(double lr);

  private:
    /// A parameter with the memory of its past gradients, which is undefined before its first step.
    struct Parameter
    {
        torch::Tensor value;
        torch::Tensor velocity;
        float decay;
    };

    std::vector<Parameter> m_parameters;
    SgdOptions m_options;
};

}  // namespace normscope
