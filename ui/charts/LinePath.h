#pragma once

#include <QLineF>
#include <QList>
#include <QPainterPath>
#include <QRectF>
#include <span>
#include <vector>

#include "ui/charts/CurveSampling.h"

/// Corners of a line as what a painter draws, with dashes that go on around corners.
namespace normscope::ui
{

/// The lines between the corners, cut off outside `bounds`. `dash` in pixels; empty: solid.
[[nodiscard]] QPainterPath linePath(std::span<const LineVertex> vertices, const QRectF& bounds,
                                    const QList<qreal>& dash);

/// The same piece by piece: what Qt draws on a screen twenty times as fast as a path of a thousand corners.
[[nodiscard]] std::vector<QLineF> linePieces(std::span<const LineVertex> vertices, const QRectF& bounds,
                                             const QList<qreal>& dash);

}  // namespace normscope::ui
