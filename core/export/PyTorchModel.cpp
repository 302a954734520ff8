#include <algorithm>

#include <fmt/format.h>

#include <normscope/experiment/Variants.h>
#include <normscope/export/PyTorchModel.h>

namespace normscope
{

namespace
{

/// Whether the tensors are those that the network has, by name and number of values.
Status checkWeights(const std::vector<graph::NodeDescription>& nodes, const std::vector<HostTensor>& weights)
{
    std::size_t expected = 0;
    const auto check = [&](const std::string& name, std::int64_t count) -> Status {
        ++expected;
        const auto tensor =
            std::find_if(weights.begin(), weights.end(), [&](const HostTensor& one) { return one.name == name; });
        const std::int64_t found = tensor == weights.end() ? 0 : graph::valuesOf(tensor->shape);
        if (found != count) {
            return fail(ErrorCode::Data,
                        Message::tr("has {} values for \"{}\", the run's network has {}", found, name, count));
        }
        return {};
    };
    for (const graph::NodeDescription& node : nodes) {
        const std::int64_t channels = node.counts.gammaBeta / 2;
        std::vector<std::pair<const char*, std::int64_t>> parts;
        if (node.counts.weight > 0) {
            parts = {{".weight", node.counts.weight}, {".bias", node.counts.bias}};
        } else if (node.counts.gammaBeta > 0) {
            parts = {{".weight", channels}, {".bias", channels}};
        }
        if (node.counts.buffers > 0) {
            parts.insert(parts.end(),
                         {{".running_mean", channels}, {".running_var", channels}, {".num_batches_tracked", 1}});
        }
        for (const auto& [name, count] : parts) {
            if (auto status = check(node.name + name, count); !status) {
                return status;
            }
        }
    }
    if (weights.size() != expected) {
        return fail(ErrorCode::Data, Message::tr("has {} tensors, the run's network has {}", weights.size(), expected));
    }
    return {};
}

}  // namespace

Result<PyTorchModel> pyTorchModelOf(const RunInfo& run, const std::vector<HostTensor>& weights)
{
    const auto nodes = graph::describe(run.network);
    if (!nodes) {
        return fail(ErrorCode::Data, nodes.error().message);
    }
    if (auto status = checkWeights(*nodes, weights); !status) {
        return passOn(status);
    }
    std::string phrase = variantPhrase(run.variant);
    if (const std::size_t at = phrase.find("BN"); at != std::string::npos) {
        phrase.replace(at, 2, "batch normalization");
    }
    const int firstLabel = !run.classes.empty() && run.classes.front() == "1" ? 1 : 0;
    return PyTorchModel{run.network,       run.image,
                        run.normalization, fmt::format("seed {}, {}", run.seed, phrase),
                        firstLabel,        run.settings.value("binarize", Json()) == true};
}

}  // namespace normscope
