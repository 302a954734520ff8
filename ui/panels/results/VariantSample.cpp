#include "ui/panels/results/VariantSample.h"

#include <QPainter>
#include <QPen>

#include "ui/charts/Palette.h"

namespace normscope::ui
{

VariantSample::VariantSample(const std::string& variant, QWidget* parent)
    : QWidget(parent)
    , m_variant(variant)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize VariantSample::sizeHint() const
{
    const int height = fontMetrics().height();
    return {height * 2, height};
}

void VariantSample::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(variantColor(m_variant, 0, isDark(palette())), height() / 6.0);
    pen.setCapStyle(Qt::FlatCap);
    // Dashes are in units of the pen's width, which is larger here than in a chart.
    QList<qreal> dash = variantDash(m_variant);
    for (qreal& length : dash) {
        length /= 2;
    }
    if (!dash.isEmpty()) {
        pen.setDashPattern(dash);
    }
    painter.setPen(pen);
    painter.drawLine(QPointF(0, height() / 2.0), QPointF(width(), height() / 2.0));
}

}  // namespace normscope::ui
