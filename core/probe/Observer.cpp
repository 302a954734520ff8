#include <algorithm>
#include <array>
#include <exception>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>
#include <torch/torch.h>

#include <normscope/graph/Variants.h>
#include <normscope/probe/Looks.h>
#include <normscope/probe/Observer.h>

namespace normscope::probe
{

namespace
{

using Look = void (*)(Moment&, Rows&);

Look lookOf(std::string_view instrument)
{
    constexpr std::array<std::pair<std::string_view, Look>, 10> kLooks{{{"distribution", lookAtDistribution},
                                                                        {"effective-lr", lookAtEffectiveLr},
                                                                        {"batch-statistics", lookAtBatchStatistics},
                                                                        {"units", lookAtUnits},
                                                                        {"depth", lookAtDepth},
                                                                        {"smoothness", lookAtSmoothness},
                                                                        {"covariate-shift", lookAtCovariateShift},
                                                                        {"sharpness", lookAtSharpness},
                                                                        {"start", lookAtStart},
                                                                        {"folding", lookAtFolding}}};
    for (const auto& [name, look] : kLooks) {
        if (name == instrument) {
            return look;
        }
    }
    return nullptr;
}

std::vector<WeightedLayer> layersOf(const graph::Graph& graph, const std::vector<graph::NodeDescription>& nodes,
                                    const nn::Network& network)
{
    const auto parameters = network.named_parameters();
    const auto placeOf = [&](const std::string& name) {
        std::size_t place = 0;
        while (place < parameters.size() && parameters[place].key() != name) {
            ++place;
        }
        return place;
    };
    std::vector<WeightedLayer> layers;
    std::vector<std::size_t> before;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const graph::Node& node = graph.nodes[i];
        const auto noteParameters = [&] {
            for (const char* kind : {".weight", ".bias"}) {
                if (const std::size_t place = placeOf(node.name + kind); place < parameters.size()) {
                    before.push_back(place);
                }
            }
        };
        if (graph::as<graph::Linear>(node) == nullptr && graph::as<graph::Conv2d>(node) == nullptr) {
            noteParameters();
            continue;
        }
        WeightedLayer layer{i, node.name, placeOf(node.name + ".weight"), std::exchange(before, {}), i, false};
        noteParameters();
        const auto& consumers = nodes[i].consumers;
        if (consumers.size() == 1 && graph::as<graph::BatchNorm>(graph.nodes[consumers.front()]) != nullptr) {
            layer.outlet = consumers.front();
            layer.isScaleFree = true;
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

void copyInto(nn::Network& copy, const nn::Network& network)
{
    const torch::NoGradGuard noGrad;
    const auto copyAll = [](std::vector<torch::Tensor> into, const std::vector<torch::Tensor>& from) {
        TORCH_CHECK(into.size() == from.size(), "the copy is of another network");
        for (std::size_t i = 0; i < from.size(); ++i) {
            into[i].copy_(from[i]);
        }
    };
    copyAll(copy.parameters(), network.parameters());
    copyAll(copy.buffers(), network.buffers());
}

}  // namespace

Observer::Observer(const graph::Graph& model, const TrainingSpec& training)
    : m_graph(graph::variantOf(model, "bn").value())
    , m_nodes(graph::describe(m_graph).value())
    , m_every(training.probeEvery)
    , m_sgd(training.sgd)
    , m_copy(std::make_shared<nn::Network>(m_graph, training.seed, graph::Execution::Plain))
    , m_layers(layersOf(m_graph, m_nodes, *m_copy))
{
    for (const std::string& name : training.probes) {
        if (const Instrument* instrument = findInstrument(name)) {
            m_instruments.push_back(instrument);
        }
    }
}

bool Observer::isDue(const ProbeMoment& moment) const
{
    return std::any_of(m_instruments.begin(), m_instruments.end(),
                       [&](const Instrument* one) { return one->isDue(moment, m_every); });
}

void Observer::keep(const nn::Network& network)
{
    m_isKept = false;
    try {
        copyInto(*m_copy, network);
        m_isKept = true;
    } catch (const std::exception& error) {
        spdlog::warn("the instruments left out a look: {}", error.what());
    }
}

std::optional<std::vector<ProbeRows>> Observer::look(const nn::Network& network, bool isUpdated, const Sight& sight,
                                                     const ProbeMoment& moment)
{
    std::vector<ProbeRows> seen;
    if (!std::exchange(m_isKept, false)) {
        return seen;
    }
    try {
        Moment now(*m_copy, m_graph, m_nodes, m_layers, sight, m_sgd,
                   isUpdated ? network.parameters() : std::vector<torch::Tensor>());
        for (const Instrument* instrument : m_instruments) {
            if (!instrument->isDue(moment, m_every)) {
                continue;
            }
            ProbeRows look{instrument->name, sight.iteration, {}, {}};
            Rows rows(look);
            try {
                lookOf(instrument->name)(now, rows);
            } catch (const std::exception& error) {
                // The others see the network as it was.
                spdlog::warn("iteration {}: {} left out a look: {}", sight.iteration, instrument->name, error.what());
                m_copy->setProbe({});
                now.restoreIfChanged();
                continue;
            }
            if (!look.layers.empty()) {
                seen.push_back(std::move(look));
            }
        }
    } catch (const LookStopped&) {
        m_copy->setProbe({});
        return std::nullopt;
    } catch (const std::exception& error) {
        spdlog::warn("iteration {}: the instruments left out a look: {}", sight.iteration, error.what());
    }
    m_copy->setProbe({});
    return seen;
}

}  // namespace normscope::probe
