#pragma once

#include <QMetaType>
#include <QObject>
#include <filesystem>
#include <memory>
#include <vector>

#include <normscope/experiment/RunsCatalog.h>

namespace normscope
{

/// Keeps a list of the experiments in folders of runs as true as can be: by the system's notices, and by a look every
/// two seconds, since network file systems give none; less often where looks would take more than a twentieth of a
/// core. Looks on a thread of its own; everything else is the thread's that made it.
class RunsWatcher : public QObject
{
    Q_OBJECT

  public:
    /// `index` as for RunsCatalog.
    explicit RunsWatcher(std::filesystem::path index, QObject* parent = nullptr);
    /// Ends the look that is under way, and waits for it and for the index to be written.
    ~RunsWatcher() override;

    /// Watches these in place of those before, and looks at once. Experiments that are in none of them any more are
    /// told as gone.
    void setFolders(std::vector<std::filesystem::path> folders);
    [[nodiscard]] const std::vector<std::filesystem::path>& folders() const;

    /// Looks now; one look more follows where one is under way.
    void look();

  Q_SIGNALS:
    /// Not empty. The first of a start is what the index remembers.
    void changed(const normscope::CatalogChanges& changes);
    /// Every folder has been looked at once since setFolders().
    void firstLookEnded();
    /// Between the threads: there is something in what they share.
    void ordered(QPrivateSignal);
    void found(QPrivateSignal);

  private:
    class Looker;
    struct Shared;
    void tell();

    std::vector<std::filesystem::path> m_folders;
    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<Looker> m_looker;
};

}  // namespace normscope

Q_DECLARE_METATYPE(normscope::CatalogChanges)
