#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/experiment/MemoryNeed.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

namespace
{

double valuesOf(const nn::SampleShape& shape)
{
    double values = 1;
    for (const std::int64_t extent : shape) {
        values *= static_cast<double>(extent);
    }
    return values;
}

/// Whether the output of layer `i` is kept, and not handed on within one pass.
bool isKept(const std::vector<nn::LayerDescription>& layers, std::size_t i)
{
    const std::string_view kind = layers[i].kind;
    const std::string_view next = i + 1 < layers.size() ? std::string_view(layers[i + 1].kind) : std::string_view();
    const bool isNormalized = kind.starts_with("BatchNorm") && next == "ReLU";
    const bool isPooled = kind == "ReLU" && next == "AvgPool2d";
    const bool isSummed = kind == "Add" && next == "ReLU";
    return !isNormalized && !isPooled && !isSummed && kind != "Reshape";
}

/// "23.4 GiB", "120 MiB".
std::string sizeText(double bytes)
{
    return bytes < 0x1p30 ? fmt::format("{:.0f} MiB", bytes / 0x1p20) : fmt::format("{:.1f} GiB", bytes / 0x1p30);
}

const char* widthsOption(ModelFamily family)
{
    return family == ModelFamily::Mlp ? "--hidden" : family == ModelFamily::Cnn ? "--channels" : "--widths";
}

std::string adviceFor(const ExperimentSpec& spec, const MemoryNeed& need, double available)
{
    const std::string smaller = fmt::format("make {} smaller", widthsOption(spec.family));
    if (need.total() - need.batch <= available) {
        return smaller + " or reduce --batch-size";
    }
    return need.data > need.parameters ? "use a smaller dataset" : smaller;
}

}  // namespace

MemoryNeed memoryNeed(const ExperimentSpec& spec, const nn::ModelSpec& model,
                      const std::vector<nn::LayerDescription>& layers, std::int64_t samples)
{
    MemoryNeed need;
    constexpr double kTimes = 3;        // weight, gradient, momentum
    constexpr double kWhileSaving = 4;  // weight and momentum, twice
    const double networks = spec.kind == ExperimentKind::Twin ? 2 : 1;
    for (const nn::LayerDescription& layer : layers) {
        const double bytes = static_cast<double>(layer.counts.total()) * sizeof(float);
        need.parameters += bytes * kTimes * networks;
        need.checkpoint += bytes * kWhileSaving;
    }
    if (samples <= 0) {
        return need;
    }
    const double input = valuesOf(model.input);
    double kept = 0;
    double largest = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (isKept(layers, i)) {
            kept += valuesOf(layers[i].outputShape);
            largest = std::max(largest, valuesOf(layers[i].outputShape));
        }
    }
    const auto trained = static_cast<double>(std::min(spec.training.batchSize, samples));
    constexpr auto kEvaluated = static_cast<double>(kEvaluationBatch);
    need.batch = sizeof(float) * std::max(trained * (input + kept + 2 * largest), kEvaluated * (input + 2 * largest));
    return need;
}

Status checkMemory(const ExperimentSpec& spec, const MemoryNeed& need, std::optional<std::uint64_t> available)
{
    if (!available || need.total() <= static_cast<double>(*available)) {
        return {};
    }
    std::vector<std::string> parts{fmt::format("{} for weights, gradients and momentum{}", sizeText(need.parameters),
                                               spec.kind == ExperimentKind::Twin ? " of both networks" : "")};
    if (need.checkpoint > 0) {
        parts.push_back(fmt::format("{} for a checkpoint", sizeText(need.checkpoint)));
    }
    if (need.batch > 0) {
        parts.push_back(fmt::format("{} for a batch", sizeText(need.batch)));
    }
    if (need.data > 0) {
        parts.push_back(fmt::format("{} for the dataset", sizeText(need.data)));
    }
    return fail(ErrorCode::Usage,
                fmt::format("the model needs about {} of memory ({}), {} are available: {}", sizeText(need.total()),
                            fmt::join(parts, ", "), sizeText(static_cast<double>(*available)),
                            adviceFor(spec, need, static_cast<double>(*available))));
}

}  // namespace normscope
