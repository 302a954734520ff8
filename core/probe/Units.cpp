#include <algorithm>
#include <map>

#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

bool isRelu(const graph::Node& node)
{
    const auto* activation = graph::as<graph::Activation>(node);
    return activation != nullptr && activation->function == graph::Activation::Function::ReLU;
}

/// For each ReLU by name, which of its units (of images: channels) were not 0 for some image, in evaluation mode.
/// Mostly few images show that all are alive: the others are then not looked at.
std::map<std::string, torch::Tensor> aliveUnits(Moment& moment)
{
    constexpr std::int64_t kPart = 100;
    std::map<std::string, torch::Tensor> alive;
    for (const graph::Node& node : moment.graph().nodes) {
        if (isRelu(node)) {
            alive.try_emplace(node.name);
        }
    }
    nn::Network& network = moment.network();
    network.setProbe([&](const nn::Network::StepView& step) {
        const auto found = alive.find(step.name);
        if (found != alive.end()) {
            const torch::Tensor seen = step.output.transpose(0, 1).flatten(1).ne(0).any(1);
            found->second = found->second.defined() ? found->second.logical_or(seen) : seen;
        }
    });
    const torch::NoGradGuard noGrad;
    moment.restoreStatistics();
    network.eval();
    const torch::Tensor& images = moment.sight().fixed->input;
    const auto isAllAlive = [](const auto& entry) { return entry.second.all().template item<bool>(); };
    for (std::int64_t begin = 0; begin < images.size(0); begin += kPart) {
        moment.checkStop();
        (void)network.forward(images.slice(0, begin, std::min(begin + kPart, images.size(0))));
        if (std::all_of(alive.begin(), alive.end(), isAllAlive)) {
            break;
        }
    }
    network.setProbe({});
    return alive;
}

}  // namespace

/// The share of a ReLU's units that are 0 for all of the fixed images; and of each layer with weights
/// ‖W after the step − W‖ / ‖W‖, which is healthy near 1e-3.
void lookAtUnits(Moment& moment, Rows& rows)
{
    const torch::NoGradGuard noGrad;
    auto alive = aliveUnits(moment);
    auto layer = moment.layers().begin();
    const auto& nodes = moment.graph().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (layer != moment.layers().end() && layer->node == i) {
            const torch::Tensor weight = moment.parameters()[layer->weight].detach();
            const double ratio = moment.after().empty()
                                     ? kNotMeasured
                                     : normOf(moment.after()[layer->weight].detach() - weight) / normOf(weight);
            rows.add(layer->name, {static_cast<double>(weight.size(0)), kNotMeasured, ratio});
            ++layer;
        } else if (const auto found = alive.find(nodes[i].name); found != alive.end()) {
            const auto units = static_cast<double>(found->second.numel());
            const auto living = static_cast<double>(found->second.sum().item<std::int64_t>());
            rows.add(nodes[i].name, {units, (units - living) / units, kNotMeasured});
        }
    }
}

}  // namespace normscope::probe
