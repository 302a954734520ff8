#pragma once

#include <QColor>
#include <QPainter>
#include <QPalette>
#include <QStringList>
#include <set>
#include <string>
#include <vector>

#include <normscope/experiment/Variants.h>
#include <normscope/graph/Graph.h>
#include <normscope/graph/GraphCost.h>
#include <normscope/graph/Outline.h>

#include "ui/network/NetworkLayout.h"

/// A network as a picture: one painter for the window, for files and for the report.
namespace normscope::ui
{

/// All that is to be seen of a network.
struct NetworkPicture
{
    graph::Graph graph;
    graph::Outline outline;
    std::vector<graph::NodeCost> costs;
    NetworkLayout layout;
    std::string variant = kBn;  ///< whose network it is; of no-bn every BN position is drawn as a ghost
};

/// The picture of a graph, laid out as large as can be in a place of that size.
[[nodiscard]] NetworkPicture networkPicture(graph::Graph graph, const std::set<std::string>& folded,
                                            const QSizeF& size);

struct NetworkColors
{
    QColor ground;
    QColor ink;
    QColor softInk;
    QColor line;     ///< of edges and blocks
    QColor block;    ///< fill of what has no weights
    QColor weights;  ///< of what has
    QColor frame;    ///< of scopes
    QColor batchNorm;
    QColor layerNorm;
    QColor groupNorm;
    QColor misfit;
    QColor chosen;

    [[nodiscard]] static NetworkColors of(const QPalette& palette);
    [[nodiscard]] static NetworkColors forPrint();
};

/// What the window marks of it; nothing in files.
struct NetworkMarks
{
    std::size_t block = static_cast<std::size_t>(-1);    ///< that is chosen
    std::size_t edge = static_cast<std::size_t>(-1);     ///< that something would be put onto
    std::size_t hovered = static_cast<std::size_t>(-1);  ///< the block under the pointer
    std::size_t from = static_cast<std::size_t>(-1);     ///< where a shortcut that is being drawn begins
    bool hasFocus = false;
};

/// Draws it in the layout's own coordinates: who wants it larger scales the painter. `fonts` in an order of liking;
/// empty: the painter's. `seen`: what is on a screen; the rest is left out, and so are letters that are too small to be
/// read there. Empty: all of it.
void paintNetwork(QPainter& painter, const NetworkPicture& picture, const NetworkColors& colors,
                  const QStringList& fonts = {}, const NetworkMarks& marks = {}, const QRectF& seen = {});

/// Where its misfits' words are drawn reaches beyond the layout.
[[nodiscard]] QRectF paintedBounds(const NetworkPicture& picture);

/// The parameters of the nodes of a block, those that are off or ghosts left out.
[[nodiscard]] std::int64_t parametersOf(const NetworkPicture& picture, const NetworkBlock& block);

[[nodiscard]] std::int64_t parametersOf(const NetworkPicture& picture);

/// Whether the block is one BN position, and whether it is drawn as a ghost.
[[nodiscard]] bool isBatchNorm(const NetworkPicture& picture, const NetworkBlock& block);
[[nodiscard]] bool isGhost(const NetworkPicture& picture, const NetworkBlock& block);
[[nodiscard]] bool isGhost(const NetworkPicture& picture, std::size_t node);

}  // namespace normscope::ui
