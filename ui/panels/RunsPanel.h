#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <set>

#include <normscope/session/RunsWatcher.h>

#include "ui/models/RunFilter.h"
#include "ui/models/RunFolders.h"
#include "ui/models/RunHistory.h"
#include "ui/models/RunTreeModel.h"
#include "ui/panels/RunsView.h"

namespace normscope::ui
{

/// All runs that there are, and what waits in the queue. Choosing one reads it and makes it the current one, until
/// another is chosen; its check box has it stay, laid over the current one's curves.
class RunsPanel : public QWidget
{
    Q_OBJECT

  public:
    /// Both outlive the panel.
    RunsPanel(ExperimentStore& store, RunQueue& queue, QWidget* parent = nullptr);
    ~RunsPanel() override;

    /// Tells paused ones from those that train. The session outlives the panel.
    void follow(const TrainingSession& session) { m_model.follow(session); }
    /// Lists what lies in the folders, as it finds it. The watcher outlives the panel.
    void follow(RunsWatcher& watcher);
    /// Runs that are dragged there are laid over what is shown.
    void acceptDropsOn(QWidget& results);

    /// Folders of runs that are listed besides the default one.
    [[nodiscard]] RunFolders& folders() { return m_folders; }
    /// What was deleted, renamed, noted and starred.
    [[nodiscard]] QUndoStack& undoStack() { return m_history.undoStack(); }
    [[nodiscard]] RunTreeModel& model() { return m_model; }

    /// Reads that experiment or case and makes it the current one, until another is chosen. False, and told, where it
    /// cannot be read.
    bool choose(const std::filesystem::path& folder);

  Q_SIGNALS:
    void resumeRequested(normscope::ExperimentId id);
    void settingsRequested(normscope::ExperimentId id);
    void rerunRequested(normscope::ExperimentId id);
    /// The same of the experiment of several cases in that folder, all of them together.
    void planResumeRequested(const std::filesystem::path& folder);
    void planSettingsRequested(const std::filesystem::path& folder);
    void planRerunRequested(const std::filesystem::path& folder);
    void addFolderRequested();
    /// So many experiments are in the list, or wait.
    void countChanged(int count);

  protected:
    /// Runs that are dropped on the results.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    using Row = QModelIndex;  ///< of the model, not of the filter
    using Rows = QList<QPersistentModelIndex>;
    /// Where the pinned ones are kept in QSettings.
    static constexpr const char* kPinnedKey = "runs/pinned";

    /// What it reads is there, and is current only where nothing else is. Empty, and told, where it cannot be read.
    std::vector<ExperimentId> load(const std::filesystem::path& folder, bool isToStay);
    void choose(const Row& row);
    void check(const Row& row, bool isChecked);
    void showOnly(const Row& row);
    void uncheckAll();
    void pin(const Row& row, bool isPinned);
    [[nodiscard]] static std::set<std::filesystem::path> keptPins();
    [[nodiscard]] bool isPinned(const ShownExperiment& shown) const;
    void loadPinned();
    /// Whether this window trains there or is about to.
    [[nodiscard]] bool isInUse(const std::filesystem::path& folder) const;
    void rename(const Row& row, const QString& title);
    void star(const QList<Row>& rows, bool isStarred);
    void editAbout(const Row& row);
    void editAbout(const QList<Row>& rows);
    /// Experiments are deleted or taken out of the queue.
    void remove(const Rows& rows);
    void removeFromQueue(const Row& row);
    void openFolder(const Row& row);
    void takeMoved(const std::vector<std::filesystem::path>& folders);
    void takeChanges(const CatalogChanges& changes);
    void showMenu(const QPoint& position);
    void addOrders(QMenu& menu, const QPersistentModelIndex& row);
    [[nodiscard]] static QList<Row> stillThere(const Rows& rows);
    void addGroupOrders(QMenu& menu, const QModelIndex& group);
    void fillFoldersMenu();
    void selectCurrent();
    /// Not in a folded group, which would be opened if its row became the current one.
    [[nodiscard]] bool isInSight(const QModelIndex& index) const;
    /// While the model is reset: experiments by their folders.
    void keepSelection();
    void restoreSelection();
    void updateFilter();
    void updateCount();
    void updateShown();
    void tell(const QString& sentence, bool canUndo);
    /// The rows that are selected, of whole experiments.
    [[nodiscard]] QList<Row> selectedExperiments() const;
    [[nodiscard]] Row rowOf(const QModelIndex& shown) const { return m_filter.mapToSource(shown); }
    void retranslate();

    ExperimentStore& m_store;
    RunQueue& m_queue;
    RunFolders m_folders;
    RunHistory m_history;
    RunTreeModel m_model;
    RunFilter m_filter;
    std::set<std::filesystem::path> m_pinned;
    RunsWatcher* m_watcher = nullptr;
    QPointer<QWidget> m_results;
    QString m_problem;     ///< of what is written in the filter
    int m_undoIndex = -1;  ///< of the step that can be undone beside the notice; -1: not known yet
    int m_count = 0;
    bool m_isFiltering = false;
    bool m_isLeaving = false;                       ///< a folder is on its way to the trash
    std::vector<std::filesystem::path> m_selected;  ///< while the model is reset
    std::filesystem::path m_atCursor;

    QLineEdit* m_search;
    QToolButton* m_more;
    QMenu* m_moreMenu;
    QLabel* m_found;  ///< how many the filter leaves, or what is wrong with it
    QLabel* m_notice;
    QToolButton* m_undo;
    RunsView* m_view;
    QTimer m_prepare;  ///< works texts out while nothing else is to do
};

}  // namespace normscope::ui
