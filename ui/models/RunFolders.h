#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

namespace normscope::ui
{

/// The folder's path from the root, without links and without a slash at its end: equal for all ways to name it. As it
/// is where that cannot be told.
[[nodiscard]] std::filesystem::path comparable(const std::filesystem::path& folder);

/// The folders whose experiments are listed: the one that runs go to by default, those that were opened, which are kept
/// from session to session, and experiments that lie elsewhere, while the window shows them.
class RunFolders : public QObject
{
    Q_OBJECT

  public:
    explicit RunFolders(QObject* parent = nullptr);

    /// All of them, each once, without links in their paths.
    [[nodiscard]] std::vector<std::filesystem::path> all() const;
    [[nodiscard]] const std::vector<std::filesystem::path>& kept() const { return m_kept; }
    void add(const std::filesystem::path& folder);
    void remove(const std::filesystem::path& folder);
    /// The folders of experiments that are shown; those that lie in none of the others are listed, too.
    void setShown(const std::vector<std::filesystem::path>& experiments);

    /// Whether experiments lie directly in that folder.
    [[nodiscard]] static bool holdsExperiments(const std::filesystem::path& folder);

  Q_SIGNALS:
    void changed();

  private:
    std::vector<std::filesystem::path> m_kept;
    std::vector<std::filesystem::path> m_shown;
};

}  // namespace normscope::ui
