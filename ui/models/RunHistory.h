#pragma once

#include <QObject>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <vector>

#include <normscope/experiment/About.h>

namespace normscope::ui
{

/// What is done to experiments in their folders, and can be undone: throwing them away and saying something of them. A
/// folder that is thrown away lies in the desktop's trash as it was; of one that stays nothing but its about.json is
/// written.
class RunHistory : public QObject
{
    Q_OBJECT

  public:
    /// Whether this window trains there or is about to, which no lock tells yet.
    using IsInUse = std::function<bool(const std::filesystem::path& folder)>;
    explicit RunHistory(IsInUse isInUse, QObject* parent = nullptr);

    [[nodiscard]] QUndoStack& undoStack() { return m_stack; }

    struct Thrown
    {
        std::filesystem::path folder;
        QString title;
    };
    /// Moves them all to the trash, as one step. Nothing happens where one of them is being trained.
    void throwAway(const std::vector<Thrown>& experiments);

    struct Said
    {
        std::filesystem::path folder;
        About before;
        About after;
    };
    /// As one step, called `what`. Nothing happens where nothing is different. What others have said meanwhile of
    /// something else stays.
    void say(std::vector<Said> said, const QString& what);

  Q_SIGNALS:
    /// Before its folder goes away.
    void leaving(const std::filesystem::path& folder);
    /// They have gone or come back.
    void moved(const std::vector<std::filesystem::path>& folders);
    void said(const std::filesystem::path& folder, const normscope::About& about);
    /// What has been done, to be told beside an offer to undo it.
    void done(const QString& sentence);
    /// What could not be done, and why.
    void failed(const QString& sentence);

  private:
    class Throw;
    class Say;

    /// Tells of the first that is being trained; false where none is.
    bool tellIfTrained(const std::vector<Thrown>& experiments);
    void tellMoved(const std::vector<Thrown>& experiments);

    IsInUse m_isInUse;
    QUndoStack m_stack;
};

}  // namespace normscope::ui
