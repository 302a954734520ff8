#pragma once

#include <QPainter>
#include <QPointF>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

/// From a column of things to pages: which thing stands on which page, and where. Nothing is drawn here.
namespace normscope::ui
{

/// A line of text, a row of a table, a figure with its caption: what is never cut in two. Lengths in one unit.
struct FlowItem
{
    double before = 0;  ///< room above it, which falls away at the top of a page
    double height = 0;
    bool keepsWithNext = false;  ///< is on the page of the item after it
    bool mayFloat = false;       ///< where it does not fit, what follows comes first and it tops the next page
    bool stopsFloats = false;    ///< what may float comes before it
    /// Draws it with its top left corner there.
    std::function<void(QPainter& painter, QPointF topLeft)> paint;
    /// Of a table's rows: the header, to be repeated where a page begins with the row.
    std::shared_ptr<const FlowItem> header;
};

struct PlacedItem
{
    const FlowItem* item = nullptr;
    double top = 0;
};

using FlowPage = std::vector<PlacedItem>;

/// Puts the items on pages of that height. What is higher than a page stands on one of its own.
[[nodiscard]] std::vector<FlowPage> pagesOf(const std::vector<FlowItem>& items, double pageHeight);

}  // namespace normscope::ui
