#include "ui/network/NetworkOverview.h"

#include <algorithm>

namespace normscope::ui
{

namespace
{

constexpr double kMargin = 10;
constexpr double kInset = 4;
constexpr double kShareOfView = 0.28;  ///< its longer side, at most

double scaleIn(const NetworkPicture& picture, const QRectF& place)
{
    return (place.width() - 2 * kInset) / paintedBounds(picture).width();
}

}  // namespace

QRectF overviewPlace(const NetworkPicture& picture, const QRectF& seen, const QSizeF& view)
{
    const QRectF bounds = paintedBounds(picture);
    // What just fills its place is seen, whatever rounding says.
    if (seen.adjusted(-1, -1, 1, 1).contains(bounds) || bounds.isEmpty()) {
        return {};
    }
    const QSizeF most = view * kShareOfView;
    const double scale = std::min(most.width() / bounds.width(), most.height() / bounds.height());
    const QSizeF size = bounds.size() * scale + QSizeF(2 * kInset, 2 * kInset);
    return {QPointF(view.width() - kMargin - size.width(), view.height() - kMargin - size.height()), size};
}

QPointF overviewToDrawing(const NetworkPicture& picture, const QRectF& place, const QPointF& pixel)
{
    const QPointF at = (pixel - place.topLeft() - QPointF(kInset, kInset)) / scaleIn(picture, place);
    return at + paintedBounds(picture).topLeft();
}

void paintOverview(QPainter& painter, const NetworkPicture& picture, const NetworkColors& colors, const QRectF& seen,
                   const QRectF& place)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(colors.line);
    painter.setBrush(colors.ground);
    painter.drawRect(place);
    painter.setClipRect(place);
    const double scale = scaleIn(picture, place);
    painter.translate(place.topLeft() + QPointF(kInset, kInset));
    painter.scale(scale, scale);
    painter.translate(-paintedBounds(picture).topLeft());
    painter.setPen(Qt::NoPen);
    for (const NetworkBlock& block : picture.layout.blocks) {
        const bool isOfBn = isBatchNorm(picture, block) && !isGhost(picture, block);
        painter.fillRect(block.place, isOfBn ? colors.batchNorm : colors.line);
    }
    QPen frame(colors.chosen, 2);
    frame.setCosmetic(true);
    painter.setPen(frame);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(seen.intersected(paintedBounds(picture)));
    painter.restore();
}

}  // namespace normscope::ui
