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
    bool likesItsNext = false;   ///< likewise, unless a page were left too empty for that
    bool mayFloat = false;       ///< where it does not fit, what follows comes first and it tops the next page
    bool stopsFloats = false;    ///< what may float comes before it, unless a page were left too empty for that
    double scalable = 0;         ///< the part of its height that may be scaled down: a picture, without its caption
    /// Draws it with its top left corner there.
    std::function<void(QPainter& painter, QPointF topLeft)> paint;
    /// The same of one that is scaled, down to kLeastScale.
    std::function<void(QPainter& painter, QPointF topLeft, double scale)> paintScaled;
    /// Of a table's rows: the header, to be repeated where a page begins with the row.
    std::shared_ptr<const FlowItem> header;
};

struct PlacedItem
{
    const FlowItem* item = nullptr;
    double top = 0;
    double scale = 1;  ///< of what is scalable in it

    [[nodiscard]] double height() const { return item->height - (1 - scale) * item->scalable; }
};

using FlowPage = std::vector<PlacedItem>;

/// Pictures are not made smaller than this, lest their letters cannot be read.
inline constexpr double kLeastScale = 0.75;

/// Pages but the last are at least so full, as far as the items allow it.
inline constexpr double kLeastFill = 2.0 / 3.0;

/// How full a page of that height is, from 0 to 1.
[[nodiscard]] double fillOf(const FlowPage& page, double pageHeight);

/// Puts the items on pages of that height. What is higher than a page stands on one of its own.
[[nodiscard]] std::vector<FlowPage> pagesOf(const std::vector<FlowItem>& items, double pageHeight);

}  // namespace normscope::ui
