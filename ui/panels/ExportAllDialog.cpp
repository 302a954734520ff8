#include "ui/panels/ExportAllDialog.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/models/ShownText.h"
#include "ui/panels/export/FigureExport.h"

namespace normscope::ui
{

ExportAllDialog::ExportAllDialog(std::vector<std::pair<QString, LineChart*>> charts, const QString& folderName,
                                 QWidget* parent)
    : QDialog(parent)
    , m_charts(std::move(charts))
    , m_form(new PictureForm(this))
    , m_list(new QLabel(this))
    , m_folder(new FileField(FileField::Kind::Folder, this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("exportAllDialog"));
    m_list->setObjectName(QStringLiteral("figureList"));
    m_list->setTextFormat(Qt::PlainText);
    m_list->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* top = new QHBoxLayout;
    top->addWidget(m_form, 1);
    top->addSpacing(fontMetrics().height() * 2);
    top->addWidget(m_list, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top, 1);
    layout->addWidget(m_folder);
    layout->addWidget(m_buttons);
    m_folder->setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    connect(m_form, &PictureForm::formatChanged, this, &ExportAllDialog::updateNote);
    connect(m_folder, &FileField::pathChanged, this, &ExportAllDialog::updateNote);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ExportAllDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ExportAllDialog::reject);
    m_form->restore();
    m_folder->setPath(QDir(lastExportFolder()).filePath(fileNameOf(folderName)));
    retranslate();
}

void ExportAllDialog::updateNote()
{
    const auto files = figureFiles(m_charts, m_folder->filePath(), m_form->format());
    QStringList names;
    for (const auto& file : files) {
        names.push_back(toText(file.filename()));
    }
    m_list->setText(tr("%n figure(s):", "", static_cast<int>(names.size())) + QLatin1Char('\n') +
                    names.join(QLatin1Char('\n')));
    const bool hasFolder = !m_folder->path().isEmpty();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(hasFolder && !files.empty());
    const auto there =
        std::count_if(files.begin(), files.end(), [](const auto& file) { return QFileInfo::exists(toText(file)); });
    m_folder->setNote(hasFolder && there > 0
                          ? tr("%n file(s) are there already and will be replaced.", "", static_cast<int>(there))
                          : QString());
}

void ExportAllDialog::accept()
{
    const auto folder = m_folder->filePath();
    auto written = exportAllFigures(m_charts, folder, m_form->format(), m_form->options());
    if (!written) {
        m_folder->setProblem(shownText(written.error().message));
        return;
    }
    m_files = std::move(*written);
    m_form->remember();
    rememberExportFolder(std::filesystem::absolute(folder).parent_path());
    QDialog::accept();
}

void ExportAllDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void ExportAllDialog::retranslate()
{
    setWindowTitle(tr("Export all figures"));
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("&Save all"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    updateNote();
}

}  // namespace normscope::ui
