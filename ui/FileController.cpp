#include "ui/FileController.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QSettings>

#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/RunFolder.h>

#include "ui/PlainMessage.h"
#include "ui/models/OwnPresets.h"
#include "ui/models/RunFolders.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

std::filesystem::path toPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

QString fromPath(const std::filesystem::path& path)
{
    return QFile::decodeName(path.c_str());
}

QString lastFolderKey()
{
    return QStringLiteral("lastFolder");
}

}  // namespace

FileController::FileController(Actions& actions, ExperimentDocument& document, ExperimentStore& store, QWidget& window)
    : QObject(&window)
    , m_document(document)
    , m_store(store)
    , m_window(window)
    , m_recent(this)
    , m_kept(document)
{
    m_window.setWindowModified(m_document.isModified());
    connect(actions.newExperiment, &QAction::triggered, this, &FileController::startNew);
    connect(actions.openExperiment, &QAction::triggered, this, &FileController::askForExperiment);
    connect(actions.openRun, &QAction::triggered, this, &FileController::askForResults);
    connect(actions.save, &QAction::triggered, this, &FileController::save);
    connect(actions.saveAs, &QAction::triggered, this, &FileController::saveAs);
    connect(&m_recent, &RecentFiles::chosen, this, &FileController::open);
}

void FileController::open(const QString& path)
{
    const QFileInfo info(path);
    if (!info.isDir()) {
        if (const auto folder = datasetAround(toPath(info.absoluteFilePath()))) {
            m_document.set("dataset", fromPath(*folder));
        } else {
            openExperiment(path);
        }
        return;
    }
    // Any other folder can only be a dataset.
    if (holdsResults(toPath(path)) || RunFolders::holdsExperiments(toPath(path))) {
        openResults(path);
    } else {
        m_document.set("dataset", path);
    }
}

void FileController::startNew()
{
    if (askAboutChanges() != Answer::Stay) {
        m_document.startNew();
    }
}

void FileController::askForExperiment()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open experiment"), folderToStartIn(),
                                                      tr("Experiments (*.json);;All files (*)"));
    if (!path.isEmpty()) {
        openExperiment(path);
    }
}

void FileController::openExperiment(const QString& path)
{
    if (askAboutChanges() == Answer::Stay) {
        return;
    }
    if (auto status = m_document.open(toPath(path)); !status) {
        refuse(path, status.error());
        return;
    }
    QSettings().setValue(lastFolderKey(), QFileInfo(path).absolutePath());
    m_recent.add(path);
}

void FileController::askForResults()
{
    QFileDialog dialog(&m_window, tr("Open results"), fromPath(defaultRunsFolder()));
    dialog.setObjectName(QStringLiteral("openResultsDialog"));
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    // Dialogs of desktops choose one folder only.
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    for (auto* view : dialog.findChildren<QAbstractItemView*>()) {
        if (view->objectName() == QLatin1String("listView") || view->objectName() == QLatin1String("treeView")) {
            view->setSelectionMode(QAbstractItemView::ExtendedSelection);
        }
    }
    if (dialog.exec() == QDialog::Accepted) {
        for (const QString& path : dialog.selectedFiles()) {
            openResults(path);
        }
    }
}

void FileController::openResults(const QString& path)
{
    if (!holdsResults(toPath(path)) && RunFolders::holdsExperiments(toPath(path))) {
        m_recent.add(path);
        Q_EMIT runsFound(toPath(path));
        return;
    }
    const auto plan = readPlan(toPath(path));
    if (plan && plan->cases().size() > 1) {
        const auto problems = m_store.openCases(*plan);
        if (!problems) {
            refuse(path, problems.error());
            return;
        }
        m_recent.add(path);
        if (!problems->empty()) {
            refuse(path, {ErrorCode::Data, problems->front()});
        }
        Q_EMIT casesOpened(toPath(path));
        return;
    }
    if (auto opened = m_store.open(toPath(path)); !opened) {
        refuse(path, opened.error());
        return;
    }
    m_recent.add(path);
}

bool FileController::save()
{
    return m_document.path().empty() ? saveAs() : saveTo(fromPath(m_document.path()));
}

bool FileController::saveAs()
{
    const QString start = m_document.path().empty()
                              ? QDir(folderToStartIn()).filePath(QStringLiteral("experiment.json"))
                              : fromPath(m_document.path());
    QString path = QFileDialog::getSaveFileName(&m_window, tr("Save experiment"), start,
                                                tr("Experiments (*.json);;All files (*)"));
    if (path.isEmpty()) {
        return false;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += QStringLiteral(".json");
    }
    return saveTo(path);
}

bool FileController::saveTo(const QString& path)
{
    if (auto status = m_document.save(toPath(path)); !status) {
        refuse(path, status.error());
        return false;
    }
    QSettings().setValue(lastFolderKey(), QFileInfo(path).absolutePath());
    m_recent.add(path);
    return true;
}

void FileController::keepPreset()
{
    bool isWanted = false;
    const QString title = QInputDialog::getText(&m_window, tr("Keep as preset"), tr("Name of the preset"),
                                                QLineEdit::Normal, {}, &isWanted)
                              .trimmed();
    if (!isWanted || title.isEmpty()) {
        return;
    }
    const std::filesystem::path path = ownPresetPath(title);
    if (QFileInfo::exists(fromPath(path))) {
        QMessageBox question(QMessageBox::Question, tr("Keep as preset"), tr("Replace the preset “%1”?").arg(title),
                             QMessageBox::Yes | QMessageBox::No, &m_window);
        showPlainTexts(question);
        if (question.exec() != QMessageBox::Yes) {
            return;
        }
    }
    QDir().mkpath(QFileInfo(fromPath(path)).path());
    if (const auto status = m_document.saveCopy(path); !status) {
        refuse(fromPath(path), status.error());
    }
}

void FileController::removePreset()
{
    const auto own = ownPresets();
    QStringList titles;
    for (const OwnPreset& preset : own) {
        titles << preset.title;
    }
    bool isWanted = false;
    const QString title =
        QInputDialog::getItem(&m_window, tr("Remove preset"), tr("Goes to the trash:"), titles, 0, false, &isWanted);
    const qsizetype index = titles.indexOf(title);
    if (!isWanted || index < 0) {
        return;
    }
    const QString path = fromPath(own[static_cast<std::size_t>(index)].path);
    if (!QFile::moveToTrash(path)) {
        refuse(path, {ErrorCode::Io, Message::tr("{}: it cannot be moved to the trash", path.toStdString())});
    }
}

void FileController::usePreset(const QString& title, const std::filesystem::path& path)
{
    if (const auto status = m_document.replace(path, tr("Preset %1").arg(title)); !status) {
        refuse(fromPath(path), status.error());
    }
}

bool FileController::mayDiscardChanges()
{
    const Answer answer = askAboutChanges();
    if (answer == Answer::Discard && !m_document.open(m_document.path())) {
        m_document.startNew();
    }
    m_kept.keep();
    return answer != Answer::Stay;
}

FileController::Answer FileController::askAboutChanges()
{
    // Settings that are of no file are kept by themselves, and an undo brings them back.
    if (m_document.path().empty() || !m_document.isModified()) {
        return Answer::GoOn;
    }
    QMessageBox question(QMessageBox::Question, tr("Unsaved changes"),
                         tr("Save the changes of “%1”?").arg(QFileInfo(fromPath(m_document.path())).fileName()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    question.setObjectName(QStringLiteral("unsavedChangesDialog"));
    question.setDefaultButton(QMessageBox::Save);
    showPlainTexts(question);
    switch (question.exec()) {
    case QMessageBox::Save:
        return save() ? Answer::GoOn : Answer::Stay;
    case QMessageBox::Discard:
        return Answer::Discard;
    default:
        return Answer::Stay;
    }
}

void FileController::refuse(const QString& what, const Error& error)
{
    if (!QFileInfo::exists(what)) {
        m_recent.remove(what);
    }
    QMessageBox message(QMessageBox::Warning, tr("Normscope"), shownText(error.message), QMessageBox::Ok, &m_window);
    message.setObjectName(QStringLiteral("fileRefusedDialog"));
    message.setInformativeText(tr("File: %1").arg(QDir::toNativeSeparators(what)));
    showPlainTexts(message);
    message.exec();
}

QString FileController::folderToStartIn() const
{
    return QSettings().value(lastFolderKey(), QDir::homePath()).toString();
}

}  // namespace normscope::ui
