#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/data/IdxFile.h>
#include <normscope/export/PyTorchModel.h>

namespace normscope
{

namespace
{

const HostTensor* find(const std::vector<HostTensor>& weights, const std::string& name)
{
    const auto found =
        std::find_if(weights.begin(), weights.end(), [&](const HostTensor& tensor) { return tensor.name == name; });
    return found == weights.end() ? nullptr : &*found;
}

struct Size
{
    std::int64_t rows;
    std::int64_t columns;
};

/// Images that give so many features after `halvings` poolings: those of 28×28 if they do, otherwise the most square.
Size imageOf(std::int64_t features, std::size_t halvings)
{
    const std::int64_t usual = kUsualImageSide >> halvings;
    if (usual * usual == features) {
        return {kUsualImageSide, kUsualImageSide};
    }
    auto rows = static_cast<std::int64_t>(std::sqrt(static_cast<double>(features)));
    while (rows > 1 && features % rows != 0) {
        --rows;
    }
    rows = std::max<std::int64_t>(rows, 1);
    return {rows << halvings, (features / rows) << halvings};
}

Result<Size> imageSizeOf(const ExperimentSpec& spec, const std::vector<HostTensor>& weights)
{
    if (spec.family == ModelFamily::ResNet) {
        return Size{kUsualImageSide, kUsualImageSide};
    }
    const HostTensor* linear = find(weights, "linear1.weight");
    if (linear == nullptr || linear->shape.size() != 2 || linear->shape[1] < 1) {
        return fail(ErrorCode::Data, "has no matrix \"linear1.weight\", which the network begins or ends with");
    }
    const std::int64_t inputs = linear->shape[1];
    constexpr std::int64_t kMostPixels = kLargestImageSide * kLargestImageSide;
    const auto tooLarge = [&] {
        return fail(ErrorCode::Data, fmt::format("has a \"linear1.weight\" for {} inputs, more than the pixels of any "
                                                 "image that Normscope reads",
                                                 inputs));
    };
    if (spec.family == ModelFamily::Mlp) {
        return inputs <= kMostPixels ? Result<Size>(imageOf(inputs, 0)) : tooLarge();
    }
    constexpr std::size_t kMostHalvings = 10;  // of the largest image
    const std::int64_t channels = spec.channels.empty() ? 0 : spec.channels.back();
    if (channels < 1 || inputs % channels != 0 || spec.channels.size() > kMostHalvings) {
        return fail(ErrorCode::Data, fmt::format("has a \"linear1.weight\" for {} inputs, which {} channels cannot be "
                                                 "brought to",
                                                 inputs, channels));
    }
    // Poolings have left so many.
    if (inputs / channels > kMostPixels >> 2 * spec.channels.size()) {
        return tooLarge();
    }
    return imageOf(inputs / channels, spec.channels.size());
}

/// Whether the tensors are those that the network has, by name and number of values.
Status checkWeights(const std::vector<nn::LayerDescription>& layers, const std::vector<HostTensor>& weights)
{
    std::size_t expected = 0;
    const auto check = [&](const std::string& name, std::int64_t count) -> Status {
        ++expected;
        const HostTensor* tensor = find(weights, name);
        std::int64_t found = 1;
        for (const std::int64_t extent : tensor == nullptr ? std::vector<std::int64_t>{0} : tensor->shape) {
            found *= extent;
        }
        if (found != count) {
            return fail(ErrorCode::Data,
                        fmt::format("has {} values for \"{}\", the experiment's network has {}", found, name, count));
        }
        return {};
    };
    for (const nn::LayerDescription& layer : layers) {
        Status status;
        if (layer.counts.weight > 0) {
            status = check(layer.name + ".weight", layer.counts.weight);
            status = status ? check(layer.name + ".bias", layer.counts.bias) : status;
        } else if (layer.counts.gammaBeta > 0) {
            for (const char* name : {".weight", ".bias", ".running_mean", ".running_var"}) {
                status = status ? check(layer.name + name, layer.counts.gammaBeta / 2) : status;
            }
            status = status ? check(layer.name + ".num_batches_tracked", 1) : status;
        }
        if (!status) {
            return status;
        }
    }
    if (weights.size() != expected) {
        return fail(ErrorCode::Data,
                    fmt::format("has {} tensors, the experiment's network has {}", weights.size(), expected));
    }
    return {};
}

}  // namespace

Result<PyTorchModel> pyTorchModelOf(const ExperimentSpec& spec, std::uint64_t seed, Twin twin,
                                    const Normalization& normalization, const std::vector<HostTensor>& weights)
{
    const auto size = imageSizeOf(spec, weights);
    if (!size) {
        return fail(size.error().code, size.error().message);
    }
    auto network = chosenModelOf(spec, size->rows, size->columns);
    if (!network) {
        return passOn(network);
    }
    if (twin == Twin::NoBn) {
        nn::setBatchNorm(*network, false);
    }
    const auto layers = nn::describe(*network);
    if (!layers) {
        return fail(ErrorCode::Data, "does not fit the experiment's network: " + layers.error().message);
    }
    if (auto status = checkWeights(*layers, weights); !status) {
        return passOn(status);
    }
    return PyTorchModel{std::move(*network), size->rows, size->columns, normalization,
                        fmt::format("seed {}, {} batch normalization", seed, twin == Twin::Bn ? "with" : "without")};
}

}  // namespace normscope
