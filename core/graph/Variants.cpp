#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/graph/Variants.h>

namespace normscope::graph
{

namespace
{

/// Lets every node that takes a key of `names` take its value instead.
void renameInputs(Graph& graph, const std::unordered_map<std::string, std::string>& names)
{
    for (Node& node : graph.nodes) {
        for (std::string& input : node.inputs) {
            if (const auto found = names.find(input); found != names.end()) {
                input = found->second;
            }
        }
    }
}

/// Takes the BN positions out for which `isGone` holds.
template <class Predicate>
Graph without(const Graph& graph, Predicate isGone)
{
    Graph rest{graph.input, {}};
    // What stands for a node that is gone: the one before it, which is already the one that stays.
    std::unordered_map<std::string, std::string> instead;
    for (const Node& node : graph.nodes) {
        const auto* norm = as<BatchNorm>(node);
        if (norm == nullptr || !isGone(*norm)) {
            rest.nodes.push_back(node);
            continue;
        }
        const auto before = instead.find(node.inputs.front());
        instead.emplace(node.name, before == instead.end() ? node.inputs.front() : before->second);
    }
    renameInputs(rest, instead);
    return rest;
}

/// "stage1.block1.ln1" of "stage1.block1.bn1" and "ln".
std::string renamed(const std::string& name, const char* prefix)
{
    const std::size_t dot = name.rfind('.');
    const std::size_t last = dot == std::string::npos ? 0 : dot + 1;
    return name.compare(last, 2, "bn") == 0 ? name.substr(0, last) + prefix + name.substr(last + 2) : name;
}

std::int64_t groupsFor(std::int64_t channels)
{
    constexpr std::array<std::int64_t, 4> kGroups{8, 4, 2, 1};
    return *std::find_if(kGroups.begin(), kGroups.end(), [&](std::int64_t groups) { return channels % groups == 0; });
}

/// Puts what `replace` makes of each position and its description in its place, named anew.
template <class Replace>
Result<Graph> replaced(Graph graph, const char* prefix, Replace replace)
{
    auto rows = describe(graph);
    if (!rows) {
        return passOn(rows);
    }
    std::unordered_set<std::string> taken;
    for (const Node& node : graph.nodes) {
        taken.insert(node.name);
    }
    std::unordered_map<std::string, std::string> names;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        Node& node = graph.nodes[i];
        const auto* norm = as<BatchNorm>(node);
        if (norm == nullptr) {
            continue;
        }
        Result<Operation> instead = replace(*norm, (*rows)[i]);
        if (!instead) {
            return passOn(instead);
        }
        std::string name = renamed(node.name, prefix);
        if (name != node.name && !taken.insert(name).second) {
            return fail(ErrorCode::Usage, Message::tr("node \"{}\" would be called \"{}\" in this variant, as another "
                                                      "node is: rename one of them",
                                                      node.name, name));
        }
        names.emplace(node.name, name);
        node = {std::move(name), *instead, std::move(node.inputs)};
    }
    renameInputs(graph, names);
    return graph;
}

Result<Graph> layerNorm(const Graph& graph)
{
    return replaced(graph, "ln", [](const BatchNorm& norm, const NodeDescription& row) -> Result<Operation> {
        return row.outputShape.size() == 1 ? Operation(LayerNorm{norm.eps}) : Operation(GroupNorm{1, norm.eps});
    });
}

Result<Graph> groupNorm(const Graph& graph)
{
    return replaced(graph, "gn", [](const BatchNorm& norm, const NodeDescription& row) -> Result<Operation> {
        if (row.outputShape.size() != 3) {
            return fail(ErrorCode::Usage, Message::tr("node \"{}\" gets flat input, which group-norm has no groups of "
                                                      "channels for: use layer-norm there",
                                                      row.name));
        }
        return Operation(GroupNorm{groupsFor(row.outputShape[0]), norm.eps});
    });
}

Result<Graph> normAfterActivation(Graph graph)
{
    auto rows = describe(graph);
    if (!rows) {
        return passOn(rows);
    }
    bool hasMoved = false;
    const Graph before = graph;  // a BN that has moved is not to move again
    for (std::size_t i = 0; i + 1 < graph.nodes.size(); ++i) {
        const auto& consumers = (*rows)[i].consumers;
        if (as<BatchNorm>(before.nodes[i]) == nullptr || consumers.size() != 1 ||
            as<Activation>(before.nodes[consumers.front()]) == nullptr) {
            continue;
        }
        // Places and edges stay, the two change what stands there: x → activation → norm → all that took the
        // activation.
        Node& norm = graph.nodes[i];
        Node& activation = graph.nodes[consumers.front()];
        std::swap(norm.operation, activation.operation);
        std::swap(norm.name, activation.name);
        activation.inputs.front() = norm.name;
        for (const std::size_t consumer : (*rows)[consumers.front()].consumers) {
            std::replace(graph.nodes[consumer].inputs.begin(), graph.nodes[consumer].inputs.end(), norm.name,
                         activation.name);
        }
        hasMoved = true;
    }
    if (!hasMoved) {
        return fail(ErrorCode::Usage, Message::tr("bn-after moves no BN: none has an activation as its only consumer"));
    }
    return graph;
}

Graph withNoise(Graph graph)
{
    for (Node& node : graph.nodes) {
        if (auto* norm = std::get_if<BatchNorm>(&node.operation)) {
            norm->isNoisy = true;
            norm->isOfImages = false;  // its input says
        }
    }
    return graph;
}

/// The variant of a graph that describe() takes.
Result<Graph> make(const Graph& graph, std::string_view label)
{
    const Graph inUse = without(graph, [&](const BatchNorm& norm) { return label == "no-bn" || !norm.enabled; });
    if (label == "bn" || label == "no-bn") {
        return inUse;
    }
    if (label == "layer-norm") {
        return layerNorm(inUse);
    }
    if (label == "group-norm") {
        return groupNorm(inUse);
    }
    if (label == "bn-after") {
        return normAfterActivation(inUse);
    }
    if (label == "noisy-bn") {
        return withNoise(inUse);
    }
    const std::vector<std::string> labels{"bn", "no-bn", "layer-norm", "group-norm", "bn-after", "noisy-bn"};
    return fail(ErrorCode::Usage, withLikelyWord(Message::tr("there is no variant '{}'; there are {}",
                                                             inSentence(label), fmt::join(labels, ", ")),
                                                 label, labels));
}

}  // namespace

std::vector<std::string> batchNormPositions(const Graph& graph)
{
    std::vector<std::string> names;
    for (const Node& node : graph.nodes) {
        if (as<BatchNorm>(node) != nullptr) {
            names.push_back(node.name);
        }
    }
    return names;
}

Status switchBatchNorm(Graph& graph, const std::vector<bool>& enabled)
{
    const auto positions = batchNormPositions(graph);
    if (positions.size() != enabled.size()) {
        return fail(ErrorCode::Usage,
                    Message::tr("the list of BN switches has {} entries and the model has {} BN positions ({}): give "
                                "one on or off for each",
                                enabled.size(), positions.size(),
                                inSentence(fmt::to_string(fmt::join(positions, ", ")), 300)));
    }
    std::size_t position = 0;
    for (Node& node : graph.nodes) {
        if (auto* norm = std::get_if<BatchNorm>(&node.operation)) {
            const bool isOn = enabled[position++];
            norm->enabled = norm->enabled && isOn;
        }
    }
    return {};
}

bool usesBatchNorm(const Graph& graph)
{
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const Node& node) {
        const auto* norm = as<BatchNorm>(node);
        return norm != nullptr && norm->enabled;
    });
}

std::int64_t batchNormValuesPerSample(const std::vector<NodeDescription>& description)
{
    std::int64_t smallest = 0;
    for (const NodeDescription& row : description) {
        if (row.kind.find("BatchNorm") != std::string::npos && !row.isOff) {
            const std::int64_t values = row.outputShape.size() == 3 ? row.outputShape[1] * row.outputShape[2] : 1;
            smallest = smallest == 0 ? values : std::min(smallest, values);
        }
    }
    return smallest;
}

Graph withNormalizerDefaults(Graph graph, double momentum, double eps)
{
    for (Node& node : graph.nodes) {
        if (auto* norm = std::get_if<BatchNorm>(&node.operation)) {
            norm->momentum = norm->momentum.value_or(momentum);
            norm->eps = norm->eps.value_or(eps);
        } else if (auto* layer = std::get_if<LayerNorm>(&node.operation)) {
            layer->eps = layer->eps.value_or(eps);
        } else if (auto* group = std::get_if<GroupNorm>(&node.operation)) {
            group->eps = group->eps.value_or(eps);
        }
    }
    return graph;
}

Result<Graph> variantOf(const Graph& graph, std::string_view label)
{
    if (auto rows = describe(graph); !rows) {
        return passOn(rows);
    }
    auto variant = make(graph, label);
    if (variant) {
        // A new name may be the beginning of others, and of BN alone nothing is left without it.
        if (auto rows = describe(*variant); !rows) {
            return passOn(rows);
        }
    }
    return variant;
}

}  // namespace normscope::graph
