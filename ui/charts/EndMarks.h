#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/charts/AxisMap.h"
#include "ui/charts/CurveData.h"

/// Crosses where curves end because their runs diverged; screen and pictures have them at the same places.
namespace normscope::ui
{

struct EndMark
{
    std::optional<std::string> variant;
    QPointF at;         ///< in the chart's values; one that lies outside the range is drawn at its edge
    QString text = {};  ///< beside it; may be empty
    int shade = 0;
    CurveId curve = 0;
    bool isGhost = false;

    /// The curve's.
    [[nodiscard]] QColor color(bool isDark) const;
};

/// Of the visible curves that have one: at the last point that can be drawn, on the bold line.
[[nodiscard]] std::vector<EndMark> endMarksOf(const std::vector<std::unique_ptr<Curve>>& curves);

/// Where a mark is drawn, in pixels.
struct PlacedMark
{
    EndMark mark;
    QPointF at;
    QRectF text;  ///< within the plot; empty where there is no room
};

/// Those within the range of x. Crosses at one place come below each other, and no text lies on another or is cut.
[[nodiscard]] std::vector<PlacedMark> placeMarks(const std::vector<EndMark>& marks, const AxisMap& x, const AxisMap& y,
                                                 const QRectF& plot, double radius, const QFontMetricsF& metrics);

/// With the painter's pen.
void drawCross(QPainter& painter, const QPointF& at, double radius);

}  // namespace normscope::ui
