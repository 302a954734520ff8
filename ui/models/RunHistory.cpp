#include "ui/models/RunHistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUndoCommand>
#include <algorithm>
#include <system_error>
#include <utility>

#include <normscope/experiment/RunFolder.h>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

QString toText(const std::filesystem::path& path)
{
    return QFile::decodeName(path.c_str());
}

/// Moves a folder back from the trash, and takes away what the trash has written of it. Empty, or why not.
QString bringBack(const QString& inTrash, const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(folder, error))) {
        return RunHistory::tr("In its place there is something else now: %1")
            .arg(QDir::toNativeSeparators(toText(folder)));
    }
    std::filesystem::create_directories(folder.parent_path(), error);
    std::filesystem::rename(QFile::encodeName(inTrash).toStdString(), folder, error);
    if (error) {
        return QString::fromStdString(error.message());
    }
    const QFileInfo trashed(inTrash);
    QFile::remove(trashed.dir().absoluteFilePath(QStringLiteral("../info/%1.trashinfo").arg(trashed.fileName())));
    return {};
}

/// Where the folder lies in the trash now; empty where the trash does not take it, and it is where it was.
QString moveToTrash(const std::filesystem::path& folder)
{
    // Qt makes the trash in there, but not the folder itself; and where it can make no trash it puts things into the
    // working directory (seen in 6.4).
    QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    QStringList made{QStringLiteral("files"), QStringLiteral("info")};
    made.removeIf([](const QString& name) { return QFileInfo::exists(name); });
    QString inTrash;
    const bool isMoved = QFile::moveToTrash(toText(folder), &inTrash);
    if (isMoved && QDir::isRelativePath(inTrash) && !inTrash.isEmpty()) {
        (void)bringBack(inTrash, folder);
        for (const QString& name : made) {
            QDir().rmdir(name);
        }
        return {};
    }
    return isMoved ? inTrash : QString();
}

}  // namespace

/// Experiments are thrown away; undone, they lie where they were.
class RunHistory::Throw : public QUndoCommand
{
  public:
    Throw(RunHistory& history, std::vector<Thrown> experiments)
        : m_history(history)
        , m_experiments(std::move(experiments))
        , m_inTrash(m_experiments.size())
    {
        setText(m_experiments.size() == 1
                    ? RunHistory::tr("Delete “%1”").arg(m_experiments.front().title)
                    : RunHistory::tr("Delete %n experiments", "", static_cast<int>(m_experiments.size())));
    }

    void redo() override
    {
        // Done again, it may be later.
        if (m_history.tellIfTrained(m_experiments)) {
            setObsolete(true);
            return;
        }
        QStringList refused;
        int count = 0;
        for (std::size_t i = 0; i < m_experiments.size(); ++i) {
            Q_EMIT m_history.leaving(m_experiments[i].folder);
            m_inTrash[i] = moveToTrash(m_experiments[i].folder);
            if (m_inTrash[i].isEmpty()) {
                refused.append(m_experiments[i].title);
            } else {
                ++count;
            }
        }
        setObsolete(count == 0);
        m_history.tellMoved(m_experiments);
        if (!refused.isEmpty()) {
            Q_EMIT m_history.failed(RunHistory::tr("The trash does not take “%1”: it stays where it is.")
                                        .arg(refused.join(RunHistory::tr("”, “", "between names in a list"))));
        } else {
            Q_EMIT m_history.done(count == 1 ? RunHistory::tr("Deleted “%1”.").arg(m_experiments.front().title)
                                             : RunHistory::tr("Deleted %n experiments.", "", count));
        }
    }

    void undo() override
    {
        QStringList problems;
        for (std::size_t i = 0; i < m_experiments.size(); ++i) {
            if (m_inTrash[i].isEmpty()) {
                continue;
            }
            if (const QString problem = bringBack(m_inTrash[i], m_experiments[i].folder); !problem.isEmpty()) {
                problems.append(RunHistory::tr("“%1” stays in the trash. %2").arg(m_experiments[i].title, problem));
            }
        }
        setObsolete(!problems.isEmpty());
        m_history.tellMoved(m_experiments);
        if (!problems.isEmpty()) {
            Q_EMIT m_history.failed(problems.join(QLatin1Char('\n')));
        }
    }

  private:
    RunHistory& m_history;
    std::vector<Thrown> m_experiments;
    std::vector<QString> m_inTrash;  ///< where each lies; empty where it does not
};

/// Something is said of experiments.
class RunHistory::Say : public QUndoCommand
{
  public:
    Say(RunHistory& history, std::vector<Said> said, const QString& what)
        : QUndoCommand(what)
        , m_history(history)
        , m_said(std::move(said))
    {
    }

    void redo() override { write(&Said::before, &Said::after); }
    void undo() override { write(&Said::after, &Said::before); }

  private:
    void write(About Said::*from, About Said::*to)
    {
        QStringList problems;
        for (const Said& one : m_said) {
            if (const auto about = writeAbout(one.folder, one.*from, one.*to)) {
                Q_EMIT m_history.said(one.folder, *about);
            } else {
                problems.append(shownText(about.error().message));
            }
        }
        if (!problems.isEmpty()) {
            setObsolete(problems.size() == static_cast<qsizetype>(m_said.size()));
            Q_EMIT m_history.failed(problems.join(QLatin1Char('\n')));
        }
    }

    RunHistory& m_history;
    std::vector<Said> m_said;
};

RunHistory::RunHistory(IsInUse isInUse, QObject* parent)
    : QObject(parent)
    , m_isInUse(std::move(isInUse))
{
}

bool RunHistory::tellIfTrained(const std::vector<Thrown>& experiments)
{
    const auto trained = std::find_if(experiments.begin(), experiments.end(), [this](const Thrown& one) {
        return m_isInUse(one.folder) || !heldRuns(one.folder).empty();
    });
    if (trained == experiments.end()) {
        return false;
    }
    Q_EMIT failed(tr("“%1” is being trained and cannot be deleted now. Stop it first.").arg(trained->title));
    return true;
}

void RunHistory::tellMoved(const std::vector<Thrown>& experiments)
{
    std::vector<std::filesystem::path> folders;
    for (const Thrown& one : experiments) {
        folders.push_back(one.folder);
    }
    Q_EMIT moved(folders);
}

void RunHistory::throwAway(const std::vector<Thrown>& experiments)
{
    if (!experiments.empty() && !tellIfTrained(experiments)) {
        m_stack.push(new Throw(*this, experiments));
    }
}

void RunHistory::say(std::vector<Said> said, const QString& what)
{
    std::erase_if(said, [](const Said& one) { return one.before == one.after; });
    if (!said.empty()) {
        m_stack.push(new Say(*this, std::move(said), what));
    }
}

}  // namespace normscope::ui
