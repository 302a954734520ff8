#pragma once

#include <cstdint>
#include <vector>

#include <normscope/graph/Graph.h>

/// What a network takes: work, memory, and how much of the image its maps see.
namespace normscope::graph
{

struct NodeCost
{
    double multiplyAdds = 0;      ///< for one sample
    double activationValues = 0;  ///< that its output holds of one sample; 0 of what makes no copy
    /// Pixels of the image, in each direction, that one value of a map depends on; 0 of flat samples, and of
    /// maps scaled by them, which depend on all of it. Not cut at the image's edge.
    std::int64_t receptiveField = 0;
    std::int64_t stride = 0;  ///< pixels between two neighbours of a map; 0 of flat samples
    bool operator==(const NodeCost&) const = default;
};

/// One a node. `rows` is describe()'s or outlineOf()'s of the graph; nodes without a shape cost nothing.
///
/// The receptive field grows by (kernel − 1) times the distance of the pixels that come in (Dumoulin & Visin, "A guide
/// to convolution arithmetic for deep learning", 2016); where paths meet, the larger one counts.
[[nodiscard]] std::vector<NodeCost> costsOf(const Graph& graph, const std::vector<NodeDescription>& rows);

/// Sums of work and memory.
[[nodiscard]] NodeCost totalOf(const std::vector<NodeCost>& costs);

/// Bytes that the outputs of all layers of a batch take, each kept for its gradient, layer by layer. Fused steps keep
/// less.
[[nodiscard]] double activationBytes(const NodeCost& total, std::int64_t batchSize);

}  // namespace normscope::graph
