#include "ui/panels/report/ReportExport.h"

#include <QEvent>
#include <QVBoxLayout>

namespace normscope::ui
{

ReportExport::ReportExport(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_write(new QPushButton(this))
    , m_handIn(new QPushButton(this))
    , m_openFolder(new QPushButton(this))
    , m_notice(new SavedNotice(this))
{
    const auto addSave = [this](ReportFormat format, const char* name) {
        auto* button = new QPushButton(this);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, [this, format] { Q_EMIT saveRequested(format); });
        m_save[format] = button;
    };
    addSave(ReportFormat::Pdf, "reportSavePdf");
    addSave(ReportFormat::Html, "reportSaveHtml");
    addSave(ReportFormat::Latex, "reportSaveLatex");
    addSave(ReportFormat::Markdown, "reportSaveMarkdown");
    m_write->setObjectName(QStringLiteral("reportWrite"));
    m_handIn->setObjectName(QStringLiteral("reportHandIn"));
    m_openFolder->setObjectName(QStringLiteral("reportOpenFolder"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_handIn);
    layout->addWidget(m_write);
    layout->addWidget(m_openFolder);
    layout->addSpacing(fontMetrics().height() / 2);
    for (const auto& [format, button] : m_save) {
        layout->addWidget(button);
    }
    layout->addWidget(m_notice);
    connect(m_write, &QPushButton::clicked, this, &ReportExport::writeRequested);
    connect(m_handIn, &QPushButton::clicked, this, &ReportExport::handInRequested);
    connect(m_openFolder, &QPushButton::clicked, this, &ReportExport::openFolderRequested);
    retranslate();
}

void ReportExport::setAvailable(bool hasReport, bool hasHome, bool hasFolder)
{
    for (QPushButton* button : {m_handIn, m_write, m_save[ReportFormat::Pdf], m_save[ReportFormat::Html],
                                m_save[ReportFormat::Latex], m_save[ReportFormat::Markdown]}) {
        button->setEnabled(hasReport);
    }
    m_openFolder->setEnabled(hasFolder);
    if (hasHome != m_hasHome) {
        m_hasHome = hasHome;
        retranslate();
    }
}

void ReportExport::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ReportExport::retranslate()
{
    m_title->setText(tr("Export"));
    m_write->setText(m_hasHome ? tr("&Write report") : tr("&Write report…"));
    m_write->setToolTip(m_hasHome ? tr("Report, figures and tables into the folder of the results, as the command "
                                       "“normscope report” writes them")
                                  : tr("Report, figures and tables into a folder of your choice"));
    m_openFolder->setText(tr("&Open folder"));
    m_openFolder->setToolTip(tr("Show the folder that the report was written to last, or that of the results"));
    m_save[ReportFormat::Pdf]->setText(tr("Save P&DF…"));
    m_save[ReportFormat::Html]->setText(tr("&Save HTML…"));
    m_save[ReportFormat::Html]->setToolTip(tr("One file that needs nothing else"));
    m_save[ReportFormat::Latex]->setText(tr("Save LaTe&X…"));
    m_save[ReportFormat::Latex]->setToolTip(tr("The source, with its figures in a folder beside it"));
    m_save[ReportFormat::Markdown]->setText(tr("Save &Markdown…"));
    m_save[ReportFormat::Markdown]->setToolTip(tr("The text, with its figures in a folder beside it"));
    m_handIn->setText(tr("&Zip to hand in…"));
    m_handIn->setToolTip(tr("One file with the report, figures, tables and the commands that make all of it again, of "
                            "everything that the report is on: no weights, no data"));
}

}  // namespace normscope::ui
