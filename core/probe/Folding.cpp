#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <torch/torch.h>

#include <normscope/graph/Variants.h>
#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

/// The network without the BN layers that alone take what a layer with weights gives, and with weights for them.
std::shared_ptr<nn::Network> foldedNetwork(const Moment& moment)
{
    graph::Graph graph = moment.graph();
    for (const WeightedLayer& layer : moment.layers()) {
        if (layer.isScaleFree) {
            std::get<graph::BatchNorm>(graph.nodes[layer.outlet].operation).enabled = false;
        }
    }
    constexpr std::uint64_t kNoMatter = 0;  // all weights are replaced
    auto network = std::make_shared<nn::Network>(graph, kNoMatter, graph::Execution::Plain);
    const torch::NoGradGuard noGrad;
    for (auto& entry : network->named_parameters()) {
        entry.value().copy_(moment.before(entry.key()));
    }
    for (auto& entry : network->named_buffers()) {
        entry.value().copy_(moment.before(entry.key()));
    }
    auto parameters = network->named_parameters();
    for (const WeightedLayer& layer : moment.layers()) {
        if (!layer.isScaleFree) {
            continue;
        }
        const graph::Node& node = moment.graph().nodes[layer.outlet];
        const auto of = [&](const char* name) { return moment.before(node.name + name).to(torch::kDouble); };
        const double eps = graph::as<graph::BatchNorm>(node)->eps.value_or(graph::kDefaultEps);
        const torch::Tensor factor = of(".weight") / (of(".running_var") + eps).sqrt();
        torch::Tensor weight = parameters[layer.name + ".weight"];
        torch::Tensor bias = parameters[layer.name + ".bias"];
        std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
        shape.front() = factor.size(0);
        weight.copy_(weight.to(torch::kDouble) * factor.reshape(shape));
        bias.copy_(factor * (bias.to(torch::kDouble) - of(".running_mean")) + of(".bias"));
    }
    return network;
}

double countOf(const nn::Network& network)
{
    double count = 0;
    for (const torch::Tensor& parameter : network.parameters()) {
        count += static_cast<double>(parameter.numel());
    }
    return count;
}

}  // namespace

/// In evaluation mode a BN behind a linear layer or convolution is that layer with other weights, w′ = γ·w/√(σ² + ε)
/// and b′ = γ·(b − μ)/√(σ² + ε) + β. The layers that can be folded so; on the fixed images how far logits are apart at
/// most beside the largest one, and the share that is put into the same class; the parameters before and after. Nothing
/// is said where there is nothing to fold.
void lookAtFolding(Moment& moment, Rows& rows)
{
    double layers = 0;
    for (const WeightedLayer& layer : moment.layers()) {
        layers += layer.isScaleFree ? 1 : 0;
    }
    if (layers == 0) {
        return;
    }
    const torch::NoGradGuard noGrad;
    const torch::Tensor& images = moment.sight().fixed->input;
    const auto folded = foldedNetwork(moment);
    folded->eval();
    moment.restoreStatistics();
    moment.network().eval();
    constexpr std::int64_t kPart = 100;
    std::vector<torch::Tensor> unfoldedParts;
    std::vector<torch::Tensor> foldedParts;
    for (const torch::Tensor& part : images.split(kPart)) {
        moment.checkStop();
        unfoldedParts.push_back(moment.network().forward(part));
        foldedParts.push_back(folded->forward(part));
    }
    const torch::Tensor before = torch::cat(unfoldedParts);
    const torch::Tensor after = torch::cat(foldedParts);
    rows.add({}, {layers, (before - after).abs().max().item<double>(), before.abs().max().item<double>(),
                  before.argmax(1).eq(after.argmax(1)).to(torch::kDouble).mean().item<double>(),
                  countOf(moment.network()), countOf(*folded)});
}

}  // namespace normscope::probe
