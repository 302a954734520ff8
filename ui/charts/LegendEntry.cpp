#include "ui/charts/LegendEntry.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTextDocument>
#include <algorithm>

#include "ui/charts/CurveStyle.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

LegendEntry::LegendEntry(CurveId id, const CurveOptions& options, QWidget* parent)
    : QAbstractButton(parent)
    , m_id(id)
    , m_options(options)
{
    setObjectName(QStringLiteral("legendEntry%1").arg(id));
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setLabel(options.label);
}

void LegendEntry::setLabel(const QString& label)
{
    m_options.label = label;
    // A name may hold an ampersand; it is no mnemonic.
    setText(QString(label).replace(QLatin1Char('&'), QLatin1String("&&")));
    setAccessibleName(label);
    retranslate();
    updateGeometry();
    update();
}

int LegendEntry::sampleWidth() const
{
    return fontMetrics().height() * 2;
}

QSize LegendEntry::sizeHint() const
{
    const int gap = fontMetrics().height() / 2;
    // Longer names are shortened in the middle.
    const int name = std::min(fontMetrics().horizontalAdvance(m_options.label), fontMetrics().averageCharWidth() * 36);
    return {sampleWidth() + 3 * gap + name + 2, fontMetrics().height() + gap};
}

QSize LegendEntry::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), sampleWidth() * 4), sizeHint().height()};
}

void LegendEntry::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const int gap = fontMetrics().height() / 2;
    if (underMouse()) {
        QColor ground = palette().color(QPalette::Text);
        ground.setAlphaF(0.07F);
        painter.fillRect(rect(), ground);
    }
    QRectF sample(gap, 0, sampleWidth(), height());
    if (!isChecked()) {
        painter.setOpacity(0.35);
    }
    drawSample(painter, m_options, sample, kLineWidth, isDark(palette()));
    painter.setOpacity(1);
    const QRect text = rect().adjusted(sampleWidth() + gap + gap / 2 + 1, 0, -gap / 2, 0);
    QFont shown = font();
    shown.setStrikeOut(!isChecked());
    painter.setFont(shown);
    painter.setPen(palette().color(isChecked() ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_options.label, Qt::ElideMiddle, text.width()));
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void LegendEntry::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    Q_EMIT pointedAt();
}

void LegendEntry::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    Q_EMIT pointedAt();
}

void LegendEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT isolationRequested();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void LegendEntry::mouseDoubleClickEvent(QMouseEvent* event)
{
    // Not to the button, which would take it for a second click. The first one has hidden the curve; this shows it.
    event->accept();
    Q_EMIT isolationRequested();
}

void LegendEntry::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        updateGeometry();
    }
    QAbstractButton::changeEvent(event);
}

void LegendEntry::retranslate()
{
    //: A legend entry's tip: %1 is its whole name
    const QString tip = tr("%1\nClick: hide or show. Double-click: show alone.").arg(m_options.label);
    // A name is shown as it is, whatever it looks like.
    setToolTip(Qt::mightBeRichText(tip) ? Qt::convertFromPlainText(tip) : tip);
    setAccessibleDescription(tr("Space hides or shows the curve, Enter shows it alone"));
}

}  // namespace normscope::ui
