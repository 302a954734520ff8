#include "ui/charts/CurveStyle.h"

#include "ui/charts/LinePath.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

QColor curveColor(const CurveOptions& options, bool isDark)
{
    return twinColor(options.twin, options.shade, isDark);
}

QList<qreal> curveDash(const CurveOptions& options, double width)
{
    QList<qreal> dash = twinDash(options.twin);
    for (qreal& length : dash) {
        length *= width;
    }
    return dash;
}

QPen curvePen(const QColor& color, double width)
{
    return {color, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin};
}

void drawMark(QPainter& painter, std::optional<Twin> twin, const QPointF& at, double radius)
{
    if (twin == Twin::NoBn) {
        const double half = radius * 0.9;  // as large to the eye as the circle
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
    } else {
        painter.drawEllipse(at, radius, radius);
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
        drawMark(painter, options.twin, where.center(), kMarkRadius / kLineWidth * width);
    }
    painter.restore();
}

}  // namespace normscope::ui
