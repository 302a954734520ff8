#include "ui/panels/report/ReportContents.h"

#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace normscope::ui
{

ReportContents::ReportContents(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_list(new QListWidget(this))
{
    m_list->setObjectName(QStringLiteral("reportContents"));
    m_label->setBuddy(m_list);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    // Otherwise a list takes all the room that a column has.
    constexpr int kLeastLines = 8;
    m_list->setMinimumHeight(fontMetrics().height() * kLeastLines);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_label);
    layout->addWidget(m_list, 1);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr) {
            Q_EMIT headingChosen(item->data(Qt::UserRole).toString());
        }
    });
    // Also the one that was chosen last.
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT headingChosen(item->data(Qt::UserRole).toString()); });
    retranslate();
}

void ReportContents::setHeadings(const ReportDocument* document)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const std::vector<Block> none;
    for (const Block& block : document != nullptr ? document->blocks : none) {
        const auto* heading = std::get_if<Heading>(&block);
        if (heading != nullptr && heading->level <= 2) {
            const QString indent(heading->level == 2 ? 4 : 0, QLatin1Char(' '));
            auto* item = new QListWidgetItem(indent + plainText(heading->text), m_list);
            item->setData(Qt::UserRole, heading->anchor);
        }
    }
    m_label->setEnabled(m_list->count() > 0);
}

void ReportContents::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ReportContents::retranslate()
{
    m_label->setText(tr("Contents"));
    m_list->setAccessibleName(tr("Contents"));
    m_list->setToolTip(tr("Goes to that section of the report"));
}

}  // namespace normscope::ui
