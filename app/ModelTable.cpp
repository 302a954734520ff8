#include "ModelTable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/TextTable.h>
#include <normscope/experiment/Variants.h>
#include <normscope/graph/Variants.h>

namespace normscope
{

namespace
{

std::string orBlank(std::int64_t count)
{
    return count == 0 ? "" : grouped(count);
}

std::string orBlank(double count)
{
    // Beyond so many, digits are no longer exact.
    constexpr double kMostExact = 0x1p53;
    return count < kMostExact ? orBlank(static_cast<std::int64_t>(count)) : fmt::format("{:.3g}", count);
}

std::vector<std::string> rowOf(const graph::NodeDescription& node)
{
    return {node.name,
            node.isOff ? node.kind + " (off)" : node.kind,
            graph::toText(node.outputShape),
            orBlank(node.counts.weight),
            orBlank(node.counts.bias),
            orBlank(node.counts.gammaBeta),
            orBlank(node.counts.buffers)};
}

std::vector<std::string> totals(const std::string& title, const graph::ParameterCounts& counts)
{
    return {title,
            grouped(counts.total()) + " parameters",
            "",
            orBlank(counts.weight),
            orBlank(counts.bias),
            orBlank(counts.gammaBeta),
            orBlank(counts.buffers)};
}

TextTable tableWith(std::vector<std::string> further)
{
    std::vector<std::string> header{"layer", "kind", "output", "weights", "biases", "γ and β", "buffers"};
    header.insert(header.end(), further.begin(), further.end());
    TextTable table(std::move(header));
    table.alignLeft(1);
    table.alignLeft(2);
    return table;
}

}  // namespace

std::string modelTable(const ExperimentSpec& spec, const DataShape& data)
{
    const auto variants = variantsOf(spec);
    const auto model = variantModelOf(spec, variants.front(), data);
    const auto nodes = model ? graph::describe(*model) : tl::unexpected(model.error());
    if (!nodes) {
        return {};
    }
    TextTable table = tableWith({});
    for (const graph::NodeDescription& node : *nodes) {
        table.addRow(rowOf(node));
    }
    table.addRule();
    if (variants.size() == 1) {
        table.addRow(totals("total", graph::totalOf(*nodes)));
        return table.text();
    }
    for (const std::string& variant : variants) {
        const auto own = variantModelOf(spec, variant, data);
        const auto described = own ? graph::describe(*own) : nodes;
        table.addRow(totals(variantPhrase(variant), graph::totalOf(described.value_or(*nodes))));
    }
    return table.text();
}

std::string networkTable(const graph::Graph& network)
{
    const auto nodes = graph::describe(network);
    if (!nodes) {
        return {};
    }
    TextTable table = tableWith({"multiply-adds", "inputs"});
    table.alignLeft(8);
    double multiplyAdds = 0;
    std::string before(graph::kInputName);
    for (std::size_t i = 0; i < nodes->size(); ++i) {
        const graph::Node& node = network.nodes[i];
        auto row = rowOf((*nodes)[i]);
        row.push_back(orBlank((*nodes)[i].multiplyAdds));
        row.push_back(node.inputs == std::vector<std::string>{before} ? ""
                                                                      : fmt::to_string(fmt::join(node.inputs, ", ")));
        table.addRow(std::move(row));
        multiplyAdds += (*nodes)[i].multiplyAdds;
        before = node.name;
    }
    table.addRule();
    auto row = totals("total", graph::totalOf(*nodes));
    row.push_back(orBlank(multiplyAdds));
    row.emplace_back();
    table.addRow(std::move(row));
    return table.text();
}

}  // namespace normscope
