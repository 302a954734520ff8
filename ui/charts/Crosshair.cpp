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
/// Of the plot that the box may cover.
constexpr double kMostShare = 0.5;

QString moreText(std::size_t curves)
{
    //: Below the values in a chart's box: there was no room for so many curves
    return CrosshairTexts::tr("+ %1 more").arg(curves);
}

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

double Crosshair::heightOf(std::size_t rows, double line) const
{
    const bool hasMore = rows < m_readings.size();
    return (static_cast<double>(rows) + (hasMore ? 2 : 1)) * line + line / 2;
}

QSizeF Crosshair::sizeFor(Detail detail, const QFontMetricsF& metrics)
{
    const double line = metrics.height();
    const double gap = line / 2;
    m_labelWidth = m_valueWidth = m_meanWidth = 0;
    for (const CurveReading& reading : m_readings) {
        const bool hasRaw = detail != Detail::OneValue || reading.mean.isEmpty();
        m_labelWidth = std::max(m_labelWidth, metrics.horizontalAdvance(reading.options.label));
        m_valueWidth = hasRaw ? std::max(m_valueWidth, metrics.horizontalAdvance(reading.value)) : m_valueWidth;
        m_meanWidth = std::max(m_meanWidth, metrics.horizontalAdvance(reading.mean));
    }
    // Labels that are too long are cut; the values are what the box is for.
    m_labelWidth = detail == Detail::All ? std::min(m_labelWidth, m_plot.width() * 0.4) : 0;
    m_detail = detail;
    double width = kSampleEms * line;
    for (const double column : {m_labelWidth, m_valueWidth, m_meanWidth}) {
        width += column > 0 ? column + gap : 0;
    }
    // Room for the words, whether they are needed or not.
    width = std::max({width - gap, metrics.horizontalAdvance(m_title),
                      m_readings.size() > 1 ? metrics.horizontalAdvance(moreText(m_readings.size() - 1)) : 0});
    return {width + 2 * gap, heightOf(m_shownRows, line)};
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
    // Of a small chart it leaves half: first the names go, which the legend has too, then raw values beside means, then
    // rows.
    QSizeF size;
    const double most = kMostShare * m_plot.width() * m_plot.height();
    const auto isTooLarge = [&] { return size.width() * size.height() > most; };
    m_shownRows = m_readings.size();
    for (const Detail detail : {Detail::All, Detail::NoNames, Detail::OneValue}) {
        size = sizeFor(detail, metrics);
        if (!isTooLarge()) {
            break;
        }
    }
    while ((isTooLarge() || size.height() + gap > m_plot.height()) && m_shownRows > 1) {
        --m_shownRows;
        size = QSizeF(size.width(), heightOf(m_shownRows, line));
    }
    const double width = size.width();
    const double height = size.height();
    // Beside the line, where there is more room; on the left, away from the curves' newest points, if either will do.
    const double roomLeft = m_pixel - m_plot.left();
    const double roomRight = m_plot.right() - m_pixel;
    const bool isLeft = roomLeft > width + gap || roomLeft > roomRight;
    const double x = std::max(isLeft ? std::max(m_pixel - gap - width, m_plot.left() - gap)
                                     : std::min(m_pixel + gap, m_plot.right() + gap - width),
                              0.0);
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
    for (std::size_t i = 0; i < m_shownRows; ++i) {
        const CurveReading& reading = m_readings[i];
        row.translate(0, height);
        QRectF cell = row;
        cell.setWidth((kSampleEms - 0.5) * height);
        drawSample(*painter, reading.options, cell, kLineWidth, dark);
        double left = row.left() + kSampleEms * height;
        const auto draw = [&](double width, Qt::Alignment alignment, const QString& word, const QColor& ink) {
            if (width > 0) {
                painter->setPen(ink);
                painter->drawText(QRectF(left, row.top(), width + 1, height), alignment | Qt::AlignVCenter, word);
                left += width + gap;
            }
        };
        painter->setFont(m_font);
        draw(m_labelWidth, Qt::AlignLeft, metrics.elidedText(reading.options.label, Qt::ElideMiddle, m_labelWidth + 1),
             text);
        const bool hasRaw = m_detail != Detail::OneValue || reading.mean.isEmpty();
        draw(m_valueWidth, Qt::AlignRight, hasRaw ? reading.value : QString(),
             reading.mean.isEmpty() ? text : m_palette.color(QPalette::PlaceholderText));
        draw(m_meanWidth, Qt::AlignRight, reading.mean, text);
    }
    if (m_shownRows < m_readings.size()) {
        row.translate(0, height);
        painter->setPen(m_palette.color(QPalette::PlaceholderText));
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, moreText(m_readings.size() - m_shownRows));
    }
}

}  // namespace normscope::ui
