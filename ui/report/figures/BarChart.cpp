#include "ui/report/figures/BarChart.h"

#include <algorithm>

#include "ui/charts/ChartAxes.h"
#include "ui/charts/Palette.h"
#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

constexpr double kBarPoints = 11;
constexpr double kGroupGapPoints = 6;
/// Title, axis and legend.
constexpr double kAroundPoints = 74;
constexpr double kCmPerPoint = 2.54 / 72;
constexpr QRgb kGridColor = 0xffe3e6ea;

/// In the colour of the variant, full with BN and hatched in a density of its own for any other: told apart
/// without colour too.
void paintBar(QPainter& painter, const QRectF& where, const std::string& variant, double unit)
{
    const QColor color = variantColor(variant, 0, false);
    painter.setPen(QPen(color, 0.8 * unit));
    if (variant == kBn) {
        painter.setBrush(color);
        painter.drawRect(where);
        return;
    }
    QColor faint = color;
    faint.setAlphaF(0.25F);
    painter.setBrush(faint);
    painter.drawRect(where);
    // Lines of its own: a brush's pattern is as fine as the device's pixels.
    painter.save();
    painter.setClipRect(where, Qt::IntersectClip);
    // Of no BN as wide as it always was, of the others the mark's number away from that.
    const auto number = static_cast<double>(variantMark(variant));
    const double step = (2.25 + 1.25 * number) * unit;
    for (double x = where.left() - where.height(); x < where.right(); x += step) {
        painter.drawLine(QPointF(x, where.bottom()), QPointF(x + where.height(), where.top()));
    }
    painter.restore();
}

class BarPainter
{
  public:
    BarPainter(QPainter& painter, const BarChart& chart, double unit)
        : m_painter(painter)
        , m_chart(chart)
        , m_unit(unit)
        , m_text(painter, kFigurePoints, unit)
    {
    }

    void paint(const QRectF& target)
    {
        QRectF rest = paintFrame(m_painter, target, m_unit, m_chart.title);
        if (m_chart.hasLegend) {
            paintLegend(rest);
        }
        const double line = m_text.height();
        rest.setBottom(rest.bottom() - 2.6 * line);
        double labels = 0;
        double values = 0;
        for (const BarGroup& group : m_chart.groups) {
            labels = std::max(labels, m_text.width(group.label));
            for (const Bar& bar : group.bars) {
                m_greatest = std::max(m_greatest, bar.value.value_or(0) + bar.deviation);
                values = std::max(values, m_text.width(bar.text));
            }
        }
        m_bars = rest.adjusted(labels + line / 2, 0, -values - line / 2, 0);
        m_bars.setWidth(std::max(m_bars.width(), 2 * line));
        if (m_greatest > 0) {
            paintAxis();
        }
        paintGroups(rest);
    }

  private:
    [[nodiscard]] double place(double value) const
    {
        return m_bars.left() + (m_greatest > 0 ? value / m_greatest * m_bars.width() : 0);
    }

    void paintLegend(QRectF& rest)
    {
        const double line = m_text.height();
        const QRectF row(rest.left(), rest.bottom() - line, rest.width(), line);
        double x = row.left();
        std::vector<std::string> variants;
        for (const BarGroup& group : m_chart.groups) {
            for (const Bar& bar : group.bars) {
                if (std::find(variants.begin(), variants.end(), bar.variant) == variants.end()) {
                    variants.push_back(bar.variant);
                }
            }
        }
        for (const std::string& variant : variants) {
            paintBar(m_painter, QRectF(x, row.top() + line * 0.2, 1.6 * line, line * 0.6), variant, m_unit);
            m_text.draw(QRectF(x + 2 * line, row.top(), line, line), Qt::AlignLeft | Qt::AlignVCenter,
                        runPhrase(variant));
            x += 3.2 * line + m_text.width(runPhrase(variant));
        }
        rest.setBottom(row.top() - line * 0.3);
    }

    void paintAxis()
    {
        const double line = m_text.height();
        const double widest = m_text.width(QStringLiteral("100,000"));
        const Ticks ticks = ticksOf({}, 0, m_greatest, std::max(1, static_cast<int>(m_bars.width() / (1.3 * widest))));
        for (const Tick& tick : ticks.labelled) {
            m_painter.setPen(QPen(QColor(kGridColor), 0.5 * m_unit));
            m_painter.drawLine(QPointF(place(tick.value), m_bars.top()), QPointF(place(tick.value), m_bars.bottom()));
            m_text.draw(QRectF(place(tick.value) - widest, m_bars.bottom() + line / 4, 2 * widest, line),
                        Qt::AlignHCenter | Qt::AlignTop, tick.label, QColor(kFigureSoftInk));
        }
        m_text.draw(QRectF(m_bars.left(), m_bars.bottom() + 1.35 * line, m_bars.width(), line), Qt::AlignCenter,
                    m_chart.axis);
    }

    void paintGroups(const QRectF& rest)
    {
        std::size_t count = 0;
        for (const BarGroup& group : m_chart.groups) {
            count += group.bars.size();
        }
        const double inner =
            static_cast<double>(count) * kBarPoints + static_cast<double>(m_chart.groups.size()) * kGroupGapPoints;
        const double scale = std::min(m_unit * 1.6, m_bars.height() / inner);
        const double thick = kBarPoints * scale;
        const double gap = (m_bars.height() - static_cast<double>(count) * thick) /
                           static_cast<double>(std::max<std::size_t>(1, m_chart.groups.size()));
        double y = m_bars.top();
        for (const BarGroup& group : m_chart.groups) {
            const double height = thick * static_cast<double>(group.bars.size());
            y += gap / 2;
            m_text.draw(QRectF(rest.left(), y, m_bars.left() - rest.left() - m_text.height() / 2, height),
                        Qt::AlignRight | Qt::AlignVCenter, group.label);
            for (const Bar& bar : group.bars) {
                paintOne(bar, y, thick);
                y += thick;
            }
            y += gap / 2;
        }
        m_painter.setPen(QPen(QColor(kFigureFrame), 0.6 * m_unit));
        m_painter.drawLine(m_bars.topLeft(), m_bars.bottomLeft());
    }

    void paintOne(const Bar& bar, double y, double thick)
    {
        double end = m_bars.left();
        if (bar.value) {
            end = place(*bar.value);
            paintBar(m_painter, QRectF(m_bars.left(), y + 0.1 * thick, end - m_bars.left(), 0.8 * thick), bar.variant,
                     m_unit);
        }
        if (bar.value && bar.deviation > 0) {
            const double lower = place(std::max(0.0, *bar.value - bar.deviation));
            end = place(*bar.value + bar.deviation);
            const double middle = y + thick / 2;
            const double half = 0.2 * thick;
            m_painter.setPen(QPen(QColor(kFigureInk), 0.8 * m_unit));
            m_painter.drawLine(QPointF(lower, middle), QPointF(end, middle));
            m_painter.drawLine(QPointF(lower, middle - half), QPointF(lower, middle + half));
            m_painter.drawLine(QPointF(end, middle - half), QPointF(end, middle + half));
        }
        m_text.draw(QRectF(end + m_text.height() / 3, y, 1, thick), Qt::AlignLeft | Qt::AlignVCenter, bar.text,
                    QColor(bar.value ? kFigureInk : kFigureSoftInk));
    }

    QPainter& m_painter;
    const BarChart& m_chart;
    double m_unit;
    FigureText m_text;
    QRectF m_bars;
    double m_greatest = 0;
};

}  // namespace

double barChartHeight(const BarChart& chart)
{
    double points = kAroundPoints;
    for (const BarGroup& group : chart.groups) {
        points += kGroupGapPoints + kBarPoints * static_cast<double>(group.bars.size());
    }
    return points * kCmPerPoint;
}

void paintBars(QPainter& painter, const QRectF& target, double pixelsPerPoint,
               const std::vector<std::shared_ptr<const BarChart>>& charts)
{
    const bool isRow = target.width() >= kLeastForTwo * pixelsPerPoint;
    const auto count = static_cast<double>(charts.size());
    const QSizeF size(isRow ? target.width() / count : target.width(),
                      isRow ? target.height() : target.height() / count);
    QRectF place(target.topLeft(), size);
    painter.save();
    for (const auto& chart : charts) {
        BarPainter(painter, *chart, pixelsPerPoint).paint(place);
        place.translate(isRow ? size.width() : 0, isRow ? 0 : size.height());
    }
    painter.restore();
}

}  // namespace normscope::ui
