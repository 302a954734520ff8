#pragma once

#include <QAbstractItemModel>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <normscope/session/RunsWatcher.h>

#include "ui/models/ExperimentStore.h"
#include "ui/models/RunFacts.h"
#include "ui/models/RunGrouping.h"
#include "ui/models/RunQuery.h"

namespace normscope::ui
{

/// Every experiment that there is: those of the folders that are watched, those of the store, and what waits in the
/// queue to be begun. Below an experiment its cases, where there are several, its seeds, likewise, and its runs, which
/// are made when somebody looks at them. Of what trains here it has the values of now. Experiments may stand in groups,
/// whose rows are no experiments: nothing can be done to them.
class RunTreeModel : public QAbstractItemModel
{
    Q_OBJECT

  public:
    enum Column
    {
        Title,  ///< with a check box: shown beside the current one
        State,
        Date,
        Model,
        Data,
        Differs,
        Difference,
        Time,
        Tags,
        FirstVariant,  ///< from here on a column for each of knownVariants(): its test accuracy
    };
    enum class Level
    {
        Group,
        Waiting,  ///< in the queue, and nowhere else yet
        Experiment,
        Case,
        Seed,
        Run,
    };
    enum Role
    {
        StarredRole = Qt::UserRole,
        PinnedRole,
        GroupRole,  ///< of a group, what tells it from the others of all groupings, in each session
    };
    /// Of what is dragged: the folders of experiments or cases, a line each.
    static constexpr const char* kMimeType = "application/x-normscope-runs";

    /// Both outlive the model.
    RunTreeModel(ExperimentStore& store, RunQueue& queue, QObject* parent = nullptr);
    ~RunTreeModel() override;

    /// Tells one that trains from one that is paused. The session outlives the model.
    void follow(const TrainingSession& session);
    /// What has been found in the folders that are watched.
    void apply(const CatalogChanges& changes);
    /// What was written into its about.json, before it is looked at again.
    void setAbout(const std::filesystem::path& folder, const About& about);
    /// Folders of experiments or cases.
    void setPinned(const std::set<std::filesystem::path>& pinned);
    /// A reset of the model where it is another.
    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    /// After a change of language.
    void retranslate();

    /// The rows of all experiments and of all that waits, whatever groups they stand in.
    [[nodiscard]] QModelIndexList experiments() const;
    [[nodiscard]] Level levelOf(const QModelIndex& index) const;
    [[nodiscard]] bool isGroup(const QModelIndex& index) const;
    /// The case's folder, or the experiment's where the row is of the whole; empty of one that waits.
    [[nodiscard]] std::filesystem::path folderOf(const QModelIndex& index) const;
    /// The experiment's folder.
    [[nodiscard]] std::filesystem::path rootOf(const QModelIndex& index) const;
    /// Null of one that waits and of a group.
    [[nodiscard]] std::shared_ptr<const ListedExperiment> experimentAt(const QModelIndex& index) const;
    /// The place in the queue of one that waits; 0 of all others.
    [[nodiscard]] ExperimentId waitingIdAt(const QModelIndex& index) const;
    /// What the store shows of the row's experiment or case.
    [[nodiscard]] std::vector<ExperimentId> shownIdsAt(const QModelIndex& index) const;
    [[nodiscard]] RunState stateAt(const QModelIndex& index) const;
    [[nodiscard]] QString titleAt(const QModelIndex& index) const;
    /// Waits in the queue to be begun or gone on with, and nothing of it trains.
    [[nodiscard]] bool isWaiting(const QModelIndex& index) const;

    /// The row of an experiment's folder, or of one of its cases, where somebody has looked at them.
    [[nodiscard]] QModelIndex indexOf(const std::filesystem::path& folder) const;
    /// The row of what the store shows or the queue holds.
    [[nodiscard]] QModelIndex indexOf(ExperimentId id) const;

    /// Whether a query matches an experiment's row, or one in a group's; those that wait always do.
    [[nodiscard]] bool matches(const RunQuery& query, int row, const QModelIndex& parent) const;
    /// By their values in that column: less than 0, 0 or greater. `isDescending`: what must be last is last then, too.
    [[nodiscard]] int compare(const QModelIndex& left, const QModelIndex& right, bool isDescending) const;
    /// Works the texts out that a filter needs, for so many milliseconds; false once all are there.
    bool prepareTexts(int milliseconds);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

  Q_SIGNALS:
    /// Somebody has clicked a check box.
    void checkRequested(const QModelIndex& index, bool isChecked);
    /// Somebody has written another title.
    void renameRequested(const QModelIndex& index, const QString& title);

  private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] static Node* nodeOf(const QModelIndex& index);
    /// Null of a group's row and of none.
    [[nodiscard]] static Node* experimentNodeOf(const QModelIndex& index);
    /// Of experiments, and of what waits.
    [[nodiscard]] std::vector<Node*> experimentNodes() const;
    [[nodiscard]] Node* findNode(const std::filesystem::path& folder) const;
    [[nodiscard]] QModelIndex indexOf(const Node* node, int column = 0) const;
    [[nodiscard]] Nodes childrenOf(Node& node) const;
    void fetch(Node& node);
    /// On top, or in their groups.
    void insert(Nodes nodes);
    void append(Node& above, Nodes nodes);
    void remove(std::vector<Node*> nodes);
    static void link(Node& above, Nodes nodes);
    static void renumber(Node& above, int first);
    /// All groups anew.
    void rebuild();
    /// Groups, each with those that belong into it; what it was given where there are none.
    [[nodiscard]] Nodes inGroups(Nodes nodes) const;
    [[nodiscard]] static std::unique_ptr<Node> makeGroup(const ListGroup& group);
    [[nodiscard]] ListGroup groupFor(const Node& node) const;
    [[nodiscard]] Node* findGroup(const ListGroup& group) const;
    /// Moves an experiment to the group that it belongs into by now.
    void regroup(Node& node);
    void emitGroupChanged(const Node& group);
    /// The node of an experiment's folder, made where there is none.
    Node& require(const std::filesystem::path& folder, Nodes& made);
    /// After what is listed or seen of an experiment has changed. `before`: what it was; null for a new one.
    void refresh(Node& node, const ListedExperiment* before);
    void update(const std::filesystem::path& folder);
    void updateShown(ExperimentId id);
    void updateQueue();
    void emitChanged(const Node& node);
    [[nodiscard]] std::vector<const ShownExperiment*> shownOf(const std::filesystem::path& root) const;
    [[nodiscard]] ListedRuns runsOf(const Node& node) const;
    [[nodiscard]] static const ListedCase* caseOf(const Node& node);
    [[nodiscard]] RunState stateOf(const Node& node) const;
    [[nodiscard]] bool matches(const RunQuery& query, const Node& node) const;
    /// Works out what it is sorted by in that column.
    void prepareSorting(const Node& node, int column) const;
    [[nodiscard]] int placeOf(const Node& node) const;
    [[nodiscard]] QString titleOf(const Node& node) const;
    [[nodiscard]] const QString& wordsOf(const Node& node) const;
    [[nodiscard]] std::optional<double> accuracyOf(const Node& node, const std::string& variant) const;
    [[nodiscard]] std::optional<double> differenceOf(const Node& node) const;
    [[nodiscard]] Qt::CheckState checkStateOf(const Node& node) const;
    [[nodiscard]] QString textOf(const Node& node, int column) const;
    [[nodiscard]] QString stateText(const Node& node) const;
    [[nodiscard]] QString tipOf(const Node& node) const;
    [[nodiscard]] bool isPinned(const Node& node) const;
    [[nodiscard]] static std::string variantOf(int column);

    ExperimentStore& m_store;
    RunQueue& m_queue;
    std::unique_ptr<Node> m_top;
    std::unordered_map<std::string, Node*> m_nodes;                   ///< of experiments, by their folders
    std::unordered_map<ExperimentId, std::filesystem::path> m_shown;  ///< the experiment's folder of each in the store
    std::unordered_map<std::string, int> m_places;  ///< in the queue, by folders of experiments and cases
    std::set<std::filesystem::path> m_pinned;
    std::set<ExperimentId> m_stale;  ///< whose runs have gone on since they were last looked at
    QTimer m_refresh;
    Grouping m_grouping = Grouping::None;
    QTimer m_midnight;                ///< when today is yesterday
    std::filesystem::path m_current;  ///< the experiment's folder of the current one
    std::size_t m_prepared = 0;
    bool m_isPaused = false;  ///< what trains
};

}  // namespace normscope::ui
