#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/experiment/MemoryNeed.h>
#include <normscope/graph/Steps.h>
#include <normscope/graph/Variants.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

namespace
{

/// "23.4 GiB", "120 MiB".
std::string sizeText(double bytes)
{
    return bytes < 0x1p30 ? fmt::format("{:.0f} MiB", bytes / 0x1p20) : fmt::format("{:.1f} GiB", bytes / 0x1p30);
}

Message parametersText(double bytes, std::size_t networks)
{
    if (networks == 2) {
        return Message::tr("{} for weights, gradients and momentum of both networks", sizeText(bytes));
    }
    return networks < 2
               ? Message::tr("{} for weights, gradients and momentum", sizeText(bytes))
               : Message::tr("{} for weights, gradients and momentum of {} networks", sizeText(bytes), networks);
}

/// What to make smaller: the option of a family's widths, the largest node of a network of one's own.
Message widestOf(const ExperimentSpec& spec, const MemoryNeed& need)
{
    if (spec.network) {
        return Message::tr("node \"{}\"", need.largestNode);
    }
    return spec.family == ModelFamily::Mlp ? "--hidden" : spec.family == ModelFamily::Cnn ? "--channels" : "--widths";
}

/// How many seeds have networks in memory at one time: each lane may be at another.
double seedsAtOnce(const ExperimentSpec& spec, int lanes)
{
    return std::min<double>(lanes, static_cast<double>(spec.seeds.size()));
}

Message adviceFor(const ExperimentSpec& spec, const MemoryNeed& need, double available)
{
    const int lanes = lanesOf(spec, threadsOf(spec));
    const double onOneLane =
        need.parameters / seedsAtOnce(spec, lanes) + (need.checkpoint + need.batch) / lanes + need.data;
    if (lanes > 1 && onOneLane <= available) {
        return Message::tr("train one network at a time, with --jobs 1");
    }
    const Message smaller = Message::tr("make {} smaller", widestOf(spec, need));
    if (need.total() - need.batch <= available) {
        return Message::tr("{} or reduce --batch-size", smaller);
    }
    return need.data > need.parameters ? Message::tr("use a smaller dataset") : smaller;
}

/// What a network keeps of a batch of so many samples, or of one of an evaluation, whichever is more.
/// Instruments run it node by node.
double batchNeed(const graph::Graph& network, const std::vector<graph::NodeDescription>& nodes, std::int64_t samples,
                 bool fuses)
{
    const auto input = static_cast<double>(graph::valuesOf(network.input));
    double kept = 0;
    double largest = 0;
    for (const graph::Step& step : graph::stepsOf(network, nodes, fuses)) {
        const graph::NodeDescription& node = nodes[step.output];
        if (node.kind != "Reshape") {
            const auto values = static_cast<double>(graph::valuesOf(node.outputShape));
            kept += values;
            largest = std::max(largest, values);
        }
    }
    constexpr auto kEvaluated = static_cast<double>(kEvaluationBatch);
    return sizeof(float) *
           std::max(static_cast<double>(samples) * (input + kept + 2 * largest), kEvaluated * (input + 2 * largest));
}

}  // namespace

MemoryNeed memoryNeed(const ExperimentSpec& spec, const graph::Graph& model, std::int64_t samples)
{
    MemoryNeed all;
    std::int64_t most = -1;
    for (const std::string& label : variantsOf(spec)) {
        const auto network = graph::variantOf(model, label);
        const auto nodes = network ? graph::describe(*network) : tl::unexpected(network.error());
        if (!nodes) {
            continue;  // told by checkTogether()
        }
        const double bytes = static_cast<double>(graph::totalOf(*nodes).total()) * sizeof(float);
        const auto& probes = spec.training.probes;
        const auto looksBy = [&](const char* name) {
            return std::find(probes.begin(), probes.end(), name) != probes.end();
        };
        // Weight, gradient, momentum; of what instruments look at a copy, that again, gradients, and the step that may
        // be taken back; λ takes vectors of its own.
        const double times = probes.empty() ? 3 : looksBy("sharpness") ? 12 : 9;
        constexpr double kWhileSaving = 4;  // weight and momentum, twice
        all.parameters += bytes * times;
        all.checkpoint = std::max(all.checkpoint, bytes * kWhileSaving);
        if (samples > 0) {
            constexpr std::int64_t kMostAtStart = 250;
            const std::int64_t batch = std::max(spec.training.batchSize, looksBy("start") ? kMostAtStart : 0);
            all.batch = std::max(all.batch, batchNeed(*network, *nodes, std::min(batch, samples), probes.empty()));
        }
        for (const graph::NodeDescription& node : *nodes) {
            if (node.counts.total() > most) {
                most = node.counts.total();
                all.largestNode = node.name;
            }
        }
    }
    // Each lane may be at another seed, and have a batch and a checkpoint of its own.
    const int lanes = lanesOf(spec, threadsOf(spec));
    all.parameters *= seedsAtOnce(spec, lanes);
    all.batch *= lanes;
    all.checkpoint *= lanes;
    return all;
}

Status checkMemory(const ExperimentSpec& spec, const MemoryNeed& need, std::optional<std::uint64_t> available)
{
    if (!available || need.total() <= static_cast<double>(*available)) {
        return {};
    }
    Message parts = parametersText(need.parameters, variantsOf(spec).size());
    if (need.checkpoint > 0) {
        parts = Message::tr("{}, {} for a checkpoint", parts, sizeText(need.checkpoint));
    }
    if (need.batch > 0) {
        parts = Message::tr("{}, {} for a batch", parts, sizeText(need.batch));
    }
    if (need.data > 0) {
        parts = Message::tr("{}, {} for the dataset", parts, sizeText(need.data));
    }
    return fail(ErrorCode::Usage, Message::tr("the model needs about {} of memory ({}), {} are available: {}",
                                              sizeText(need.total()), parts, sizeText(static_cast<double>(*available)),
                                              adviceFor(spec, need, static_cast<double>(*available))));
}

}  // namespace normscope
