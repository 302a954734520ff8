#include "ui/panels/ExportDialog.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>

#include "ui/charts/AxesDialog.h"
#include "ui/models/ShownText.h"
#include "ui/panels/export/FigureExport.h"

namespace normscope::ui
{

namespace
{

constexpr std::array kFormats{PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf};

}  // namespace

ExportDialog::ExportDialog(LineChart& chart, const QString& prefix, QWidget* parent)
    : QDialog(parent)
    , m_chart(chart)
    , m_form(new PictureForm(this))
    , m_words(new QPushButton(this))
    , m_preview(new PicturePreview(chart, this))
    , m_file(new FileField(FileField::Kind::File, this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("exportDialog"));
    auto* top = new QHBoxLayout;
    auto* side = new QVBoxLayout;
    side->addWidget(m_form);
    side->addWidget(m_words, 0, Qt::AlignLeft);
    side->addStretch();
    m_words->setObjectName(QStringLiteral("wordsButton"));
    m_words->setAutoDefault(false);
    top->addLayout(side);
    top->addWidget(m_preview, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top, 1);
    layout->addWidget(m_file);
    layout->addWidget(m_buttons);

    connect(m_form, &PictureForm::changed, this, [this] { m_preview->setOptions(m_form->options()); });
    connect(m_words, &QPushButton::clicked, this, &ExportDialog::editWords);
    connect(m_form, &PictureForm::formatChanged, this, &ExportDialog::putFormatIntoName);
    connect(m_file, &FileField::pathChanged, this, &ExportDialog::takeFormatFromName);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    m_form->restore();
    const QString name = fileNameOf(prefix.isEmpty() ? chart.title() : prefix + QLatin1Char(' ') + chart.title());
    m_file->setPath(QDir(lastExportFolder()).filePath(QStringLiteral("%1.%2").arg(name, suffixOf(m_form->format()))));
    m_preview->setOptions(m_form->options());
    retranslate();
}

std::filesystem::path ExportDialog::path() const
{
    const QString text = m_file->path();
    const QString suffix = suffixOf(m_form->format());
    const bool hasSuffix = QFileInfo(text).suffix().compare(suffix, Qt::CaseInsensitive) == 0;
    return QFile::encodeName(hasSuffix ? text : QStringLiteral("%1.%2").arg(text, suffix)).toStdString();
}

void ExportDialog::takeFormatFromName()
{
    for (const PictureFormat format : kFormats) {
        if (QFileInfo(m_file->path()).suffix().compare(suffixOf(format), Qt::CaseInsensitive) == 0) {
            m_form->setFormat(format);
        }
    }
    updateNote();
}

void ExportDialog::putFormatIntoName()
{
    m_file->setFilter(
        QStringLiteral("%1 (*.%2)").arg(suffixOf(m_form->format()).toUpper(), suffixOf(m_form->format())));
    const QString path = m_file->path();
    const QString suffix = QFileInfo(path).suffix();
    for (const PictureFormat format : kFormats) {
        if (format != m_form->format() && suffix.compare(suffixOf(format), Qt::CaseInsensitive) == 0) {
            m_file->setPath(path.left(path.size() - suffix.size()) + suffixOf(m_form->format()));
        }
    }
    updateNote();
}

void ExportDialog::editWords()
{
    auto* dialog = new AxesDialog(m_chart, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { m_preview->setOptions(m_form->options()); });
    dialog->open();
}

void ExportDialog::updateNote()
{
    const bool hasName = !QFileInfo(m_file->path()).fileName().isEmpty();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(hasName);
    m_file->setNote(hasName && QFileInfo::exists(toText(path()))
                        ? tr("This file is there already and will be replaced.")
                        : QString());
}

void ExportDialog::accept()
{
    const auto target = path();
    if (const Status written = exportPicture(m_chart, target, m_form->format(), m_form->options()); !written) {
        m_file->setProblem(shownText(written.error().message));
        return;
    }
    m_form->remember();
    rememberExportFolder(std::filesystem::absolute(target).parent_path());
    QDialog::accept();
}

void ExportDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export figure"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setToolTip(tr("As it will be written"));
    m_words->setText(tr("&Titles and labels…"));
    m_words->setToolTip(tr("Other titles, ranges and names of curves, on the screen and in pictures"));
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("&Save"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    updateNote();
}

}  // namespace normscope::ui
