#include "ui/charts/CurveLayer.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/CurveStyle.h"
#include "ui/charts/LinePath.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

/// Premultiplied `source` over what is there.
inline QRgb over(QRgb source, QRgb there, quint32 rest)
{
    // Two channels at a time; x * rest / 255 with rounding.
    quint32 rb = (there & 0xff00ffU) * rest;
    rb = ((rb + ((rb >> 8U) & 0xff00ffU) + 0x800080U) >> 8U) & 0xff00ffU;
    quint32 ag = ((there >> 8U) & 0xff00ffU) * rest;
    ag = (ag + ((ag >> 8U) & 0xff00ffU) + 0x800080U) & 0xff00ff00U;
    return source + (rb | ag);
}

/// Marks nearer than this to each other would hide the line.
constexpr double kColumnsPerMark = 12;

}  // namespace

bool CurveLayer::isSame(const std::vector<std::unique_ptr<Curve>>& curves, const LayerView& view) const
{
    return m_isValid && view == m_view &&
           std::equal(curves.begin(), curves.end(), m_drawn.begin(), m_drawn.end(),
                      [this](const std::unique_ptr<Curve>& curve, const Drawn& drawn) {
                          return curve->id == drawn.id && curve->isVisible == drawn.isVisible &&
                                 curve->data.revision() == drawn.revision &&
                                 curve->band.revision == drawn.bandRevision &&
                                 (!drawn.hasMarks || hasRoomForMarks(*curve));
                      });
}

bool CurveLayer::hasRoomForMarks(const Curve& curve) const
{
    if (curve.options.form != CurveForm::LineWithMarkers) {
        return false;
    }
    const auto points = curve.data.points();
    const double least = m_x.toValue(0);
    const double greatest = m_x.toValue(m_view.size.width());
    const auto count = std::count_if(points.begin(), points.end(),
                                     [&](const QPointF& point) { return point.x() >= least && point.x() <= greatest; });
    return static_cast<double>(count) * kColumnsPerMark * m_view.ratio <= m_view.size.width();
}

QRect CurveLayer::update(const std::vector<std::unique_ptr<Curve>>& curves, const LayerView& view)
{
    if (view.size.isEmpty()) {
        return {};
    }
    const int columns = view.size.width();
    int first = columns;
    int end = 0;
    if (!isSame(curves, view)) {
        m_view = view;
        m_isValid = true;
        if (m_image.size() != view.size) {
            m_image = QImage(view.size, QImage::Format_ARGB32_Premultiplied);
        }
        const double margin = kLayerMargin * view.ratio;
        m_x = AxisMap(view.xScale, view.range.xMin, view.range.xMax, margin, columns - margin);
        m_y = AxisMap(view.yScale, view.range.yMin, view.range.yMax, view.size.height() - margin, margin);
        m_drawn.clear();
        for (const auto& curve : curves) {
            m_drawn.push_back({curve->id,
                               curve->isVisible,
                               hasRoomForMarks(*curve),
                               curve->data.revision(),
                               curve->band.revision,
                               0,
                               bandSpans(*curve),
                               {},
                               {}});
            sample(*curve, m_drawn.back());
        }
        first = 0;
        end = columns;
    } else {
        for (std::size_t i = 0; i < curves.size(); ++i) {
            const auto [changedFirst, changedEnd] = sample(*curves[i], m_drawn[i]);
            if (changedFirst < changedEnd) {
                first = std::min(first, changedFirst);
                end = std::max(end, changedEnd);
            }
        }
    }
    const QRect strip(first, 0, end - first, view.size.height());
    if (strip.isEmpty()) {
        return {};
    }
    draw(curves, strip);
    return strip;
}

std::vector<ColumnSpan> CurveLayer::bandSpans(const Curve& curve) const
{
    if (!curve.isVisible || curve.band.isEmpty()) {
        return {};
    }
    const int columns = m_view.size.width();
    // Where it leaves the plot it goes along its edge, also where a logarithmic axis does not reach.
    const auto spansOf = [&](std::vector<QPointF> edge) {
        for (QPointF& point : edge) {
            point.setY(std::clamp(point.y(), m_view.range.yMin, m_view.range.yMax));
        }
        return columnSpans(edge, m_x, m_y, 0, columns);
    };
    std::vector<ColumnSpan> spans = spansOf(curve.band.edges.upper);
    const std::vector<ColumnSpan> lower = spansOf(curve.band.edges.lower);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const bool isSeen = !spans[i].isEmpty() && !lower[i].isEmpty() && lower[i].bottom - spans[i].top >= 1;
        spans[i] = isSeen ? ColumnSpan{spans[i].top, lower[i].bottom} : ColumnSpan();
    }
    return spans;
}

std::pair<int, int> CurveLayer::sample(const Curve& curve, Drawn& drawn)
{
    const auto points = curve.data.points();
    if (!drawn.isVisible || points.size() == drawn.count) {
        return {0, 0};
    }
    const int columns = m_view.size.width();
    const auto columnOf = [&](const QPointF& point) {
        // A place left of a logarithmic axis is no number.
        const double pixel = m_x.holds(point.x()) ? std::floor(m_x.toPixel(point.x())) : -1;
        return static_cast<int>(std::clamp<double>(pixel, -1, columns));
    };
    // The point before the new ones may be the last of its column no longer, and the line goes on from it.
    const int first = columnOf(points[drawn.count > 0 ? drawn.count - 1 : 0]);
    const int last = columnOf(points.back());
    const bool isFirst = drawn.count == 0;
    drawn.count = points.size();
    if (first >= columns && !isFirst) {
        return {0, 0};
    }
    const int from = std::max(first, 0);
    const bool isSmoothed = curve.data.isSmoothed();
    if (isSmoothed) {
        const auto fresh = columnSpans(points, m_x, m_y, isFirst ? 0 : from, columns);
        drawn.spans.resize(static_cast<std::size_t>(isFirst ? 0 : from));
        drawn.spans.insert(drawn.spans.end(), fresh.begin(), fresh.end());
    }
    while (!drawn.vertices.empty() && drawn.vertices.back().at.x() >= from) {
        drawn.vertices.pop_back();
    }
    // The line from the corner before may go elsewhere now.
    const int changed = drawn.vertices.empty()
                            ? from
                            : static_cast<int>(std::clamp<double>(std::floor(drawn.vertices.back().at.x()), 0, from));
    appendVertices(drawn.vertices, points, curve.data.window(), m_x, m_y, columns,
                   isSmoothed ? Thinning::LastOfColumn : Thinning::MinAndMax);
    // Lines are wider than their corners' columns, marks more so.
    const int reach = static_cast<int>(std::ceil((kMarkRadius + 1) * m_view.ratio * m_view.lineScale));
    return {std::max(0, changed - reach), std::min(columns, last + 1 + reach)};
}

QColor CurveLayer::colourOf(const Curve& curve) const
{
    const QColor pure = curveColor(curve.options, m_view.isDark);
    return isFaded(curve) ? mixed(QColor::fromRgb(m_view.ground), pure, kFadedAlpha) : pure;
}

bool CurveLayer::isHighlighted(const Curve& curve) const
{
    return std::find(m_view.highlighted.begin(), m_view.highlighted.end(), curve.id) != m_view.highlighted.end();
}

bool CurveLayer::isFaded(const Curve& curve) const
{
    return !m_view.highlighted.empty() && !isHighlighted(curve);
}

void CurveLayer::draw(const std::vector<std::unique_ptr<Curve>>& curves, const QRect& strip)
{
    // Beside the layer and a little wider: where Qt clips an antialiased line it rounds its end differently.
    const int spare = qCeil(4 * m_view.ratio);
    const QRect canvas = strip.adjusted(-spare, 0, spare, 0) & m_image.rect();
    const bool isWhole = canvas == m_image.rect();
    if (!isWhole && m_scratch.size() != canvas.size()) {
        m_scratch = QImage(canvas.size(), QImage::Format_ARGB32_Premultiplied);
    }
    QImage& image = isWhole ? m_image : m_scratch;
    image.fill(0U);
    // Bands and all raw values first: bold lines are never under another run's noise.
    for (std::size_t i = 0; i < curves.size(); ++i) {
        fillSpans(image, canvas.left(), *curves[i], m_drawn[i].band, kBandAlpha);
    }
    for (std::size_t i = 0; i < curves.size(); ++i) {
        fillSpans(image, canvas.left(), *curves[i], m_drawn[i].spans, kRawAlpha);
    }
    QPainter painter(&image);
    painter.translate(-canvas.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool isOnTop : {false, true}) {
        for (std::size_t i = 0; i < curves.size(); ++i) {
            if (isHighlighted(*curves[i]) == isOnTop) {
                drawLine(painter, *curves[i], m_drawn[i], canvas);
            }
        }
    }
    painter.end();
    if (isWhole) {
        return;
    }
    for (int y = 0; y < image.height(); ++y) {
        const auto* const from = reinterpret_cast<const QRgb*>(image.constScanLine(y)) + (strip.left() - canvas.left());
        std::copy(from, from + strip.width(), reinterpret_cast<QRgb*>(m_image.scanLine(y)) + strip.left());
    }
}

void CurveLayer::fillSpans(QImage& image, int left, const Curve& curve, const std::vector<ColumnSpan>& spans,
                           double alpha) const
{
    if (!curve.isVisible || spans.empty()) {
        return;
    }
    QColor colour = curveColor(curve.options, m_view.isDark);
    colour.setAlphaF(static_cast<float>(alpha * (isFaded(curve) ? kFadedAlpha : 1)));
    const QRgb source = qPremultiply(colour.rgba());
    const auto rest = static_cast<quint32>(255 - qAlpha(source));
    const int thickness = std::max(1, qRound(m_view.ratio));
    const int height = image.height();
    const auto stride = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    for (int column = 0; column < image.width(); ++column) {
        const ColumnSpan& span = spans[static_cast<std::size_t>(left + column)];
        if (span.isEmpty() || span.bottom < 0 || span.top >= static_cast<float>(height)) {
            continue;
        }
        const int top = static_cast<int>(std::floor(std::max(span.top, 0.0F)));
        const int bottom = static_cast<int>(std::floor(std::min(span.bottom, static_cast<float>(height - 1))));
        QRgb* pixel = pixels + top * stride + column;
        for (int y = top; y <= std::min(std::max(bottom, top + thickness - 1), height - 1); ++y) {
            *pixel = over(source, *pixel, rest);
            pixel += stride;
        }
    }
}

void CurveLayer::drawLine(QPainter& painter, const Curve& curve, const Drawn& drawn, const QRect& strip) const
{
    if (!drawn.isVisible || drawn.vertices.empty()) {
        return;
    }
    const QColor colour = colourOf(curve);
    const double emphasis = isHighlighted(curve) ? 1.4 : 1;
    const double scale = m_view.ratio * m_view.lineScale;
    const double width = kLineWidth * scale;
    const double reach = (kMarkRadius + 1) * scale;
    // The corners that can be seen in the strip, with one more on either side.
    const auto begin = drawn.vertices.begin();
    const auto leftOf = [](const LineVertex& vertex, double x) { return vertex.at.x() < x; };
    auto from = std::lower_bound(begin, drawn.vertices.end(), strip.left() - reach, leftOf);
    from -= from == begin ? 0 : 1;
    auto to = std::lower_bound(from, drawn.vertices.end(), strip.right() + 1 + reach, leftOf);
    to += to == drawn.vertices.end() ? 0 : 1;
    const std::span<const LineVertex> seen(from, to);
    const QRectF bounds = QRectF(strip).adjusted(-2 * width, -2 * width, 2 * width, 2 * width);
    painter.setBrush(Qt::NoBrush);
    // Square ends close the corners between the pieces; what they add to a dash is taken off it.
    QList<qreal> dash = curveDash(curve.options, width);
    for (qsizetype i = 0; i + 1 < dash.size(); i += 2) {
        dash[i] -= width;
        dash[i + 1] += width;
    }
    painter.setPen(QPen(colour, width * emphasis, Qt::SolidLine, Qt::SquareCap));
    const std::vector<QLineF> pieces = linePieces(seen, bounds, dash);
    painter.drawLines(pieces.data(), static_cast<int>(pieces.size()));
    if (drawn.hasMarks) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        for (const LineVertex& vertex : seen) {
            if (bounds.adjusted(-reach, -reach, reach, reach).contains(vertex.at)) {
                drawMark(painter, curve.options.variant, vertex.at, kMarkRadius * scale * emphasis);
            }
        }
    }
}

}  // namespace normscope::ui
