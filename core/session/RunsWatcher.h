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
/// two seconds, since network file systems give none. Looks on a thread of its own; everything else is the thread's
/// that made it.
class RunsWatcher : public QObject
{
    Q_OBJECT

  public:
    /// `index` as for RunsCatalog.
    explicit RunsWatcher(std::filesystem::path index, QObject* parent = nullptr);
    /// Waits for the look that is under way.
    ~RunsWatcher() override;

    /// Watches these in place of those before, and looks at once. Experiments that are in none of them any more are told
    /// as gone.
    void setFolders(std::vector<std::filesystem::path> folders);
    [[nodiscard]] const std::vector<std::filesystem::path>& folders() const;

    /// Looks now; one look more follows where one is under way.
    void look();

  Q_SIGNALS:
    /// Not empty. The first of a start is what the index remembers.
    void changed(const normscope::CatalogChanges& changes);
    /// Every folder has been looked at once since setFolders().
    void firstLookEnded();

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace normscope

Q_DECLARE_METATYPE(normscope::CatalogChanges)
