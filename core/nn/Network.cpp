#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include <torch/torch.h>

#include <normscope/base/CounterRng.h>
#include <normscope/nn/BatchNorm.h>
#include <normscope/nn/BatchNormFunction.h>
#include <normscope/nn/Network.h>
#include <normscope/nn/Reshape.h>

namespace normscope::nn
{

namespace
{

using Step = std::function<torch::Tensor(const torch::Tensor&)>;

/// A module that only gives its children's names a prefix: the "stage1" and "block1" of "stage1.block1.conv1".
class Scope : public torch::nn::Module
{
};

void fillUniform(torch::Tensor& tensor, double bound, std::uint64_t seed, const std::string& name)
{
    const CounterRng rng(seed, CounterRng::word(name));
    auto* values = tensor.data_ptr<float>();
    for (int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = static_cast<float>((2.0 * rng.uniform(static_cast<std::uint64_t>(i)) - 1.0) * bound);
    }
}

/// The same images with the channels of a pixel side by side. Of one channel nothing needs to move, but the strides
/// must say so, since convolutions choose their form by them.
torch::Tensor toChannelsLast(const torch::Tensor& images)
{
    if (images.size(1) != 1 || !images.is_contiguous()) {
        return images.contiguous(at::MemoryFormat::ChannelsLast);
    }
    return images.as_strided(images.sizes(), {images.size(2) * images.size(3), 1, images.size(3), 1});
}

/// Channels that fill vectors of eight and of sixteen floats.
constexpr int64_t kChannelsOfWholeVectors = 16;

/// Every nth pixel of every nth row, which is all that a 1×1 convolution of that stride looks at. oneDNN 2.6 picks them
/// by itself, but channels-last, with AVX2 and channels that fill no whole vector, it writes past its scratchpad.
torch::Tensor everyNth(const torch::Tensor& images, int64_t n)
{
    using torch::indexing::None;
    using torch::indexing::Slice;
    return images.index({Slice(), Slice(), Slice(0, None, n), Slice(0, None, n)})
        .contiguous(at::MemoryFormat::ChannelsLast);
}

/// PyTorch's default initialization of Linear and Conv2d from a generator of our own.
template <class LayerModule>
void initialize(LayerModule& layer, int64_t fanIn, std::uint64_t seed, const std::string& name)
{
    const torch::NoGradGuard noGrad;
    const double bound = 1.0 / std::sqrt(static_cast<double>(fanIn));
    fillUniform(layer->weight, bound, seed, name + ".weight");
    fillUniform(layer->bias, bound, seed, name + ".bias");
}

}  // namespace

/// Registers a module for each layer of a spec and lines up the steps of the forward pass.
class NetworkAssembler
{
  public:
    NetworkAssembler(Network& network, const ModelSpec& spec, std::uint64_t seed, Execution execution)
        : m_network(network)
        , m_spec(spec)
        , m_seed(seed)
        , m_execution(execution)
        , m_shape(spec.input)
    {
    }

    /// Assembles all layers. A BN position with the ReLU and the pooling behind it, or those two alone, become one step
    /// where execution is fused.
    void assemble()
    {
        const auto& layers = m_spec.layers;
        if (m_execution == Execution::Fused && m_shape.size() == 3) {
            m_network.m_steps.emplace_back(toChannelsLast);
        }
        for (std::size_t i = 0; i < layers.size();) {
            const auto* norm = std::get_if<BatchNormLayer>(&layers[i]);
            if (m_execution == Execution::Plain || (norm == nullptr && !is<ReluLayer>(i))) {
                std::visit(*this, layers[i++]);
                continue;
            }
            i += norm != nullptr ? 1 : 0;
            Tail tail = Tail::None;
            if (is<ReluLayer>(i)) {
                ++i;
                const bool isPooled = is<AvgPoolLayer>(i);
                tail = isPooled ? Tail::ReluPool : Tail::Relu;
                i += isPooled ? 1 : 0;
            }
            append(m_network.m_steps, normAndTail(norm, tail));
        }
    }

    void operator()(const LinearLayer& layer) { m_network.m_steps.push_back(linear(layer)); }

    void operator()(const ConvLayer& layer) { m_network.m_steps.push_back(conv(layer)); }

    void operator()(const BatchNormLayer& layer)
    {
        if (auto step = batchNorm(layer)) {
            m_network.m_steps.push_back(*step);
        }
    }

    void operator()(const ReluLayer& /*layer*/)
    {
        m_network.m_steps.emplace_back([](const torch::Tensor& x) { return torch::relu(x); });
    }

    void operator()(const AvgPoolLayer& /*layer*/)
    {
        m_network.m_steps.emplace_back([](const torch::Tensor& x) { return torch::avg_pool2d(x, 2); });
        halveShape();
    }

    void operator()(const GlobalAvgPoolLayer& /*layer*/)
    {
        m_network.m_steps.emplace_back([](const torch::Tensor& x) { return x.mean({2, 3}); });
        m_shape = {m_shape[0]};
    }

    void operator()(const ReshapeLayer& /*layer*/)
    {
        m_network.m_steps.emplace_back([reshape = Reshape()](const torch::Tensor& x) mutable { return reshape(x); });
        m_shape = {m_shape[0] * m_shape[1] * m_shape[2]};
    }

    void operator()(const ResidualBlock& block)
    {
        const SampleShape before = m_shape;
        std::vector<Step> main;
        main.push_back(conv({block.name + ".conv1", block.outChannels, 3, block.stride, 1}));
        const BatchNormLayer bn1{block.name + ".bn1", block.bn1};
        if (m_execution != Execution::Plain) {
            append(main, normAndTail(&bn1, Tail::Relu));
        } else {
            append(main, batchNorm(bn1));
            main.emplace_back([](const torch::Tensor& x) { return torch::relu(x); });
        }
        main.push_back(conv({block.name + ".conv2", block.outChannels, 3, 1, 1}));
        const Join join = joinOf({block.name + ".bn2", block.bn2});
        std::vector<Step> shortcut;
        if (changesShape(block, before[0])) {
            m_shape = before;
            shortcut.push_back(conv({block.name + ".shortcut.conv", block.outChannels, 1, block.stride, 0}));
            append(shortcut, batchNorm({block.name + ".shortcut.bn", block.shortcutBn}));
        }
        m_network.m_steps.emplace_back([main = std::move(main), shortcut = std::move(shortcut),
                                        join](const torch::Tensor& x) { return join(run(main, x), run(shortcut, x)); });
    }

    static torch::Tensor run(const std::vector<Step>& steps, torch::Tensor x)
    {
        for (const Step& step : steps) {
            x = step(x);
        }
        return x;
    }

  private:
    /// The end of a residual block: ReLU(bn2(main) + shortcut).
    using Join = std::function<torch::Tensor(const torch::Tensor& main, const torch::Tensor& shortcut)>;

    template <class Kind>
    [[nodiscard]] bool is(std::size_t index) const
    {
        return index < m_spec.layers.size() && std::holds_alternative<Kind>(m_spec.layers[index]);
    }

    void halveShape()
    {
        m_shape[1] /= 2;
        m_shape[2] /= 2;
    }

    Join joinOf(const BatchNormLayer& layer)
    {
        if (!layer.enabled) {
            return
                [](const torch::Tensor& main, const torch::Tensor& shortcut) { return torch::relu(main + shortcut); };
        }
        auto module = makeBatchNorm<BatchNorm2d>(layer.name);
        if (m_execution != Execution::Plain) {
            return [module](const torch::Tensor& main, const torch::Tensor& shortcut) mutable {
                return module->forward_add_relu(main, shortcut);
            };
        }
        return [module](const torch::Tensor& main, const torch::Tensor& shortcut) mutable {
            return torch::relu(module(main) + shortcut);
        };
    }

    /// BN and what follows it as one step, or what follows alone where there is no BN. None where neither is.
    std::optional<Step> normAndTail(const BatchNormLayer* layer, Tail tail)
    {
        std::optional<Step> step;
        if (layer != nullptr && layer->enabled) {
            step = m_shape.size() == 1 ? fusedStep(makeBatchNorm<BatchNorm1d>(layer->name), tail)
                                       : fusedStep(makeBatchNorm<BatchNorm2d>(layer->name), tail);
        } else if (tail == Tail::ReluPool) {
            step = [](const torch::Tensor& x) { return functional::reluPool(x); };
        } else if (tail == Tail::Relu) {
            step = [](const torch::Tensor& x) { return torch::relu(x); };
        }
        if (tail == Tail::ReluPool) {
            halveShape();
        }
        return step;
    }

    template <class Holder>
    static Step fusedStep(Holder module, Tail tail)
    {
        return [module, tail](const torch::Tensor& x) mutable { return module->forward_with(x, tail); };
    }

    template <class Holder>
    Holder makeBatchNorm(const std::string& name)
    {
        return place(name, Holder(BatchNormOptions(m_shape[0]).eps(m_spec.bnEps).momentum(m_spec.bnMomentum)));
    }

    static void append(std::vector<Step>& steps, std::optional<Step> step)
    {
        if (step) {
            steps.push_back(std::move(*step));
        }
    }

    Step linear(const LinearLayer& layer)
    {
        auto module = place(layer.name, torch::nn::Linear(m_shape[0], layer.outFeatures));
        initialize(module, m_shape[0], m_seed, layer.name);
        m_shape = {layer.outFeatures};
        return [module](const torch::Tensor& x) mutable { return module(x); };
    }

    Step conv(const ConvLayer& layer)
    {
        const int64_t inChannels = m_shape[0];
        auto module =
            place(layer.name, torch::nn::Conv2d(torch::nn::Conv2dOptions(inChannels, layer.outChannels, layer.kernel)
                                                    .stride(layer.stride)
                                                    .padding(layer.padding)));
        initialize(module, inChannels * layer.kernel * layer.kernel, m_seed, layer.name);
        m_shape = {layer.outChannels, extentAfter(layer, m_shape[1]), extentAfter(layer, m_shape[2])};
        if (m_execution == Execution::Fused && layer.kernel == 1 && layer.stride > 1 &&
            inChannels % kChannelsOfWholeVectors != 0) {
            return [module, stride = layer.stride](const torch::Tensor& x) {
                return torch::conv2d(everyNth(x, stride), module->weight, module->bias);
            };
        }
        return [module](const torch::Tensor& x) mutable { return module(x); };
    }

    std::optional<Step> batchNorm(const BatchNormLayer& layer)
    {
        if (!layer.enabled) {
            return std::nullopt;
        }
        return m_shape.size() == 1 ? fusedStep(makeBatchNorm<BatchNorm1d>(layer.name), Tail::None)
                                   : fusedStep(makeBatchNorm<BatchNorm2d>(layer.name), Tail::None);
    }

    /// Registers a module under a dotted name, making the scopes on the way as needed.
    template <class Holder>
    Holder place(const std::string& name, Holder module)
    {
        torch::nn::Module* parent = &m_network;
        std::size_t start = 0;
        for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', start)) {
            const std::string part = name.substr(start, dot - start);
            const auto children = parent->named_children();
            const auto* existing = children.find(part);
            parent =
                existing != nullptr ? existing->get() : parent->register_module(part, std::make_shared<Scope>()).get();
            start = dot + 1;
        }
        return parent->register_module(name.substr(start), module);
    }

    Network& m_network;
    const ModelSpec& m_spec;
    std::uint64_t m_seed;
    Execution m_execution;
    SampleShape m_shape;
};

Network::Network(const ModelSpec& spec, std::uint64_t seed, Execution execution)
{
    NetworkAssembler(*this, spec, seed, execution).assemble();
}

torch::Tensor Network::forward(torch::Tensor batch)
{
    return NetworkAssembler::run(m_steps, std::move(batch));
}

}  // namespace normscope::nn
