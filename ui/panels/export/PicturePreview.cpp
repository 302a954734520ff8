#include "ui/panels/export/PicturePreview.h"

#include <QPainter>
#include <algorithm>

namespace normscope::ui
{

PicturePreview::PicturePreview(const LineChart& chart, QWidget* parent)
    : QWidget(parent)
    , m_chart(chart)
{
    constexpr int kMilliseconds = 80;
    setObjectName(QStringLiteral("picturePreview"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_later.setSingleShot(true);
    m_later.setInterval(kMilliseconds);
    connect(&m_later, &QTimer::timeout, this, &PicturePreview::draw);
}

QSize PicturePreview::sizeHint() const
{
    return minimumSizeHint() * 1.5;
}

QSize PicturePreview::minimumSizeHint() const
{
    const int em = fontMetrics().height();
    return {em * 22, em * 14};
}

void PicturePreview::setOptions(const PictureOptions& options)
{
    m_options = options;
    m_later.start();
}

void PicturePreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_later.start();
}

void PicturePreview::draw()
{
    constexpr double kCmPerInch = 2.54;
    const double ratio = devicePixelRatioF();
    const double fitting = std::min(width() * ratio / (m_options.widthCm / kCmPerInch),
                                    height() * ratio / (m_options.heightCm / kCmPerInch));
    PictureOptions options = m_options;
    options.dpi = fitting;
    m_image = picture(m_chart, options);
    m_image.setDevicePixelRatio(ratio);
    update();
}

void PicturePreview::paintEvent(QPaintEvent* /*event*/)
{
    if (m_image.isNull()) {
        return;
    }
    QPainter painter(this);
    const QSizeF size = m_image.deviceIndependentSize();
    const QPointF corner((width() - size.width()) / 2, (height() - size.height()) / 2);
    painter.drawImage(corner, m_image);
    // Paper on a light window would have no edge.
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(QRectF(corner, size).adjusted(0, 0, -1, -1));
}

}  // namespace normscope::ui
