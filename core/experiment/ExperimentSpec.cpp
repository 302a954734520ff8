#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/MemoryNeed.h>
#include <normscope/nn/ModelFamilies.h>
#include <normscope/runtime/Memory.h>
#include <normscope/runtime/Threads.h>

namespace normscope
{

namespace
{

Status checkBatches(const ExperimentSpec& spec, const nn::ModelSpec& model, std::int64_t samples)
{
    const std::int64_t smallest =
        samples > 0 ? BatchSampler::smallestBatch(samples, spec.training.batchSize) : spec.training.batchSize;
    if (nn::batchNormValuesPerSample(model) * smallest == 1) {
        return fail(
            ErrorCode::Usage,
            samples == 1
                ? "one training sample gives a BN layer one value per channel, which has no variance: use more "
                  "training samples"
                : "--batch-size 1 gives a BN layer one value per channel, which has no variance: use at least 2");
    }
    return {};
}

}  // namespace

nn::ModelSpec modelOf(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns)
{
    const nn::SampleShape image{1, rows, columns};
    nn::ModelSpec model;
    switch (spec.family) {
    case ModelFamily::Mlp:
        model = nn::mlp(rows * columns, spec.hidden, kClasses);
        break;
    case ModelFamily::Cnn:
        model = nn::cnn(image, spec.channels, kClasses);
        break;
    case ModelFamily::ResNet:
        model = nn::resNet(image, spec.blocks, spec.widths, kClasses);
        break;
    }
    model.bnMomentum = spec.bnMomentum;
    model.bnEps = spec.bnEps;
    return model;
}

Status checkDepth(const ExperimentSpec& spec)
{
    if (spec.family == ModelFamily::ResNet) {
        constexpr std::int64_t kMostBlocks = 1'000;
        const auto blocks = std::accumulate(spec.blocks.begin(), spec.blocks.end(), std::int64_t{0});
        if (blocks > kMostBlocks) {
            return fail(ErrorCode::Usage, fmt::format("--blocks asks for {} blocks: use at most {} in all",
                                                      grouped(blocks), grouped(kMostBlocks)));
        }
    }
    return {};
}

Result<nn::ModelSpec> chosenModelOf(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns)
{
    if (auto status = checkDepth(spec); !status) {
        return passOn(status);
    }
    nn::ModelSpec model = modelOf(spec, rows, columns);
    if (spec.batchNorm.each.empty()) {
        nn::setBatchNorm(model, spec.batchNorm.all);
    } else if (auto status = nn::setBatchNorm(model, spec.batchNorm.each); !status) {
        return passOn(status);
    }
    return model;
}

Status checkTogether(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns, std::int64_t samples,
                     std::int64_t bytesToRead)
{
    if (spec.training.sgd.nesterov && spec.training.sgd.momentum == 0.0) {
        return fail(ErrorCode::Usage,
                    "--nesterov needs a momentum: give --momentum more than 0 or leave --nesterov out");
    }
    if (spec.training.testAt == TestAt::End && spec.evalEvery.value_or(0) > 0) {
        return fail(ErrorCode::Usage,
                    fmt::format("--test-at end and --eval-every {} contradict each other: evaluations look at the test "
                                "set before the end, so give --eval-every 0 or leave it out",
                                *spec.evalEvery));
    }
    if (spec.family == ModelFamily::ResNet && spec.blocks.size() != spec.widths.size()) {
        return fail(ErrorCode::Usage,
                    fmt::format("--blocks has {} stages and --widths {}: give each one number a stage",
                                spec.blocks.size(), spec.widths.size()));
    }
    const auto model = chosenModelOf(spec, rows, columns);
    if (!model) {
        return fail(model.error().code, model.error().message);
    }
    const auto layers = nn::describe(*model);
    if (!layers) {
        return fail(layers.error().code, layers.error().message);
    }
    if (spec.kind == ExperimentKind::Twin && !nn::usesBatchNorm(*model)) {
        return fail(ErrorCode::Usage, "--bn-layers switches every BN layer off, so that the twins would be the same: "
                                      "leave at least one on");
    }
    if (auto status = checkBatches(spec, *model, samples); !status) {
        return status;
    }
    MemoryNeed need = memoryNeed(spec, *model, *layers, samples);
    need.data = static_cast<double>(bytesToRead);
    return checkMemory(spec, need, availableMemory());
}

TrainingSpec trainingOf(const ExperimentSpec& spec, std::uint64_t seed, std::int64_t samples)
{
    TrainingSpec training = spec.training;
    training.seed = seed;
    training.lrStepSize = spec.lrStepSize.value_or((training.epochs + 2) / 3);
    training.threads = spec.threads.value_or(availableThreads());
    const std::int64_t batches = BatchSampler::batchesPerEpoch(samples, training.batchSize);
    const std::int64_t tenth = std::max<std::int64_t>(1, batches / 10);
    training.evalEvery = spec.evalEvery.value_or(training.testAt == TestAt::End ? 0 : tenth);
    return training;
}

}  // namespace normscope
