#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <torch/nn/module.h>

#include <normscope/graph/Execution.h>
#include <normscope/graph/Graph.h>

namespace normscope::nn
{

/// A graph made into a torch module. Its submodules, and so the keys of its state dict, carry the names of the nodes
/// ("stage1.block1.conv1.weight"), the same in every variant.
///
/// Initial weights are PyTorch's default for Linear and Conv2d, W and b ~ U(−1/√fan_in, 1/√fan_in), or as a node's init
/// says, drawn from hash(seed, parameter's name, index): equal to the bit in every network that has a layer of that
/// name and shape, whatever its other layers, thread count or library version. γ starts at 1, β at 0. Positions that
/// are off are left out.
///
/// As any torch::nn::Module, an instance belongs to one thread at a time.
class Network : public torch::nn::Module
{
  public:
    /// Throws c10::Error if the graph does not fit together; check it with describe() first.
    Network(const graph::Graph& graph, std::uint64_t seed, graph::Execution execution = graph::defaultExecution());

    /// Logits (N, classes) of a batch (N, input…), as float32.
    torch::Tensor forward(torch::Tensor batch);

    /// The training step that is next, counted from 1: a dropout's mask is a pure function of it, seed and node.
    void setIteration(std::int64_t iteration) { m_iteration = iteration; }

    /// What goes into one step of a forward pass and what comes out, for the moment in which it is shown.
    struct StepView
    {
        const std::string& name;                   ///< of the nodes that are done in one pass: "bn1+relu1"
        const std::vector<torch::Tensor>& inputs;  ///< (N, …) each
        const torch::Tensor& output;
    };
    using Probe = std::function<void(const StepView&)>;

    /// Shows each step of the forward passes to come. An empty one costs nothing. With graph::Execution::Plain each
    /// node is a step of its own.
    void setProbe(Probe probe) { m_probe = std::move(probe); }

    /// The steps of a forward pass in order.
    [[nodiscard]] std::vector<std::string> stepNames() const;

  private:
    friend class NetworkAssembler;
    using Function = std::function<torch::Tensor(const std::vector<torch::Tensor>& inputs)>;

    struct Step
    {
        std::string name;
        Function run;
        std::vector<std::size_t> inputs;  ///< places in the list of values: 0 is the batch, i + 1 what node i gives
        std::size_t output = 0;
        std::vector<std::size_t> lastUses;  ///< places that no later step takes
    };

    std::vector<Step> m_steps;
    std::size_t m_places = 0;
    bool m_isChannelsLast = false;
    std::int64_t m_iteration = 1;
    Probe m_probe;
};

}  // namespace normscope::nn
