#include <algorithm>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/MemoryNeed.h>
#include <normscope/experiment/Variants.h>
#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>
#include <normscope/runtime/Memory.h>
#include <normscope/runtime/Threads.h>

namespace normscope
{

namespace
{

Status checkBatches(const ExperimentSpec& spec, const std::vector<graph::NodeDescription>& nodes, std::int64_t samples)
{
    const std::int64_t smallest =
        samples > 0 ? BatchSampler::smallestBatch(samples, spec.training.batchSize) : spec.training.batchSize;
    if (graph::batchNormValuesPerSample(nodes) * smallest == 1) {
        return fail(
            ErrorCode::Usage,
            samples == 1
                ? "one training sample gives a BN layer one value per channel, which has no variance: use more "
                  "training samples"
                : "--batch-size 1 gives a BN layer one value per channel, which has no variance: use at least 2");
    }
    return {};
}

/// The graph with its nodes numbered, so that two that differ in names alone are equal.
graph::Graph numbered(graph::Graph graph)
{
    std::unordered_map<std::string, std::string> numbers;
    for (graph::Node& node : graph.nodes) {
        for (std::string& input : node.inputs) {
            if (const auto found = numbers.find(input); found != numbers.end()) {
                input = found->second;
            }
        }
        std::string number = std::to_string(numbers.size());
        numbers.emplace(node.name, number);
        node.name = std::move(number);
    }
    return graph;
}

/// Two variants that are one network would compare it with itself.
Status checkVariants(const ExperimentSpec& spec, const graph::Graph& chosen)
{
    if (spec.kind == ExperimentKind::Twin && !graph::usesBatchNorm(chosen)) {
        return fail(ErrorCode::Usage,
                    graph::batchNormPositions(chosen).empty()
                        ? "the network has no BN layers, so that its variants would be the same: train it with train"
                        : "--bn-layers switches every BN layer off, so that the variants would be the same: "
                          "leave at least one on");
    }
    const auto labels = variantsOf(spec);
    std::vector<graph::Graph> networks;
    for (const std::string& label : labels) {
        auto network = graph::variantOf(chosen, label);
        if (!network) {
            return fail(network.error().code, Message::tr("--variants: {}", network.error().message));
        }
        graph::Graph plain = numbered(std::move(*network));
        const auto same = std::find(networks.begin(), networks.end(), plain);
        if (same != networks.end()) {
            return fail(ErrorCode::Usage,
                        Message::tr("--variants: {} and {} are the same network here: leave one of them out",
                                    labels[static_cast<std::size_t>(same - networks.begin())], label));
        }
        networks.push_back(std::move(plain));
    }
    return {};
}

}  // namespace

std::vector<std::string> variantsOf(const ExperimentSpec& spec)
{
    const bool isTwin = spec.kind == ExperimentKind::Twin;
    if (isTwin ? spec.variants.size() > 1 : spec.variants.size() == 1) {
        return spec.variants;
    }
    if (isTwin) {
        return {kBn, kNoBn};
    }
    const auto& each = spec.batchNorm.each;
    bool usesBatchNorm = each.empty() ? spec.batchNorm.all : std::find(each.begin(), each.end(), true) != each.end();
    if (usesBatchNorm && spec.network) {
        graph::Graph chosen = *spec.network;
        // A list of another length is refused by chosenModelOf().
        (void)(each.empty() ? Status() : graph::switchBatchNorm(chosen, each));
        usesBatchNorm = graph::usesBatchNorm(chosen);
    }
    return {usesBatchNorm ? kBn : kNoBn};
}

graph::Graph modelOf(const ExperimentSpec& spec, const DataShape& data)
{
    graph::Graph model;
    if (spec.network) {
        model = *spec.network;
    } else if (spec.isOf(ModelFamily::Mlp)) {
        model = graph::mlp(graph::valuesOf(data.image), spec.hidden, data.classes);
    } else if (spec.isOf(ModelFamily::Cnn)) {
        model = graph::cnn(data.image, spec.channels, data.classes);
    } else {
        model = graph::resNet(data.image, spec.blocks, spec.widths, data.classes);
    }
    return graph::withNormalizerDefaults(std::move(model), spec.bnMomentum, spec.bnEps);
}

Status checkDepth(const ExperimentSpec& spec)
{
    if (spec.isOf(ModelFamily::ResNet)) {
        if (spec.blocks.size() != spec.widths.size()) {
            return fail(ErrorCode::Usage,
                        Message::tr("--blocks has {} stages and --widths {}: give each one number a stage",
                                    spec.blocks.size(), spec.widths.size()));
        }
        constexpr std::int64_t kMostBlocks = 1'000;
        const auto blocks = std::accumulate(spec.blocks.begin(), spec.blocks.end(), std::int64_t{0});
        if (blocks > kMostBlocks) {
            return fail(ErrorCode::Usage, Message::tr("--blocks asks for {} blocks: use at most {} in all",
                                                      grouped(blocks), grouped(kMostBlocks)));
        }
    }
    return {};
}

Result<graph::Graph> chosenModelOf(const ExperimentSpec& spec, const DataShape& data)
{
    if (auto status = checkDepth(spec); !status) {
        return passOn(status);
    }
    graph::Graph model = modelOf(spec, data);
    std::vector<bool> enabled = spec.batchNorm.each;
    if (enabled.empty()) {
        enabled.assign(graph::batchNormPositions(model).size(), spec.batchNorm.all);
    }
    if (auto status = graph::switchBatchNorm(model, enabled); !status) {
        return passOn(status);
    }
    return model;
}

Result<graph::Graph> variantModelOf(const ExperimentSpec& spec, const std::string& variant, const DataShape& data)
{
    const auto chosen = chosenModelOf(spec, data);
    return chosen ? graph::variantOf(*chosen, variant) : chosen;
}

Status checkTogether(const ExperimentSpec& spec, const DataShape& data, std::int64_t samples, std::int64_t bytesToRead)
{
    if (spec.training.sgd.nesterov && spec.training.sgd.momentum == 0.0) {
        return fail(ErrorCode::Usage,
                    Message::tr("--nesterov needs a momentum: give --momentum more than 0 or leave --nesterov out"));
    }
    if (spec.training.testAt == TestAt::End && spec.evalEvery.value_or(0) > 0) {
        return fail(ErrorCode::Usage,
                    Message::tr("--test-at end and --eval-every {} contradict each other: evaluations look at the test "
                                "set before the end, so give --eval-every 0 or leave it out",
                                *spec.evalEvery));
    }
    const auto model = chosenModelOf(spec, data);
    if (!model) {
        return passOn(model);
    }
    const auto nodes = graph::describeFor(*model, data.image, data.classes);
    if (!nodes) {
        return passOn(nodes);
    }
    if (auto status = checkVariants(spec, *model); !status) {
        return status;
    }
    for (const std::string& label : variantsOf(spec)) {
        // checkVariants() has seen that each can be made.
        const auto own = graph::describe(graph::variantOf(*model, label).value());
        if (auto status = checkBatches(spec, own.value(), samples); !status) {
            return status;
        }
    }
    MemoryNeed need = memoryNeed(spec, *model, samples);
    need.data = static_cast<double>(bytesToRead);
    return checkMemory(spec, need, availableMemory());
}

std::int64_t runCount(const ExperimentSpec& spec)
{
    return static_cast<std::int64_t>(spec.seeds.size() * variantsOf(spec).size());
}

int threadsOf(const ExperimentSpec& spec)
{
    return spec.threads.value_or(runCount(spec) > 1 ? 1 : availableThreads());
}

int lanesOf(const ExperimentSpec& spec, int threads)
{
    const int lanes = spec.jobs.value_or(std::max(1, availableThreads() / threads));
    return static_cast<int>(std::min<std::int64_t>(lanes, runCount(spec)));
}

TrainingSpec trainingOf(const ExperimentSpec& spec, std::uint64_t seed, std::int64_t samples)
{
    TrainingSpec training = spec.training;
    training.seed = seed;
    training.lrStepSize = spec.lrStepSize.value_or((training.epochs + 2) / 3);
    training.threads = threadsOf(spec);
    const std::int64_t batches = BatchSampler::batchesPerEpoch(samples, training.batchSize);
    const std::int64_t tenth = std::max<std::int64_t>(1, batches / 10);
    training.evalEvery = spec.evalEvery.value_or(training.testAt == TestAt::End ? 0 : tenth);
    training.probeEvery = spec.probeEvery.value_or(training.probeEvery);
    return training;
}

}  // namespace normscope
