#include "ui/charts/CurvesItem.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QWidget>
#include <algorithm>

#include "ui/charts/CurveStyle.h"
#include "ui/charts/EndMarks.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

constexpr double kMarkerPixels = 8;  ///< between markers
constexpr double kCrossRadius = 4;

}  // namespace

CurvesItem::CurvesItem(const std::vector<std::unique_ptr<Curve>>& curves, QGraphicsItem* parent)
    : QGraphicsItem(parent)
    , m_curves(curves)
{
    setAcceptedMouseButtons(Qt::NoButton);
}

void CurvesItem::setFrame(const Frame& frame)
{
    if (frame.plot != m_frame.plot) {
        prepareGeometryChange();
    }
    m_frame = frame;
    update();
}

void CurvesItem::setMarkers(std::vector<double> xs)
{
    m_markers = std::move(xs);
    update();
}

void CurvesItem::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void CurvesItem::setHighlighted(const std::vector<CurveId>& ids)
{
    if (ids != m_highlighted) {
        m_highlighted = ids;
        update();
    }
}

void CurvesItem::setLineScale(double scale)
{
    m_lineScale = scale;
    update();
}

void CurvesItem::setFocused(bool hasFocus)
{
    m_hasFocus = hasFocus;
    update();
}

void CurvesItem::setLook(const QPalette& palette, const QFont& font)
{
    m_palette = palette;
    m_font = font;
    m_layer.invalidate();
    update();
}

QRectF CurvesItem::boundingRect() const
{
    return m_frame.plot.adjusted(-kLayerMargin, -kLayerMargin, kLayerMargin, kLayerMargin);
}

LayerView CurvesItem::layerView() const
{
    const QSizeF size = boundingRect().size() * m_ratio;
    return {size.toSize(),
            m_ratio,
            m_frame.range,
            m_frame.xScale,
            m_frame.yScale,
            isDark(m_palette),
            m_palette.color(QPalette::Base).rgb(),
            m_highlighted,
            m_lineScale};
}

QRect CurvesItem::updateLayer()
{
    const QRect changed = m_layer.update(m_curves, layerView());
    if (changed.isEmpty()) {
        return {};
    }
    const QRectF logical(QPointF(changed.topLeft()) / m_ratio, QSizeF(changed.size()) / m_ratio);
    return logical.translated(boundingRect().topLeft()).toAlignedRect();
}

void CurvesItem::refresh()
{
    const QRect changed = updateLayer();
    if (!changed.isEmpty()) {
        update(changed);
    }
}

void CurvesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    const double ratio = painter->device()->devicePixelRatioF();
    if (ratio != m_ratio) {
        m_ratio = ratio;
        update();
    }
    paintLines(*painter);
    const QRect changed = updateLayer();
    // Only what is exposed is painted now: had more changed, the rest would show what was before.
    if (!changed.isEmpty() && painter->hasClipping() && !painter->clipBoundingRect().contains(changed)) {
        update(changed);
    }
    QImage image = m_layer.image();
    if (!image.isNull()) {
        image.setDevicePixelRatio(m_ratio);
        painter->drawImage(boundingRect().topLeft(), image);
    }
    paintEndMarks(*painter);
    if (m_hasFocus) {
        painter->setPen(QPen(m_palette.color(QPalette::Highlight), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(m_frame.plot));
    }
    const bool isEmpty =
        std::all_of(m_curves.begin(), m_curves.end(), [](const auto& curve) { return curve->data.points().empty(); });
    if (isEmpty && !m_emptyText.isEmpty()) {
        painter->setPen(m_palette.color(QPalette::PlaceholderText));
        painter->setFont(m_font);
        painter->drawText(m_frame.plot, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
}

AxisMap CurvesItem::xMap() const
{
    const QRect& plot = m_frame.plot;
    return {m_frame.xScale, m_frame.range.xMin, m_frame.range.xMax, static_cast<double>(plot.left()),
            static_cast<double>(plot.left() + plot.width())};
}

AxisMap CurvesItem::yMap() const
{
    const QRect& plot = m_frame.plot;
    return {m_frame.yScale, m_frame.range.yMin, m_frame.range.yMax, static_cast<double>(plot.top() + plot.height()),
            static_cast<double>(plot.top())};
}

void CurvesItem::paintEndMarks(QPainter& painter) const
{
    const std::vector<EndMark> marks = endMarksOf(m_curves);
    if (marks.empty() || m_frame.plot.isEmpty()) {
        return;
    }
    QColor ground = m_palette.color(QPalette::Base);
    ground.setAlphaF(0.75F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_font);
    const double radius = kCrossRadius * m_lineScale;
    for (const PlacedMark& placed : placeMarks(marks, xMap(), yMap(), m_frame.plot, radius, QFontMetricsF(m_font))) {
        const bool isFaded = !m_highlighted.empty() && std::find(m_highlighted.begin(), m_highlighted.end(),
                                                                 placed.mark.curve) == m_highlighted.end();
        painter.setOpacity(isFaded ? kFadedAlpha : 1);
        painter.setPen(curvePen(placed.mark.color(isDark(m_palette)), kLineWidth * m_lineScale));
        drawCross(painter, placed.at, radius);
        if (!placed.text.isEmpty()) {
            painter.fillRect(placed.text, ground);
            painter.setPen(m_palette.color(QPalette::Text));
            painter.drawText(placed.text, Qt::AlignCenter | Qt::TextDontClip, placed.mark.text);
        }
    }
    painter.restore();
}

void CurvesItem::paintLines(QPainter& painter) const
{
    const QRect& plot = m_frame.plot;
    const AxisMap x = xMap();
    const AxisMap y = yMap();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QColor faint = m_palette.color(QPalette::Text);
    faint.setAlphaF(0.06F);
    painter.setPen(QPen(faint, 0));
    for (const double value : m_frame.minorX) {
        const double at = x.toPixel(value);
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.top() + plot.height()));
    }
    for (const double value : m_frame.minorY) {
        const double at = y.toPixel(value);
        painter.drawLine(QPointF(plot.left(), at), QPointF(plot.left() + plot.width(), at));
    }
    faint.setAlphaF(0.28F);
    painter.setPen(QPen(faint, 0, Qt::DotLine));
    for (const double at : markerPixels(m_markers, x, kMarkerPixels)) {
        if (at > plot.left() && at < plot.left() + plot.width()) {
            painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.top() + plot.height()));
        }
    }
}

}  // namespace normscope::ui
