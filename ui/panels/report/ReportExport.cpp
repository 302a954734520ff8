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
    , m_said(new QLabel(this))
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
    m_said->setObjectName(QStringLiteral("reportSaid"));
    m_said->setWordWrap(true);
    // Names of files and errors are shown as they are, and can be copied.
    m_said->setTextFormat(Qt::PlainText);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->addWidget(m_title);
    layout->addWidget(m_write);
    layout->addWidget(m_openFolder);
    layout->addSpacing(gap);
    for (const auto& [format, button] : m_save) {
        layout->addWidget(button);
    }
    layout->addSpacing(gap);
    layout->addWidget(m_handIn);
    layout->addSpacing(gap);
    layout->addWidget(m_said);
    layout->addStretch();
    connect(m_write, &QPushButton::clicked, this, &ReportExport::writeRequested);
    connect(m_handIn, &QPushButton::clicked, this, &ReportExport::handInRequested);
    connect(m_openFolder, &QPushButton::clicked, this, &ReportExport::openFolderRequested);
    retranslate();
}

void ReportExport::setAvailable(bool hasReport, bool hasHome)
{
    for (QPushButton* button : {m_write, m_save[ReportFormat::Pdf], m_save[ReportFormat::Html],
                                m_save[ReportFormat::Latex], m_save[ReportFormat::Markdown]}) {
        button->setEnabled(hasReport);
    }
    m_handIn->setEnabled(hasReport && hasHome);
    m_openFolder->setEnabled(hasHome);
    if (hasHome != m_hasHome) {
        m_hasHome = hasHome;
        retranslate();
    }
}

void ReportExport::say(const QString& text, bool isProblem)
{
    m_said->setText(text);
    QFont font = this->font();
    font.setBold(isProblem);
    m_said->setFont(font);
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
    m_openFolder->setToolTip(tr("Show the folder of the results"));
    m_save[ReportFormat::Pdf]->setText(tr("Save P&DF…"));
    m_save[ReportFormat::Html]->setText(tr("Save &HTML…"));
    m_save[ReportFormat::Html]->setToolTip(tr("One file that needs nothing else"));
    m_save[ReportFormat::Latex]->setText(tr("Save La&TeX…"));
    m_save[ReportFormat::Latex]->setToolTip(tr("The source, with its figures in a folder beside it"));
    m_save[ReportFormat::Markdown]->setText(tr("Save &Markdown…"));
    m_save[ReportFormat::Markdown]->setToolTip(tr("The text, with its figures in a folder beside it"));
    m_handIn->setText(tr("&Zip to hand in"));
    m_handIn->setToolTip(m_hasHome ? tr("Writes the report, and packs it with figures, tables and the commands that "
                                        "make all of it again: no weights, no data")
                                   : tr("For one experiment or case, or all cases of an experiment"));
}

}  // namespace normscope::ui
