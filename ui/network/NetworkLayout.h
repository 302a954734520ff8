#pragma once

#include <QPointF>
#include <QRectF>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <normscope/graph/Graph.h>

/// Where the parts of a drawn network stand: a value made of a graph, without painting anything.
namespace normscope::ui
{

/// Size of every block, in units of the drawing: pixels where it is shown as large as it is.
inline constexpr double kBlockWidth = 184;
inline constexpr double kBlockHeight = 40;

/// A node, the image that goes in, or a scope that is folded.
struct NetworkBlock
{
    std::string name;                ///< the node's, the scope's, or graph::kInputName
    std::vector<std::size_t> nodes;  ///< the nodes it stands for, in order; empty for the image
    bool isFolded = false;
    int layer = 0;  ///< steps from the image
    int lane = 0;   ///< 0: the main path
    QRectF place;
    bool operator==(const NetworkBlock&) const = default;
};

/// A line from one block to the next, with its corners.
struct NetworkEdge
{
    std::size_t from = 0;  ///< indices of blocks
    std::size_t to = 0;
    std::vector<QPointF> path;
    bool operator==(const NetworkEdge&) const = default;
};

/// Around the blocks of a scope that is open; two where they stand in two columns.
struct NetworkFrame
{
    std::string scope;
    QRectF place;
    bool operator==(const NetworkFrame&) const = default;
};

struct NetworkLayout
{
    std::vector<NetworkBlock> blocks;  ///< the image first, then in the graph's order
    std::vector<NetworkEdge> edges;
    std::vector<NetworkFrame> frames;  ///< the outer ones first
    QRectF bounds;

    /// The index of the block that the node or scope of that name is, or is in; blocks.size() where there is none.
    [[nodiscard]] std::size_t find(const std::string& name) const;
    bool operator==(const NetworkLayout&) const = default;
};

struct NetworkLayoutOptions
{
    Qt::Orientation direction = Qt::Vertical;  ///< from top to bottom, or from left to right
    double longest = 0;                        ///< of a column (or row), where it can be parted; 0: all in one
    std::set<std::string> folded = {};
};

/// Scopes that can be folded to one block: their nodes follow each other, three of them at least, and no outer scope
/// holds the same ones. The outer ones first.
[[nodiscard]] std::vector<std::string> foldableScopes(const graph::Graph& graph);

/// What is folded until somebody opens it: all that can be, of a network that is too large to be read otherwise.
[[nodiscard]] std::set<std::string> foldedAtFirst(const graph::Graph& graph);

/// Layered: each block behind what it takes, the longest path straight, shorter ones beside it, shortcuts round the
/// blocks that they pass. Also of graphs that do not fit together; what a node takes that does not stand before it has
/// no line.
[[nodiscard]] NetworkLayout layOut(const graph::Graph& graph, const NetworkLayoutOptions& options);

/// Laid out so that it is as large as can be in a place of that size: the direction, and in how many columns.
[[nodiscard]] NetworkLayout layOutFor(const graph::Graph& graph, const std::set<std::string>& folded,
                                      const QSizeF& size);

}  // namespace normscope::ui
