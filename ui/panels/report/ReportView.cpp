#include "ui/panels/report/ReportView.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/panels/report/ReportHtml.h"

namespace normscope::ui
{

namespace
{

constexpr double kWidestColumn = 56;  ///< in heights of its letters
constexpr double kMargin = 18;
constexpr double kScreenDpi = 96;

QColor mixed(const QColor& a, const QColor& b, double part)
{
    const auto mix = [part](int x, int y) { return static_cast<int>(x + (y - x) * part); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

ReportColours coloursOf(const QPalette& palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor ground = palette.color(QPalette::Base);
    return {mixed(text, ground, 0.3), mixed(ground, text, 0.25), mixed(ground, text, 0.06),
            mixed(ground, QColor(0xd9, 0x8e, 0x00), 0.16)};
}

}  // namespace

ReportView::ReportView(QWidget* parent)
    : QTextBrowser(parent)
    , m_pictures(new ReportPictures(this))
{
    setObjectName(QStringLiteral("reportView"));
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(kMargin);
    document()->documentLayout()->registerHandler(QTextFormat::ImageObject, m_pictures);
    retranslate();
}

double ReportView::pictureDpi() const
{
    return kScreenDpi * ReportPictures::kScreenScale * devicePixelRatioF();
}

void ReportView::setReport(const ReportPointer& report)
{
    m_report = report;
    m_pictures->setReport(report);
    fill();
}

void ReportView::setPicture(int figure, const QImage& image)
{
    m_pictures->setImage(figure, image);
    viewport()->update();
}

void ReportView::fill()
{
    const int place = verticalScrollBar()->value();
    if (m_report) {
        setHtml(toScreenHtml(m_report->document, coloursOf(palette()), fontInfo().pointSizeF()));
    } else {
        clear();
    }
    verticalScrollBar()->setValue(place);
}

void ReportView::centre()
{
    const int column = static_cast<int>(fontMetrics().height() * kWidestColumn);
    const int side = std::max(0, (width() - column) / 2);
    setViewportMargins(side, 0, side, 0);
}

void ReportView::resizeEvent(QResizeEvent* event)
{
    centre();
    QTextBrowser::resizeEvent(event);
}

void ReportView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        fill();
    }
}

void ReportView::retranslate()
{
    setAccessibleName(tr("Report"));
    m_pictures->setWaitingText(tr("Being drawn …"));
    viewport()->update();
}

}  // namespace normscope::ui
