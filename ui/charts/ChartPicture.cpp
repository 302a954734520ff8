#include "ui/charts/ChartPicture.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <algorithm>
#include <cmath>

#include "ui/charts/CurveSampling.h"
#include "ui/charts/CurveStyle.h"
#include "ui/charts/LinePath.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

constexpr QRgb kInk = 0xff1d232a;
constexpr QRgb kSoftInk = 0xff4a525c;
constexpr QRgb kGrid = 0xffe3e6ea;
constexpr QRgb kMinorGrid = 0xfff1f3f5;
constexpr QRgb kFrame = 0xff8a929c;
constexpr double kLinePoints = 1.3;
constexpr double kRawPoints = 0.4;
constexpr double kCrossPoints = 3;
constexpr double kMarkerPoints = 6;  ///< between markers, at least

class PicturePainter
{
  public:
    PicturePainter(QPainter& painter, const QRectF& target, double unit, const ChartPicture& picture)
        : m_painter(painter)
        , m_picture(picture)
        , m_unit(unit)
        , m_font(fontOf(kBasePoints, QFont::Normal))
        , m_titleFont(fontOf(kBasePoints * 1.15, QFont::DemiBold))
        , m_metrics(m_font, painter.device())
        , m_titleMetrics(m_titleFont, painter.device())
        , m_line(m_metrics.height())
        , m_rest(target.adjusted(m_line / 2, m_line / 2, -m_line / 2, -m_line / 2))
    {
    }

    void paint(const QRectF& target)
    {
        m_painter.fillRect(target, Qt::white);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setRenderHint(QPainter::TextAntialiasing);
        paintTitle();
        paintNote();
        paintLegend();
        layOut();
        paintGrid();
        paintCurves();
        paintAxes();
    }

  private:
    [[nodiscard]] QFont fontOf(double points, QFont::Weight weight) const
    {
        QFont font(m_picture.fontFamilies);
        // In pixels: whatever resolution the device claims, text keeps its size relative to the picture.
        font.setPixelSize(std::max(1, qRound(points * m_unit)));
        font.setWeight(weight);
        return font;
    }

    [[nodiscard]] QPen penOf(QRgb color, double points) const { return {QColor(color), points * m_unit}; }

    void drawText(const QRectF& where, int flags, const QString& text, QRgb color)
    {
        m_painter.setPen(QColor(color));
        m_painter.drawText(where, flags | Qt::TextDontClip, text);
    }

    void paintTitle()
    {
        if (m_picture.title.isEmpty()) {
            return;
        }
        m_painter.setFont(m_titleFont);
        const QRectF row(m_rest.left(), m_rest.top(), m_rest.width(), m_titleMetrics.height());
        drawText(row, Qt::AlignCenter, m_titleMetrics.elidedText(m_picture.title, Qt::ElideMiddle, row.width()), kInk);
        m_rest.setTop(row.bottom() + m_line / 2);
    }

    void paintNote()
    {
        if (m_picture.note.isEmpty()) {
            return;
        }
        m_painter.setFont(m_font);
        const double height =
            m_metrics.boundingRect(QRectF(0, 0, m_rest.width(), m_rest.height()), Qt::TextWordWrap, m_picture.note)
                .height();
        const QRectF rows(m_rest.left(), m_rest.bottom() - height, m_rest.width(), height);
        drawText(rows, Qt::AlignLeft | Qt::TextWordWrap, m_picture.note, kSoftInk);
        m_rest.setBottom(rows.top() - m_line / 4);
    }

    void paintLegend()
    {
        struct Entry
        {
            const CurveOptions* options;
            QString label;
            double width;
        };
        const double sample = 2 * m_line;
        const double gap = m_line / 2;
        std::vector<std::vector<Entry>> rows;
        double used = 0;
        for (const auto& curve : m_picture.curves) {
            if (!curve->isVisible) {
                continue;
            }
            const QString label =
                m_metrics.elidedText(curve->options.label, Qt::ElideMiddle, m_rest.width() - sample - 2 * gap);
            const double width = sample + m_metrics.horizontalAdvance(label) + 2.5 * gap;
            if (rows.empty() || used + width > m_rest.width()) {
                rows.emplace_back();
                used = 0;
            }
            rows.back().push_back({&curve->options, label, width});
            used += width;
        }
        const double height = static_cast<double>(rows.size()) * 1.25 * m_line;
        QRectF row(m_rest.left(), m_rest.bottom() - height, m_rest.width(), 1.25 * m_line);
        m_painter.setFont(m_font);
        for (const auto& entries : rows) {
            double x = row.left();
            for (const Entry& entry : entries) {
                drawSample(m_painter, *entry.options, QRectF(x, row.top(), sample, row.height()), kLinePoints * m_unit,
                           false);
                drawText(QRectF(x + sample + gap, row.top(), entry.width, row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.label, kInk);
                x += entry.width;
            }
            row.translate(0, row.height());
        }
        m_rest.setBottom(m_rest.bottom() - height);
    }

    void layOut()
    {
        const double widest = m_metrics.horizontalAdvance(QStringLiteral("1,000,000"));
        const double below = (m_picture.x.title.isEmpty() ? 1.5 : 2.8) * m_line;
        const double aside = m_picture.y.title.isEmpty() ? 0 : 1.4 * m_line;
        m_plot = m_rest.adjusted(0, m_line / 2, -widest / 2, -below);
        const ChartRange& range = m_picture.range;
        m_yTicks = ticksOf(m_picture.y, range.yMin, range.yMax,
                           std::max(2, static_cast<int>(m_plot.height() / (2.4 * m_line))));
        double labels = 0;
        for (const Tick& tick : m_yTicks.labelled) {
            labels = std::max(labels, m_metrics.horizontalAdvance(tick.label));
        }
        m_plot.setLeft(m_plot.left() + aside + labels + m_line / 2);
        m_xTicks = ticksOf(m_picture.x, range.xMin, range.xMax,
                           std::max(2, static_cast<int>(m_plot.width() / (1.2 * widest))));
        if (!m_picture.xTicks.empty()) {
            m_xTicks = {m_picture.xTicks, {}};
        }
        m_x = AxisMap(m_picture.x.scale, range.xMin, range.xMax, m_plot.left(), m_plot.right());
        m_y = AxisMap(m_picture.y.scale, range.yMin, range.yMax, m_plot.bottom(), m_plot.top());
    }

    void drawVertical(double x) { m_painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom())); }
    void drawLevel(double y) { m_painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y)); }

    void paintGrid()
    {
        m_painter.setPen(penOf(kMinorGrid, 0.5));
        for (const double value : m_xTicks.minor) {
            drawVertical(m_x.toPixel(value));
        }
        for (const double value : m_yTicks.minor) {
            drawLevel(m_y.toPixel(value));
        }
        m_painter.setPen(penOf(kGrid, 0.5));
        for (const Tick& tick : m_xTicks.labelled) {
            drawVertical(m_x.toPixel(tick.value));
        }
        for (const Tick& tick : m_yTicks.labelled) {
            drawLevel(m_y.toPixel(tick.value));
        }
        QPen dotted = penOf(kFrame, 0.5);
        dotted.setDashPattern({1, 3});
        m_painter.setPen(dotted);
        for (const double at : markerPixels(m_picture.markers, m_x, kMarkerPoints * m_unit)) {
            if (at > m_plot.left() && at < m_plot.right()) {
                drawVertical(at);
            }
        }
        m_painter.setPen(penOf(kFrame, 0.8));
        for (const double value : m_picture.levels) {
            if (m_y.holds(value) && value > m_picture.range.yMin && value < m_picture.range.yMax) {
                drawLevel(m_y.toPixel(value));
            }
        }
    }

    void paintCurves()
    {
        m_painter.save();
        m_painter.setClipRect(m_plot.adjusted(-m_unit, -m_unit, m_unit, m_unit));
        for (const PictureBand& band : m_picture.bands) {
            paintBand(band);
        }
        // Two columns a raw line's width: finer than ink.
        const double column = kRawPoints * m_unit / 2;
        const int columns = static_cast<int>(std::ceil(m_plot.width() / column));
        const ChartRange& range = m_picture.range;
        const AxisMap x(m_picture.x.scale, range.xMin, range.xMax, 0, m_plot.width() / column);
        for (const auto& curve : m_picture.curves) {
            if (curve->isVisible && curve->data.isSmoothed()) {
                paintRaw(*curve, x, columns, column);
            }
        }
        for (const auto& curve : m_picture.curves) {
            if (curve->isVisible) {
                paintLine(*curve);
            }
        }
        m_painter.restore();
        paintCrosses();
    }

    /// An edge of a band, with no more corners than can be seen; where it leaves the range it goes along its edge.
    [[nodiscard]] QPolygonF edgeOf(const std::vector<QPointF>& points) const
    {
        const double column = kLinePoints * m_unit / 2;
        QPolygonF edge;
        for (const QPointF& point : points) {
            if (!m_x.holds(point.x()) || std::isnan(point.y())) {
                continue;
            }
            const double inside = std::clamp(point.y(), m_picture.range.yMin, m_picture.range.yMax);
            const QPointF at(m_x.toPixel(point.x()), m_y.toPixel(inside));
            const bool isSameColumn = edge.size() > 1 && at.x() - edge[edge.size() - 2].x() < column;
            if (isSameColumn) {
                edge.back() = at;
            } else {
                edge << at;
            }
        }
        return edge;
    }

    void paintBand(const PictureBand& band)
    {
        const QPolygonF lower = edgeOf(band.lower);
        QPolygonF outline = edgeOf(band.upper);
        std::for_each(lower.rbegin(), lower.rend(), [&](const QPointF& at) { outline << at; });
        QColor color = variantColor(band.variant, band.shade, false);
        color.setAlphaF(static_cast<float>(kBandAlpha));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawPolygon(outline);
    }

    void paintCrosses()
    {
        m_painter.setFont(m_font);
        for (const PlacedMark& placed :
             placeMarks(m_picture.crosses, m_x, m_y, m_plot, kCrossPoints * m_unit, m_metrics)) {
            m_painter.setPen(curvePen(placed.mark.color(false), kLinePoints * m_unit));
            drawCross(m_painter, placed.at, kCrossPoints * m_unit);
            if (!placed.text.isEmpty()) {
                m_painter.fillRect(placed.text, QColor(255, 255, 255, 190));
                drawText(placed.text, Qt::AlignCenter, placed.mark.text, kInk);
            }
        }
    }

    /// A zigzag through the columns' greatest and least values: one path, whose faint ink does not add up.
    void paintRaw(const Curve& curve, const AxisMap& x, int columns, double column)
    {
        // Qt's rasterizer looks for a line's pixels in a list, so that a long path costs it the square of its length.
        constexpr int kPieceOfRaster = 64;
        const bool isRaster = m_painter.paintEngine()->type() == QPaintEngine::Raster;
        const std::vector<ColumnSpan> spans = columnSpans(curve.data.points(), x, m_y, 0, columns);
        QColor color = curveColor(curve.options, false);
        color.setAlphaF(static_cast<float>(kRawAlpha));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(curvePen(color, kRawPoints * m_unit));
        QPainterPath path;
        bool isDown = false;
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const double top = std::max<double>(spans[i].top, m_plot.top() - m_line);
            const double bottom = std::min<double>(spans[i].bottom, m_plot.bottom() + m_line);
            if (spans[i].isEmpty() || top > bottom) {
                isDown = false;
                continue;
            }
            const double at = m_plot.left() + (static_cast<double>(i) + 0.5) * column;
            const bool isUpwards = i % 2 == 0;
            const QPointF first(at, isUpwards ? bottom : top);
            isDown ? path.lineTo(first) : path.moveTo(first);
            path.lineTo(at, isUpwards ? top : bottom);
            isDown = true;
            if (isRaster && path.elementCount() > kPieceOfRaster) {
                m_painter.drawPath(path);
                const QPointF end = path.currentPosition();
                path.clear();
                path.moveTo(end);
            }
        }
        m_painter.drawPath(path);
    }

    void paintLine(const Curve& curve)
    {
        // Bold lines need no more corners than half their width apart.
        const double column = kLinePoints * m_unit / 4;
        const double columns = m_plot.width() / column;
        const double rows = m_plot.height() / column;
        const ChartRange& range = m_picture.range;
        const AxisMap x(m_picture.x.scale, range.xMin, range.xMax, 0, columns);
        const AxisMap y(m_picture.y.scale, range.yMin, range.yMax, rows, 0);
        std::vector<LineVertex> vertices;
        const bool isSmoothed = curve.data.isSmoothed();
        appendVertices(vertices, curve.data.points(), curve.data.window(), x, y, static_cast<int>(std::ceil(columns)),
                       isSmoothed ? Thinning::LastOfColumn : Thinning::MinAndMax);
        for (LineVertex& vertex : vertices) {
            vertex.at = m_plot.topLeft() + vertex.at * column;
            vertex.length *= column;
        }
        const double width = kLinePoints * m_unit;
        const QColor color = curveColor(curve.options, false);
        const QRectF bounds = m_plot.adjusted(-width, -width, width, width);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(curvePen(color, width));
        m_painter.drawPath(linePath(vertices, bounds, curveDash(curve.options, width)));
        const double radius = kMarkRadius / kLineWidth * width;
        if (curve.options.form == CurveForm::LineWithMarkers &&
            static_cast<double>(vertices.size()) * 4 * radius <= m_plot.width()) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color);
            for (const LineVertex& vertex : vertices) {
                if (bounds.contains(vertex.at)) {
                    drawMark(m_painter, curve.options.variant, vertex.at, radius);
                }
            }
        }
    }

    void paintAxes()
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(penOf(kFrame, 0.6));
        m_painter.drawLine(m_plot.bottomLeft(), m_plot.bottomRight());
        m_painter.drawLine(m_plot.topLeft(), m_plot.bottomLeft());
        m_painter.setFont(m_font);
        const double width = m_metrics.horizontalAdvance(QStringLiteral("1,000,000")) * 2;
        double taken = -width;
        for (const Tick& tick : m_xTicks.labelled) {
            const double half = m_metrics.horizontalAdvance(tick.label) / 2;
            if (m_x.toPixel(tick.value) - half < taken) {
                continue;
            }
            taken = m_x.toPixel(tick.value) + half + m_line / 4;
            drawText(QRectF(m_x.toPixel(tick.value) - width / 2, m_plot.bottom() + m_line / 4, width, m_line),
                     Qt::AlignHCenter | Qt::AlignTop, tick.label, kSoftInk);
        }
        for (const Tick& tick : m_yTicks.labelled) {
            drawText(QRectF(m_plot.left() - width - m_line / 3, m_y.toPixel(tick.value) - m_line / 2, width, m_line),
                     Qt::AlignRight | Qt::AlignVCenter, tick.label, kSoftInk);
        }
        drawText(QRectF(m_plot.left(), m_plot.bottom() + 1.45 * m_line, m_plot.width(), m_line), Qt::AlignCenter,
                 m_picture.x.title, kInk);
        m_painter.save();
        m_painter.translate(m_rest.left(), m_plot.center().y());
        m_painter.rotate(-90);
        drawText(QRectF(-m_plot.height() / 2, 0, m_plot.height(), m_line), Qt::AlignCenter, m_picture.y.title, kInk);
        m_painter.restore();
    }

    QPainter& m_painter;
    const ChartPicture& m_picture;
    double m_unit;  ///< logical units a point
    QFont m_font;
    QFont m_titleFont;
    QFontMetricsF m_metrics;
    QFontMetricsF m_titleMetrics;
    double m_line;
    QRectF m_rest;  ///< what is not taken yet
    QRectF m_plot;
    Ticks m_xTicks;
    Ticks m_yTicks;
    AxisMap m_x;
    AxisMap m_y;
};

}  // namespace

void paintPicture(QPainter& painter, const QRectF& target, double pixelsPerPoint, const ChartPicture& picture)
{
    painter.save();
    PicturePainter(painter, target, pixelsPerPoint, picture).paint(target);
    painter.restore();
}

}  // namespace normscope::ui
