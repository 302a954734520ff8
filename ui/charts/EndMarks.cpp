#include "ui/charts/EndMarks.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/CurveStyle.h"

namespace normscope::ui
{

namespace
{

std::optional<QPointF> endOf(const CurveData& data)
{
    const CurvePoints points = data.points();
    for (std::size_t i = points.size(); i > 0; --i) {
        const QPointF point = points[i - 1];
        if (std::isfinite(point.x()) && std::isfinite(point.y())) {
            const double bold = data.smoothedAt(i - 1);
            return QPointF(point.x(), std::isfinite(bold) ? bold : point.y());
        }
    }
    return std::nullopt;
}

/// Beside the cross, where there is room; moved down or up, off the texts that are there already.
QRectF textBeside(const QPointF& at, const QString& text, const std::vector<PlacedMark>& placed, const QRectF& plot,
                  double radius, const QFontMetricsF& metrics)
{
    const double gap = radius * 2;
    const QSizeF size(metrics.horizontalAdvance(text) + 2, metrics.height());
    if (text.isEmpty() || size.width() > plot.width() || size.height() > plot.height()) {
        return {};
    }
    const bool isRight = at.x() + gap + size.width() <= plot.right();
    QRectF where(QPointF(isRight ? at.x() + gap : at.x() - gap - size.width(), at.y() - size.height() / 2), size);
    where.moveLeft(std::clamp(where.left(), plot.left(), plot.right() - size.width()));
    where.moveTop(std::clamp(where.top(), plot.top(), plot.bottom() - size.height()));
    const double step = at.y() < plot.center().y() ? size.height() : -size.height();
    const auto isFree = [&](const PlacedMark& other) { return !other.text.intersects(where.adjusted(0, 1, 0, -1)); };
    while (plot.contains(where.center()) && !std::all_of(placed.begin(), placed.end(), isFree)) {
        where.translate(0, step);
    }
    return where.top() >= plot.top() && where.bottom() <= plot.bottom() ? where : QRectF();
}

}  // namespace

QColor EndMark::color(bool isDark) const
{
    CurveOptions options;
    options.variant = variant;
    options.shade = shade;
    options.isGhost = isGhost;
    return curveColor(options, isDark);
}

std::vector<EndMark> endMarksOf(const std::vector<std::unique_ptr<Curve>>& curves)
{
    std::vector<EndMark> marks;
    for (const auto& curve : curves) {
        if (!curve->isVisible || curve->endMark.isEmpty()) {
            continue;
        }
        if (const auto end = endOf(curve->data)) {
            marks.push_back({curve->options.variant, *end, curve->endMark, curve->options.shade, curve->id,
                             curve->options.isGhost});
        }
    }
    return marks;
}

std::vector<PlacedMark> placeMarks(const std::vector<EndMark>& marks, const AxisMap& x, const AxisMap& y,
                                   const QRectF& plot, double radius, const QFontMetricsF& metrics)
{
    constexpr double kRounding = 0.5;  // of a pixel
    std::vector<PlacedMark> placed;
    const QRectF room = plot.adjusted(radius, radius, -radius, -radius);
    for (const EndMark& mark : marks) {
        const double pixel = x.holds(mark.at.x()) ? x.toPixel(mark.at.x()) : -1;
        if (pixel < plot.left() - kRounding || pixel > plot.right() + kRounding || room.isEmpty()) {
            continue;
        }
        // What a logarithmic axis does not reach lies below it.
        const double edge = std::isfinite(mark.at.y()) ? room.bottom() : room.top();
        const double level = y.holds(mark.at.y()) ? y.toPixel(mark.at.y()) : edge;
        QPointF at(std::clamp(pixel, room.left(), room.right()), std::clamp(level, room.top(), room.bottom()));
        // One line apart, so that each has its text beside it.
        const double apart = mark.text.isEmpty() ? 2.5 * radius : std::max(2.5 * radius, metrics.height());
        const double step = at.y() < plot.center().y() ? apart : -apart;
        while (room.contains(at) && std::any_of(placed.begin(), placed.end(), [&](const PlacedMark& other) {
                   return (other.at - at).manhattanLength() < 2 * radius;
               })) {
            at.ry() += step;
        }
        at.setY(std::clamp(at.y(), room.top(), room.bottom()));
        placed.push_back({mark, at, textBeside(at, mark.text, placed, plot, radius, metrics)});
    }
    return placed;
}

void drawCross(QPainter& painter, const QPointF& at, double radius)
{
    painter.drawLine(at - QPointF(radius, radius), at + QPointF(radius, radius));
    painter.drawLine(at - QPointF(radius, -radius), at + QPointF(radius, -radius));
}

}  // namespace normscope::ui
