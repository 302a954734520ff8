#include "ui/panels/export/FileField.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace normscope::ui
{

namespace
{

const QString kFolderKey = QStringLiteral("export/folder");

}  // namespace

FileField::FileField(Kind kind, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_edit(new QLineEdit(this))
    , m_browse(new QPushButton(this))
    , m_said(new QLabel(this))
{
    m_edit->setObjectName(QStringLiteral("pathEdit"));
    m_browse->setObjectName(QStringLiteral("browseButton"));
    m_browse->setAutoDefault(false);
    m_said->setObjectName(QStringLiteral("pathProblem"));
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    // A place for it is kept, so that nothing jumps while one types.
    m_said->setMinimumHeight(fontMetrics().height() * 2);
    m_said->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setFocusProxy(m_edit);
    auto* row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    row->addWidget(m_browse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_said);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        say({}, false);
        Q_EMIT pathChanged();
    });
    connect(m_browse, &QPushButton::clicked, this, &FileField::browse);
    retranslate();
}

void FileField::setPath(const QString& path)
{
    m_edit->setText(QDir::toNativeSeparators(path));
}

QString FileField::path() const
{
    const QString text = QDir::fromNativeSeparators(m_edit->text().trimmed());
    return text.startsWith(QLatin1String("~/")) ? QDir::homePath() + text.mid(1) : text;
}

std::filesystem::path FileField::filePath() const
{
    return QFile::encodeName(path()).toStdString();
}

void FileField::setProblem(const QString& problem)
{
    say(problem, true);
    if (!problem.isEmpty()) {
        m_edit->setFocus();
    }
}

void FileField::setNote(const QString& note)
{
    say(note, false);
}

void FileField::say(const QString& text, bool isProblem)
{
    // A sign besides the colour: not everybody sees red.
    m_said->setText(isProblem && !text.isEmpty() ? QStringLiteral("⚠ %1").arg(text) : text);
    m_said->setForegroundRole(isProblem ? QPalette::BrightText : QPalette::PlaceholderText);
    m_edit->setAccessibleDescription(text);
}

void FileField::browse()
{
    const QString chosen = m_kind == Kind::Folder
                               ? QFileDialog::getExistingDirectory(this, tr("Folder for the figures"), path())
                               // The note beneath the field asks about a file that is there already.
                               : QFileDialog::getSaveFileName(this, tr("Save as"), path(), m_filter, nullptr,
                                                              QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty()) {
        setPath(chosen);
    }
}

void FileField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void FileField::retranslate()
{
    m_browse->setText(tr("&Browse…"));
    m_edit->setAccessibleName(m_kind == Kind::Folder ? tr("Folder") : tr("File"));
    m_browse->setAccessibleName(m_kind == Kind::Folder ? tr("Choose a folder") : tr("Choose a file"));
}

QString lastExportFolder()
{
    const QString last = QSettings().value(kFolderKey).toString();
    if (!last.isEmpty() && QDir(last).exists()) {
        return last;
    }
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

void rememberExportFolder(const std::filesystem::path& folder)
{
    QSettings().setValue(kFolderKey, toText(folder));
}

QString toText(const std::filesystem::path& path)
{
    return QFile::decodeName(path.c_str());
}

}  // namespace normscope::ui
