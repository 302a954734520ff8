#include "ui/charts/Crosshair.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/charts/CurveStyle.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

struct CrosshairTexts
{
    Q_DECLARE_TR_FUNCTIONS(CrosshairTexts)
};

constexpr double kSampleEms = 1.8;

}  // namespace

std::vector<CurveReading> readingsAt(const std::vector<std::unique_ptr<Curve>>& curves, const AxisOptions& y, double x)
{
    std::vector<CurveReading> readings;
    for (const auto& curve : curves) {
        const auto index = curve->isVisible ? curve->data.indexAt(x) : std::nullopt;
        if (!index) {
            continue;
        }
        CurveReading reading{curve->options, valueText(y, curve->data.points()[*index].y()), {}};
        const BandEdges& band = curve->band.edges;
        if (curve->data.isSmoothed()) {
            reading.mean = valueText(y, curve->data.smoothedAt(*index));
        } else if (*index < band.lower.size() && *index < band.upper.size()) {
            reading.mean = QStringLiteral("%1 – %2").arg(valueText(y, band.lower[*index].y()),
                                                         valueText(y, band.upper[*index].y()));
        }
        readings.push_back(std::move(reading));
    }
    return readings;
}

Crosshair::Crosshair()
{
    setAcceptedMouseButtons(Qt::NoButton);
}

void Crosshair::setLook(const QPalette& palette, const QFont& font)
{
    m_palette = palette;
    m_font = font;
    layOut();
}

void Crosshair::show(const QRect& plot, double pixel, const QString& title, std::vector<CurveReading> readings)
{
    m_isShown = true;
    m_plot = plot;
    m_pixel = pixel;
    m_title = title;
    m_readings = std::move(readings);
    layOut();
}

void Crosshair::hide()
{
    if (m_isShown) {
        prepareGeometryChange();
        m_isShown = false;
    }
}

void Crosshair::layOut()
{
    prepareGeometryChange();
    if (!m_isShown) {
        return;
    }
    const QFontMetricsF metrics(m_font);
    const double line = metrics.height();
    const double gap = line / 2;
    m_more.clear();
    const int room = std::max(1, static_cast<int>((m_plot.height() - gap) / line) - 2);
    if (static_cast<int>(m_readings.size()) > room) {
        const int left = static_cast<int>(m_readings.size()) - room;
        //: Below the values in a chart's box: there was no room for so many curves
        m_more = CrosshairTexts::tr("+ %1 more").arg(left);
        m_readings.resize(static_cast<std::size_t>(room));
    }
    m_labelWidth = m_valueWidth = m_meanWidth = 0;
    for (const CurveReading& reading : m_readings) {
        m_labelWidth = std::max(m_labelWidth, metrics.horizontalAdvance(reading.options.label));
        m_valueWidth = std::max(m_valueWidth, metrics.horizontalAdvance(reading.value));
        m_meanWidth = std::max(m_meanWidth, metrics.horizontalAdvance(reading.mean));
    }
    // Labels that are too long are cut; the values are what the box is for.
    m_labelWidth = std::min(m_labelWidth, m_plot.width() * 0.4);
    double width = kSampleEms * line + m_labelWidth + gap + m_valueWidth + (m_meanWidth > 0 ? gap + m_meanWidth : 0);
    width = std::max({width, metrics.horizontalAdvance(m_title), metrics.horizontalAdvance(m_more)}) + 2 * gap;
    const double height = (static_cast<double>(m_readings.size()) + (m_more.isEmpty() ? 1 : 2)) * line + gap;
    // Beside the line, where there is more room; on the left, away from the curves' newest points, if either will do.
    const double roomLeft = m_pixel - m_plot.left();
    const double roomRight = m_plot.right() - m_pixel;
    const bool isLeft = roomLeft > width + gap || roomLeft > roomRight;
    const double x = isLeft ? std::max(m_pixel - gap - width, m_plot.left() - gap)
                            : std::min(m_pixel + gap, m_plot.right() + gap - width);
    m_box = QRectF(x, m_plot.top() + gap, width, height).toAlignedRect();
}

QRectF Crosshair::boundingRect() const
{
    if (!m_isShown) {
        return {};
    }
    const QRectF line(m_pixel - 1, m_plot.top(), 3, m_plot.height());
    return line.united(m_box.adjusted(-1, -1, 1, 1));
}

void Crosshair::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    if (!m_isShown) {
        return;
    }
    QColor line = m_palette.color(QPalette::Text);
    line.setAlphaF(0.5F);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(line, 1));
    painter->drawLine(QPointF(m_pixel, m_plot.top()), QPointF(m_pixel, m_plot.bottom()));

    painter->setRenderHint(QPainter::Antialiasing);
    QColor ground = m_palette.color(QPalette::ToolTipBase);
    ground.setAlphaF(0.93F);
    line.setAlphaF(0.25F);
    painter->setPen(QPen(line, 1));
    painter->setBrush(ground);
    painter->drawRoundedRect(m_box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);

    const QFontMetricsF metrics(m_font);
    const double height = metrics.height();
    const double gap = height / 2;
    const QColor text = m_palette.color(QPalette::ToolTipText);
    QRectF row(m_box.left() + gap, m_box.top() + gap / 2, m_box.width() - 2 * gap, height);
    painter->setFont(m_font);
    painter->setPen(text);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    const bool dark = isDark(m_palette);
    for (const CurveReading& reading : m_readings) {
        row.translate(0, height);
        QRectF cell = row;
        cell.setWidth((kSampleEms - 0.5) * height);
        drawSample(*painter, reading.options, cell, kLineWidth, dark);
        cell.setLeft(row.left() + kSampleEms * height);
        cell.setWidth(m_labelWidth);
        painter->setFont(m_font);
        painter->setPen(text);
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(reading.options.label, Qt::ElideMiddle, m_labelWidth + 1));
        cell.setLeft(cell.right() + gap);
        cell.setWidth(m_valueWidth);
        painter->setPen(reading.mean.isEmpty() ? text : m_palette.color(QPalette::PlaceholderText));
        painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, reading.value);
        cell.setLeft(cell.right() + gap);
        cell.setWidth(m_meanWidth + 1);
        painter->setPen(text);
        painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, reading.mean);
    }
    if (!m_more.isEmpty()) {
        row.translate(0, height);
        painter->setPen(m_palette.color(QPalette::PlaceholderText));
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_more);
    }
}

}  // namespace normscope::ui
