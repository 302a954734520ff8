#include <algorithm>

#include <normscope/graph/GraphCost.h>

namespace normscope::graph
{

namespace
{

/// Whether its output is its input's memory.
bool isView(const Node& node, const NodeDescription& row)
{
    return as<Reshape>(node) != nullptr || row.isOff;
}

}  // namespace

std::vector<NodeCost> costsOf(const Graph& graph, const std::vector<NodeDescription>& rows)
{
    std::vector<NodeCost> costs(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Node& node = graph.nodes[i];
        const NodeDescription& row = rows[i];
        NodeCost& cost = costs[i];
        if (row.outputShape.empty()) {
            continue;
        }
        cost.multiplyAdds = row.multiplyAdds;
        cost.activationValues = isView(node, row) ? 0 : static_cast<double>(valuesOf(row.outputShape));
        if (row.outputShape.size() != 3) {
            continue;
        }
        bool seesAll = false;  // as a map does that a flat sample scales
        for (const std::size_t input : row.inputs) {
            const NodeCost before = input == kInputIndex ? NodeCost{0, 0, 1, 1} : costs[input];
            seesAll = seesAll || before.receptiveField == 0;
            cost.receptiveField = std::max(cost.receptiveField, before.receptiveField);
            cost.stride = std::max(cost.stride, before.stride);
        }
        const auto* conv = as<Conv2d>(node);
        const auto* pool = as<Pool2d>(node);
        if (conv != nullptr || pool != nullptr) {
            // Far past any image, which numbers would not hold for ever.
            constexpr std::int64_t kMost = std::int64_t{1} << 40;
            const std::int64_t kernel = conv != nullptr ? conv->kernelSize : pool->kernelSize;
            cost.receptiveField = std::min(kMost, cost.receptiveField + (kernel - 1) * cost.stride);
            cost.stride = std::min(kMost, cost.stride * (conv != nullptr ? conv->stride : pool->stride));
        }
        cost.receptiveField = seesAll ? 0 : cost.receptiveField;
    }
    return costs;
}

NodeCost totalOf(const std::vector<NodeCost>& costs)
{
    NodeCost total;
    for (const NodeCost& cost : costs) {
        total.multiplyAdds += cost.multiplyAdds;
        total.activationValues += cost.activationValues;
    }
    return total;
}

double activationBytes(const NodeCost& total, std::int64_t batchSize)
{
    return total.activationValues * static_cast<double>(sizeof(float)) * static_cast<double>(batchSize);
}

}  // namespace normscope::graph
