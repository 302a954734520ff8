#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <normscope/graph/Graph.h>

namespace normscope::graph
{

/// One step of a forward pass: a node, or several that are done in one pass over memory.
struct Step
{
    enum class Kind
    {
        Single,        ///< one node, which gives `output`
        NormRelu,      ///< BatchNorm, ReLU
        NormReluPool,  ///< BatchNorm2d, ReLU, 2×2 average pooling
        ReluPool,      ///< ReLU, 2×2 average pooling
        NormAddRelu,   ///< the end of a residual block: BatchNorm2d, Add of that and one other, ReLU
    };
    Kind kind = Kind::Single;
    std::string name;                 ///< the nodes' names joined by +: "bn1+relu1+pool1"
    std::vector<std::size_t> nodes;   ///< indices, in the order of the kind's name
    std::vector<std::size_t> inputs;  ///< indices of nodes or kInputIndex; of NormAddRelu BN's, then the other summand
    std::size_t output = 0;           ///< the node whose output it gives
};

/// The steps of a graph in the order in which they run, found by looking at each node's neighbours: what one node gives
/// to one other alone needs not be kept. Positions that are off are no steps; what takes them takes their input.
/// Without `fuses` each node is a step of its own. `description` is describe()'s of the graph.
[[nodiscard]] std::vector<Step> stepsOf(const Graph& graph, const std::vector<NodeDescription>& description,
                                        bool fuses);

}  // namespace normscope::graph
