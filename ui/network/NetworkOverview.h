#pragma once

#include <QPainter>

#include "ui/network/NetworkPainter.h"

/// The whole network small in a corner of its view, with a frame around what is seen of it: while not all of it is.
namespace normscope::ui
{

/// Where it stands in a view of that size, in pixels; null where all of the network is seen. `seen` is what the view
/// shows, in the drawing's coordinates.
[[nodiscard]] QRectF overviewPlace(const NetworkPicture& picture, const QRectF& seen, const QSizeF& view);

/// The point of the drawing that a pixel in that place stands for.
[[nodiscard]] QPointF overviewToDrawing(const NetworkPicture& picture, const QRectF& place, const QPointF& pixel);

void paintOverview(QPainter& painter, const NetworkPicture& picture, const NetworkColors& colors, const QRectF& seen,
                   const QRectF& place);

}  // namespace normscope::ui
