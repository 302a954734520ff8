#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include <normscope/base/Overloaded.h>
#include <normscope/graph/GraphEdits.h>
#include <normscope/graph/Outline.h>

namespace normscope::graph
{

namespace
{

using Names = std::unordered_set<std::string>;

tl::unexpected<Error> refuse(const Message& what)
{
    return fail(ErrorCode::Usage, what);
}

tl::unexpected<Error> noNode(const std::string& name)
{
    return refuse(Message::tr("there is no node \"{}\"", name));
}

std::vector<Node>::iterator find(Graph& graph, const std::string& name)
{
    return std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) { return node.name == name; });
}

/// Names and scopes: neither may be given again.
Names namesIn(const Graph& graph)
{
    Names names;
    for (const Node& node : graph.nodes) {
        names.insert(node.name);
        for (std::string scope = scopeOf(node.name); !scope.empty(); scope = scopeOf(scope)) {
            names.insert(scope);
        }
    }
    return names;
}

/// "conv3": what such a node's name begins with and the first number that is free.
std::string freshName(const Names& taken, const std::string& scope, std::string_view stem)
{
    for (int number = 1;; ++number) {
        std::string name = fmt::format("{}{}{}{}", scope, scope.empty() ? "" : ".", stem, number);
        if (!taken.contains(name)) {
            return name;
        }
    }
}

/// "stage1.block" of "stage1.block12".
std::string withoutNumber(std::string name)
{
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') {
        name.pop_back();
    }
    return name;
}

std::string_view stemOf(const Operation& operation)
{
    const std::string_view kind = kindOf({{}, operation, {}});
    static const std::unordered_map<std::string_view, std::string_view> kStems{
        {"Linear", "linear"},   {"Conv2d", "conv"},    {"BatchNorm1d", "bn"},  {"BatchNorm2d", "bn"},
        {"LayerNorm", "ln"},    {"GroupNorm", "gn"},   {"ReLU", "relu"},       {"Sigmoid", "sigmoid"},
        {"Tanh", "tanh"},       {"AvgPool2d", "pool"}, {"MaxPool2d", "pool"},  {"GlobalAvgPool2d", "pool"},
        {"Dropout", "dropout"}, {"Add", "add"},        {"Reshape", "reshape"}, {"Multiply", "scale"},
    };
    return kStems.at(kind);
}

/// The scope that both are in.
std::string sharedScope(const std::string& a, const std::string& b)
{
    for (std::string scope = scopeOf(a); !scope.empty(); scope = scopeOf(scope)) {
        if (isInScope(b, scope)) {
            return scope;
        }
    }
    return {};
}

void replaceInput(Node& node, const std::string& from, const std::string& to)
{
    std::replace(node.inputs.begin(), node.inputs.end(), from, to);
}

std::size_t consumersOf(const Graph& graph, const std::string& name)
{
    return static_cast<std::size_t>(std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) {
        return std::find(node.inputs.begin(), node.inputs.end(), name) != node.inputs.end();
    }));
}

SampleShape shapeOf(const Graph& graph, const Outline& outline, const std::string& name)
{
    if (name == kInputName) {
        return graph.input;
    }
    const auto found =
        std::find_if(outline.rows.begin(), outline.rows.end(), [&](const auto& row) { return row.name == name; });
    return found == outline.rows.end() ? SampleShape() : found->outputShape;
}

/// A 1×1 convolution that makes one shape of the other, or as near to it as one can.
Conv2d projection(const SampleShape& from, const SampleShape& to)
{
    Conv2d conv{to[0], 1, 1, 0, {}};
    for (const std::int64_t stride :
         {from[1] / std::max<std::int64_t>(1, to[1]), (from[1] + to[1] - 1) / std::max<std::int64_t>(1, to[1])}) {
        if (stride >= 1 && extentAfter(from[1], 1, stride, 0) == to[1] && extentAfter(from[2], 1, stride, 0) == to[2]) {
            conv.stride = stride;
        }
    }
    return conv;
}

bool isIn(const std::string& name, const std::string& nodeOrScope)
{
    return name == nodeOrScope || isInScope(name, nodeOrScope);
}

}  // namespace

std::string scopeOf(const std::string& name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? std::string() : name.substr(0, dot);
}

bool isInScope(const std::string& name, const std::string& scope)
{
    return name.size() > scope.size() && name[scope.size()] == '.' && name.starts_with(scope);
}

const std::vector<std::string>& insertableKinds()
{
    static const std::vector<std::string> kKinds{"Linear",  "Conv2d",  "BatchNorm",      "LayerNorm", "GroupNorm",
                                                 "ReLU",    "Sigmoid", "Tanh",           "AvgPool2d", "MaxPool2d",
                                                 "Dropout", "Reshape", "GlobalAvgPool2d"};
    return kKinds;
}

Operation suitableOperation(std::string_view kind, const SampleShape& in)
{
    const std::int64_t width = in.empty() ? 16 : in[0];
    if (kind == "Linear") {
        return Linear{in.size() == 1 ? std::min<std::int64_t>(width, 128) : 128, {}};
    }
    if (kind == "Conv2d") {
        return Conv2d{std::max<std::int64_t>(width, 16), 3, 1, 1, {}};
    }
    if (kind.starts_with("BatchNorm")) {
        return BatchNorm{in.empty() ? kind.ends_with("2d") : in.size() == 3, {}, {}, true};
    }
    if (kind == "LayerNorm") {
        return LayerNorm{};
    }
    if (kind == "GroupNorm") {
        return GroupNorm{width % 8 == 0 ? 8 : 1, {}};
    }
    if (kind == "Sigmoid" || kind == "Tanh") {
        return Activation{kind == "Tanh" ? Activation::Function::Tanh : Activation::Function::Sigmoid};
    }
    if (kind == "AvgPool2d" || kind == "MaxPool2d") {
        return Pool2d{kind == "MaxPool2d"};
    }
    if (kind == "Dropout") {
        return Dropout{};
    }
    if (kind == "Reshape") {
        return Reshape{};
    }
    if (kind == "GlobalAvgPool2d") {
        return GlobalAvgPool2d{};
    }
    return Activation{};
}

Result<Edited> inserted(const Graph& graph, const std::string& from, const std::string& to, Operation operation)
{
    Edited edited{graph, {}};
    auto& nodes = edited.graph.nodes;
    if (from != kInputName && find(edited.graph, from) == nodes.end()) {
        return noNode(from);
    }
    const std::string scope = to.empty() ? std::string() : sharedScope(from, to);
    edited.node = freshName(namesIn(graph), scope, stemOf(operation));
    if (to.empty()) {
        nodes.push_back({edited.node, operation, {from}});
        return edited;
    }
    const auto target = find(edited.graph, to);
    if (target == nodes.end()) {
        return noNode(to);
    }
    if (std::find(target->inputs.begin(), target->inputs.end(), from) == target->inputs.end()) {
        return refuse(Message::tr("node \"{}\" does not take \"{}\"", to, from));
    }
    replaceInput(*target, from, edited.node);
    nodes.insert(target, {edited.node, operation, {from}});
    return edited;
}

Result<Edited> removed(const Graph& graph, const std::string& nodeOrScope)
{
    Edited edited{graph, {}};
    auto& nodes = edited.graph.nodes;
    Names fed;  // what something took before
    for (const Node& node : nodes) {
        fed.insert(node.inputs.begin(), node.inputs.end());
    }
    std::size_t gone = 0;
    const bool isLast = !nodes.empty() && isIn(nodes.back().name, nodeOrScope);
    // From the last one on, so that each of them is the last of those that are left.
    for (std::size_t i = nodes.size(); i-- > 0;) {
        if (!isIn(nodes[i].name, nodeOrScope)) {
            continue;
        }
        const Node node = nodes[i];
        nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i));
        const std::string before = node.inputs.empty() ? std::string(kInputName) : node.inputs.front();
        for (Node& other : nodes) {
            replaceInput(other, node.name, before);
        }
        edited.node = before;
        ++gone;
    }
    if (gone == 0) {
        return noNode(nodeOrScope);
    }
    // What only those took. At the end of the network it may be what gives the logits now.
    std::unordered_map<std::string, std::size_t> uses;
    for (const Node& node : nodes) {
        for (const std::string& input : node.inputs) {
            ++uses[input];
        }
    }
    for (std::size_t i = isLast ? 0 : nodes.size(); i-- > 1;) {
        const Node& node = nodes[i - 1];
        if (fed.contains(node.name) && uses[node.name] == 0) {
            for (const std::string& input : node.inputs) {
                --uses[input];
            }
            nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i) - 1);
        }
    }
    if (find(edited.graph, edited.node) == nodes.end()) {
        edited.node = nodes.empty() ? std::string() : nodes.front().name;
    }
    return edited;
}

Result<Edited> moved(const Graph& graph, const std::string& node, bool isForward)
{
    Edited edited{graph, node};
    auto& nodes = edited.graph.nodes;
    const auto own = find(edited.graph, node);
    if (own == nodes.end()) {
        return noNode(node);
    }
    // The one that comes first and the one that comes second now.
    auto second = own;
    if (isForward) {
        second = std::find_if(nodes.begin(), nodes.end(), [&](const Node& other) {
            return std::find(other.inputs.begin(), other.inputs.end(), node) != other.inputs.end();
        });
        if (second == nodes.end()) {
            return refuse(Message::tr("node \"{}\" is the last one", node));
        }
    }
    if (second->inputs.size() != 1) {
        return refuse(Message::tr("node \"{}\" joins several: nothing changes places with it", second->name));
    }
    if (second->inputs.front() == kInputName) {
        return refuse(Message::tr("node \"{}\" is the first one", node));
    }
    const auto first = find(edited.graph, second->inputs.front());
    if (first == nodes.end() || first->inputs.size() != 1 || consumersOf(graph, first->name) != 1) {
        return refuse(Message::tr("node \"{}\" stands where paths part or meet: nothing changes places with it",
                                  first == nodes.end() ? node : first->name));
    }
    const std::string one = first->name;
    const std::string other = second->name;
    for (Node& consumer : nodes) {
        if (consumer.name != one && consumer.name != other) {
            replaceInput(consumer, other, one);
        }
    }
    second->inputs = first->inputs;
    first->inputs = {other};
    // Whatever lies between them takes neither.
    std::rotate(first, first + 1, second + 1);
    return edited;
}

Result<Edited> duplicated(const Graph& graph, const std::string& nodeOrScope)
{
    std::vector<Node> copies;
    Names own;
    std::size_t last = 0;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (isIn(graph.nodes[i].name, nodeOrScope)) {
            copies.push_back(graph.nodes[i]);
            own.insert(graph.nodes[i].name);
            last = i;
        }
    }
    if (copies.empty()) {
        return noNode(nodeOrScope);
    }
    const std::string output = copies.back().name;
    std::string input;
    for (const Node& node : copies) {
        for (const std::string& one : node.inputs) {
            if (own.contains(one)) {
                continue;
            }
            if (node.inputs.size() > 1 && copies.size() == 1) {
                return refuse(Message::tr("node \"{}\" joins several: draw a shortcut for another one", node.name));
            }
            if (!input.empty() && input != one) {
                return refuse(Message::tr("\"{}\" takes more than one node of others", nodeOrScope));
            }
            input = one;
        }
    }
    for (const Node& node : graph.nodes) {
        for (const std::string& one : node.inputs) {
            if (!own.contains(node.name) && own.contains(one) && one != output) {
                return refuse(Message::tr("others take more than one node of \"{}\"", nodeOrScope));
            }
        }
    }
    const bool isScope = nodeOrScope != output || copies.size() > 1;
    const std::string outer = scopeOf(nodeOrScope);
    const std::string stem = isScope ? withoutNumber(outer.empty() ? nodeOrScope : nodeOrScope.substr(outer.size() + 1))
                                     : std::string(stemOf(copies.front().operation));
    const std::string name = freshName(namesIn(graph), outer, stem);
    const auto renamed = [&](const std::string& one) {
        return own.contains(one) ? name + one.substr(nodeOrScope.size()) : one == input ? output : one;
    };
    for (Node& node : copies) {
        node.name = renamed(node.name);
        for (std::string& one : node.inputs) {
            one = renamed(one);
        }
    }
    Edited edited{graph, copies.back().name};
    auto& nodes = edited.graph.nodes;
    for (Node& node : nodes) {
        if (!own.contains(node.name)) {
            replaceInput(node, output, copies.back().name);
        }
    }
    nodes.insert(nodes.begin() + static_cast<std::ptrdiff_t>(last) + 1, copies.begin(), copies.end());
    return edited;
}

Result<Edited> withShortcut(const Graph& graph, const std::string& from, const std::string& to)
{
    Edited edited{graph, {}};
    auto& nodes = edited.graph.nodes;
    const auto source = find(edited.graph, from);
    const auto target = find(edited.graph, to);
    if (from != kInputName && source == nodes.end()) {
        return noNode(from);
    }
    if (target == nodes.end()) {
        return noNode(to);
    }
    if (from != kInputName && source >= target) {
        return refuse(Message::tr("node \"{}\" does not come after \"{}\": a shortcut leads forward", to, from));
    }
    const Outline outline = outlineOf(graph);
    const SampleShape one = shapeOf(graph, outline, from);
    const SampleShape other = shapeOf(graph, outline, to);
    Names taken = namesIn(graph);
    const std::string scope = sharedScope(from, to);
    edited.node = freshName(taken, scope, "add");
    std::vector<Node> added;
    std::string shortcut = from;
    if (one != other && one.size() == 3 && other.size() == 3) {
        shortcut = freshName(taken, scope, "shortcut");
        added.push_back({shortcut, projection(one, other), {from}});
    }
    added.push_back({edited.node, Add{}, {to, shortcut}});
    for (Node& node : nodes) {
        replaceInput(node, to, edited.node);
    }
    nodes.insert(target + 1, added.begin(), added.end());
    return edited;
}

Result<Edited> withOperation(const Graph& graph, const std::string& node, const Operation& operation)
{
    Edited edited{graph, node};
    const auto own = find(edited.graph, node);
    if (own == edited.graph.nodes.end()) {
        return noNode(node);
    }
    own->operation = operation;
    return edited;
}

std::vector<OperationNumber> numbersOf(const Operation& operation)
{
    const auto size = [](std::string_view key, std::int64_t value, std::int64_t least, std::int64_t most) {
        return OperationNumber{key, static_cast<double>(value), static_cast<double>(least), static_cast<double>(most)};
    };
    return std::visit(Overloaded{
                          [&](const Linear& layer) -> std::vector<OperationNumber> {
                              return {size("out_features", layer.outFeatures, 1, kLargestWidth)};
                          },
                          [&](const Conv2d& layer) -> std::vector<OperationNumber> {
                              return {size("out_channels", layer.outChannels, 1, kLargestWidth),
                                      size("kernel_size", layer.kernelSize, 1, kLargestKernel),
                                      size("stride", layer.stride, 1, kLargestKernel),
                                      size("padding", layer.padding, 0, kLargestKernel)};
                          },
                          [&](const GroupNorm& norm) -> std::vector<OperationNumber> {
                              return {size("num_groups", norm.numGroups, 1, kLargestWidth)};
                          },
                          [&](const Pool2d& pool) -> std::vector<OperationNumber> {
                              return {size("kernel_size", pool.kernelSize, 1, kLargestKernel),
                                      size("stride", pool.stride, 1, kLargestKernel),
                                      size("padding", pool.padding, 0, std::max(pool.padding, pool.kernelSize / 2))};
                          },
                          [](const Dropout& dropout) -> std::vector<OperationNumber> {
                              return {{"p", dropout.p, 0, 0.99, false}};
                          },
                          [](const auto&) -> std::vector<OperationNumber> { return {}; },
                      },
                      operation);
}

Operation withNumber(Operation operation, std::string_view key, double value)
{
    const auto set = [&](std::string_view name, std::int64_t& number) {
        if (key == name) {
            number = std::llround(value);
        }
    };
    std::visit(Overloaded{
                   [&](Linear& layer) { set("out_features", layer.outFeatures); },
                   [&](Conv2d& layer) {
                       set("out_channels", layer.outChannels);
                       set("kernel_size", layer.kernelSize);
                       set("stride", layer.stride);
                       set("padding", layer.padding);
                   },
                   [&](GroupNorm& norm) { set("num_groups", norm.numGroups); },
                   [&](Pool2d& pool) {
                       set("kernel_size", pool.kernelSize);
                       set("stride", pool.stride);
                       set("padding", pool.padding);
                   },
                   [&](Dropout& dropout) { dropout.p = key == "p" ? value : dropout.p; },
                   [](auto&) {},
               },
               operation);
    return operation;
}

}  // namespace normscope::graph
