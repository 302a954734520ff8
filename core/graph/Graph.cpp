#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Overloaded.h>
#include <normscope/graph/Graph.h>

namespace normscope::graph
{

std::string toText(const SampleShape& shape)
{
    return fmt::format("{}", fmt::join(shape, "×"));
}

std::int64_t valuesOf(const SampleShape& shape)
{
    std::int64_t values = 1;
    for (const std::int64_t extent : shape) {
        values *= extent;
    }
    return values;
}

std::string_view kindOf(const Node& node)
{
    using std::string_view;
    constexpr std::array<string_view, 3> kActivations{"ReLU", "Sigmoid", "Tanh"};
    return std::visit(
        Overloaded{
            [](const Linear&) -> string_view { return "Linear"; },
            [](const Conv2d&) -> string_view { return "Conv2d"; },
            [](const BatchNorm& norm) -> string_view {
                return norm.isNoisy ? "NoisyBatchNorm" : norm.isOfImages ? "BatchNorm2d" : "BatchNorm1d";
            },
            [](const LayerNorm&) -> string_view { return "LayerNorm"; },
            [](const GroupNorm&) -> string_view { return "GroupNorm"; },
            [&](const Activation& one) { return kActivations.at(static_cast<std::size_t>(one.function)); },
            [](const Pool2d& pool) -> string_view { return pool.isMax ? "MaxPool2d" : "AvgPool2d"; },
            [](const GlobalAvgPool2d&) -> string_view { return "GlobalAvgPool2d"; },
            [](const Dropout&) -> string_view { return "Dropout"; },
            [](const Reshape&) -> string_view { return "Reshape"; },
            [](const Add&) -> string_view { return "Add"; },
            [](const Multiply&) -> string_view { return "Multiply"; },
        },
        node.operation);
}

void Graph::append(std::string name, Operation operation)
{
    std::string before(nodes.empty() ? std::string(kInputName) : nodes.back().name);
    append(std::move(name), operation, {std::move(before)});
}

void Graph::append(std::string name, Operation operation, std::vector<std::string> inputs)
{
    nodes.push_back({std::move(name), operation, std::move(inputs)});
}

ParameterCounts& ParameterCounts::operator+=(const ParameterCounts& other)
{
    weight += other.weight;
    bias += other.bias;
    gammaBeta += other.gammaBeta;
    buffers += other.buffers;
    return *this;
}

ParameterCounts totalOf(const std::vector<NodeDescription>& description)
{
    ParameterCounts total;
    for (const NodeDescription& row : description) {
        total += row.counts;
    }
    return total;
}

}  // namespace normscope::graph
