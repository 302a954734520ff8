#include "ui/charts/CurveStyle.h"

#include <cmath>
#include <numbers>

#include "ui/charts/LinePath.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

constexpr double kGhostAlpha = 0.4;
constexpr QRgb kLightGround = 0xffffffff;
constexpr QRgb kDarkGround = 0xff2d2d2d;

}  // namespace

QColor curveColor(const CurveOptions& options, bool isDark)
{
    const QColor pure = variantColor(options.variant, options.shade, isDark);
    if (!options.isGhost) {
        return pure;
    }
    // Opaque, as lines are drawn in pieces that overlap.
    return mixed(QColor::fromRgb(isDark ? kDarkGround : kLightGround), pure, kGhostAlpha);
}

QList<qreal> curveDash(const CurveOptions& options, double width)
{
    QList<qreal> dash = variantDash(options.variant);
    for (qreal& length : dash) {
        length *= width;
    }
    return dash;
}

QPen curvePen(const QColor& color, double width)
{
    return {color, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin};
}

void drawMark(QPainter& painter, const std::optional<std::string>& variant, const QPointF& at, double radius)
{
    const double half = radius * 0.9;  // of a square as large to the eye as the circle
    const double tip = radius * 1.25;
    switch (variantMark(variant)) {
    case CurveMark::Circle:
        painter.drawEllipse(at, radius, radius);
        break;
    case CurveMark::Square:
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
        break;
    case CurveMark::Triangle:
        painter.drawPolygon(QPolygonF{at + QPointF(0, -tip), at + QPointF(tip, half), at + QPointF(-tip, half)});
        break;
    case CurveMark::Diamond:
        painter.drawPolygon(
            QPolygonF{at + QPointF(0, -tip), at + QPointF(tip, 0), at + QPointF(0, tip), at + QPointF(-tip, 0)});
        break;
    case CurveMark::TriangleDown:
        painter.drawPolygon(QPolygonF{at + QPointF(0, tip), at + QPointF(tip, -half), at + QPointF(-tip, -half)});
        break;
    case CurveMark::Pentagon: {
        QPolygonF corners;
        for (int i = 0; i < 5; ++i) {
            const double angle = 2 * std::numbers::pi * i / 5;
            corners << at + QPointF(std::sin(angle), -std::cos(angle)) * tip;
        }
        painter.drawPolygon(corners);
        break;
    }
    }
}

void drawSample(QPainter& painter, const CurveOptions& options, const QRectF& where, double width, bool isDark)
{
    const QColor color = curveColor(options, isDark);
    const double y = where.center().y();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<LineVertex> line{{QPointF(where.left(), y), true, 0, 0},
                                       {QPointF(where.right(), y), false, where.width(), 1}};
    painter.setBrush(Qt::NoBrush);
    painter.setPen(curvePen(color, width));
    painter.drawPath(linePath(line, where, curveDash(options, width)));
    if (options.form == CurveForm::LineWithMarkers) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        drawMark(painter, options.variant, where.center(), kMarkRadius / kLineWidth * width);
    }
    painter.restore();
}

}  // namespace normscope::ui
