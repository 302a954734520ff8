#pragma once

#include <map>
#include <string>
#include <vector>

#include <torch/types.h>

#include <normscope/base/HostTensor.h>
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

    /// Adds the memory of past gradients, "momentum_buffer.NAME" for each parameter that has been updated.
    void appendMomentum(std::vector<HostTensor>& state) const;

    /// Takes that memory out of `given`; a parameter that has none there has not been updated yet. Throws c10::Error
    /// where a shape is not the parameter's.
    void takeMomentum(std::map<std::string, const HostTensor*>& given);

  private:
    /// A parameter with the memory of its past gradients, which is undefined before its first step.
    struct Parameter
    {
        std::string name;
        torch::Tensor value;
        torch::Tensor velocity;
        float decay;
    };

    std::vector<Parameter> m_parameters;
    SgdOptions m_options;
};

}  // namespace normscope
