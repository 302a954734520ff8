#pragma once

#include <QPainter>

#include "ui/charts/CurveData.h"

/// How curves look, the same on the screen, in legends and in files.
namespace normscope::ui
{

inline constexpr double kLineWidth = 2;  ///< logical pixels; of bold lines
inline constexpr double kMarkRadius = 3.2;
inline constexpr double kRawAlpha = 0.3;
inline constexpr double kBandAlpha = 0.16;
inline constexpr double kFadedAlpha = 0.22;  ///< of the others while one is highlighted

/// The colour of a curve's lines.
[[nodiscard]] QColor curveColor(const CurveOptions& options, bool isDark);

/// Of a bold line of `width`, in its units; empty: solid.
[[nodiscard]] QList<qreal> curveDash(const CurveOptions& options, double width);

/// The pen of a bold line whose dashes are in its path already.
[[nodiscard]] QPen curvePen(const QColor& color, double width);

/// The mark at a point: of a shape of the variant's own, so that they differ without colour too.
void drawMark(QPainter& painter, const std::optional<std::string>& variant, const QPointF& at, double radius);

/// A short piece of the curve, from left to right through the middle of `where`, for legends.
void drawSample(QPainter& painter, const CurveOptions& options, const QRectF& where, double width, bool isDark);

}  // namespace normscope::ui
