#include <map>
#include <string>

#include <torch/torch.h>

#include <normscope/graph/Steps.h>
#include <normscope/graph/Variants.h>
#include <normscope/nn/BatchNorm.h>
#include <normscope/nn/BatchNormFunction.h>
#include <normscope/nn/LayerFunctions.h>
#include <normscope/nn/Network.h>
#include <normscope/nn/Reshape.h>

namespace normscope::nn
{

namespace
{

/// A module that only gives its children's names a prefix: the "stage1" and "block1" of "stage1.block1.conv1".
class Scope : public torch::nn::Module
{
};

template <class Value>
const Value& valueOr(const Result<Value>& result)
{
    TORCH_CHECK(result.has_value(), result.error().message.english());
    return *result;
}

}  // namespace

/// Registers a module for each node of a graph that has parameters, and makes a function of each step.
class NetworkAssembler
{
  public:
    NetworkAssembler(Network& network, const graph::Graph& graph, std::uint64_t seed, graph::Execution execution)
        : m_network(network)
        , m_graph(valueOr(graph::variantOf(graph, "bn")))
        , m_rows(valueOr(graph::describe(m_graph)))
        , m_seed(seed)
        , m_execution(execution)
    {
    }

    void assemble()
    {
        m_network.m_isChannelsLast = isChannelsLast();
        m_network.m_places = m_rows.size() + 1;
        std::vector<Function> functions;
        for (m_node = 0; m_node < m_rows.size(); ++m_node) {
            functions.push_back(std::visit(*this, m_graph.nodes[m_node].operation));
        }
        for (const graph::Step& planned :
             graph::stepsOf(m_graph, m_rows, /*fuses=*/m_execution != graph::Execution::Plain)) {
            Network::Step step;
            step.name = planned.name;
            step.run = functionOf(planned, functions);
            for (const std::size_t input : planned.inputs) {
                step.inputs.push_back(placeOf(input));
            }
            step.output = placeOf(planned.output);
            m_network.m_steps.push_back(std::move(step));
        }
        findLastUses();
    }

    using Function = Network::Function;
    using Tensors = std::vector<torch::Tensor>;

    Function operator()(const graph::Linear& layer)
    {
        const std::int64_t features = inputShape()[0];
        auto module = place(torch::nn::Linear(features, layer.outFeatures));
        initialize(*module, features, layer.normalInit, m_seed, name());
        return [module](const Tensors& x) mutable { return module(x[0]); };
    }

    Function operator()(const graph::Conv2d& layer)
    {
        const std::int64_t channels = inputShape()[0];
        auto module = place(torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, layer.outChannels, layer.kernelSize)
                                                  .stride(layer.stride)
                                                  .padding(layer.padding)));
        initialize(*module, channels * layer.kernelSize * layer.kernelSize, layer.normalInit, m_seed, name());
        if (isChannelsLast() && picksPixels(layer, channels)) {
            return [module, layer](const Tensors& x) {
                return torch::conv2d(pickedPixels(x[0], layer), module->weight, module->bias);
            };
        }
        return [module](const Tensors& x) mutable { return module(x[0]); };
    }

    Function operator()(const graph::BatchNorm& norm)
    {
        const auto options = BatchNormOptions(inputShape()[0])
                                 .eps(epsOf(norm))
                                 .momentum(norm.momentum.value_or(graph::kDefaultMomentum));
        const bool isOfImages = inputShape().size() == 3;
        if (isOfImages) {
            m_norms2d.emplace(m_node, place(BatchNorm2d(options)));
        } else {
            m_norms1d.emplace(m_node, place(BatchNorm1d(options)));
        }
        Function plain =
            isOfImages ? tailed(m_norms2d.at(m_node), Tail::None) : tailed(m_norms1d.at(m_node), Tail::None);
        if (!norm.isNoisy) {
            return plain;
        }
        return [network = &m_network, plain, stream = "noisy-bn." + name(), seed = m_seed](const Tensors& x) {
            const torch::Tensor y = plain(x);
            return network->is_training() ? addNoise(y, seed, stream, network->m_iteration) : y;
        };
    }

    Function operator()(const graph::LayerNorm& norm)
    {
        return called(place(torch::nn::LayerNorm(torch::nn::LayerNormOptions({inputShape()[0]}).eps(epsOf(norm)))));
    }

    Function operator()(const graph::GroupNorm& norm)
    {
        return called(
            place(torch::nn::GroupNorm(torch::nn::GroupNormOptions(norm.numGroups, inputShape()[0]).eps(epsOf(norm)))));
    }

    Function operator()(const graph::Activation& activation)
    {
        switch (activation.function) {
        case graph::Activation::Function::Sigmoid:
            return [](const Tensors& x) { return torch::sigmoid(x[0]); };
        case graph::Activation::Function::Tanh:
            return [](const Tensors& x) { return torch::tanh(x[0]); };
        case graph::Activation::Function::ReLU:
            break;
        }
        return [](const Tensors& x) { return torch::relu(x[0]); };
    }

    Function operator()(const graph::Pool2d& pool)
    {
        if (pool.isMax) {
            return [pool](const Tensors& x) {
                return torch::max_pool2d(x[0], pool.kernelSize, pool.stride, pool.padding);
            };
        }
        return [pool](const Tensors& x) { return torch::avg_pool2d(x[0], pool.kernelSize, pool.stride, pool.padding); };
    }

    Function operator()(const graph::GlobalAvgPool2d& /*pool*/)
    {
        return [](const Tensors& x) { return x[0].mean({2, 3}); };
    }

    Function operator()(const graph::Dropout& dropout)
    {
        return [network = &m_network, dropout, stream = "dropout." + name(), seed = m_seed](const Tensors& x) {
            return network->is_training() ? dropOut(x[0], dropout.p, seed, stream, network->m_iteration) : x[0];
        };
    }

    Function operator()(const graph::Reshape& /*reshape*/) { return called(Reshape()); }

    Function operator()(const graph::Add& /*add*/)
    {
        return [](const Tensors& x) {
            torch::Tensor sum = x[0] + x[1];
            for (std::size_t i = 2; i < x.size(); ++i) {
                sum = sum + x[i];
            }
            return sum;
        };
    }

    Function operator()(const graph::Multiply& /*multiply*/)
    {
        return [](const Tensors& x) {
            const auto asImage = [](const torch::Tensor& t) { return t.dim() == 2 ? t.unsqueeze(2).unsqueeze(3) : t; };
            return asImage(x[0]) * asImage(x[1]);
        };
    }

  private:
    /// A step of several nodes, or its only node's own function.
    Function functionOf(const graph::Step& step, const std::vector<Function>& functions)
    {
        using Kind = graph::Step::Kind;
        const std::size_t first = step.nodes.front();
        const auto normed = [&](Tail tail) {
            return m_norms1d.contains(first) ? tailed(m_norms1d.at(first), tail) : tailed(m_norms2d.at(first), tail);
        };
        switch (step.kind) {
        case Kind::NormRelu:
            return normed(Tail::Relu);
        case Kind::NormReluPool:
            return normed(Tail::ReluPool);
        case Kind::ReluPool:
            return [](const Tensors& x) { return functional::reluPool(x[0]); };
        case Kind::NormAddRelu:
            return [module = m_norms2d.at(first)](const Tensors& x) mutable {
                return module->forward_add_relu(x[0], x[1]);
            };
        case Kind::Single:
            break;
        }
        return functions[first];
    }

    template <class Holder>
    static Function called(Holder module)
    {
        return [module](const Tensors& x) mutable { return module(x[0]); };
    }

    template <class Holder>
    static Function tailed(Holder module, Tail tail)
    {
        return [module, tail](const Tensors& x) mutable { return module->forward_with(x[0], tail); };
    }

    template <class Norm>
    static double epsOf(const Norm& norm)
    {
        return norm.eps.value_or(graph::kDefaultEps);
    }

    [[nodiscard]] bool isChannelsLast() const
    {
        return m_execution == graph::Execution::Fused && m_graph.input.size() == 3;
    }

    [[nodiscard]] static std::size_t placeOf(std::size_t index) { return index == graph::kInputIndex ? 0 : index + 1; }

    [[nodiscard]] const std::string& name() const { return m_rows[m_node].name; }

    [[nodiscard]] const graph::SampleShape& inputShape() const
    {
        const std::size_t input = m_rows[m_node].inputs.front();
        return input == graph::kInputIndex ? m_graph.input : m_rows[input].outputShape;
    }

    /// So that what a step has taken for the last time is not kept any longer than autograd needs it.
    void findLastUses()
    {
        std::vector<bool> isTakenLater(m_network.m_places, false);
        isTakenLater[m_network.m_steps.back().output] = true;
        for (auto step = m_network.m_steps.rbegin(); step != m_network.m_steps.rend(); ++step) {
            for (const std::size_t input : step->inputs) {
                if (!isTakenLater[input]) {
                    isTakenLater[input] = true;
                    step->lastUses.push_back(input);
                }
            }
        }
    }

    /// Registers the node's module under its dotted name, making the scopes on the way as needed.
    template <class Holder>
    Holder place(Holder module)
    {
        torch::nn::Module* parent = &m_network;
        std::size_t start = 0;
        for (auto dot = name().find('.'); dot != std::string::npos; dot = name().find('.', start)) {
            const std::string part = name().substr(start, dot - start);
            const auto children = parent->named_children();
            const auto* existing = children.find(part);
            parent =
                existing != nullptr ? existing->get() : parent->register_module(part, std::make_shared<Scope>()).get();
            start = dot + 1;
        }
        return parent->register_module(name().substr(start), module);
    }

    Network& m_network;
    graph::Graph m_graph;
    std::vector<graph::NodeDescription> m_rows;
    std::uint64_t m_seed;
    graph::Execution m_execution;
    std::size_t m_node = 0;  ///< the one that a function is made of
    std::map<std::size_t, BatchNorm1d> m_norms1d;
    std::map<std::size_t, BatchNorm2d> m_norms2d;
};

Network::Network(const graph::Graph& graph, std::uint64_t seed, graph::Execution execution)
{
    NetworkAssembler(*this, graph, seed, execution).assemble();
}

torch::Tensor Network::forward(torch::Tensor batch)
{
    std::vector<torch::Tensor> values(m_places);
    values[0] = m_isChannelsLast ? toChannelsLast(batch) : std::move(batch);
    batch.reset();
    std::vector<torch::Tensor> inputs;
    for (const Step& step : m_steps) {
        inputs.clear();
        for (const std::size_t place : step.inputs) {
            inputs.push_back(values[place]);
        }
        values[step.output] = step.run(inputs);
        if (m_probe) {
            m_probe({step.name, inputs, values[step.output]});
        }
        for (const std::size_t place : step.lastUses) {
            values[place].reset();
        }
    }
    return std::move(values[m_steps.back().output]);
}

std::vector<std::string> Network::stepNames() const
{
    std::vector<std::string> names;
    for (const Step& step : m_steps) {
        names.push_back(step.name);
    }
    return names;
}

}  // namespace normscope::nn
