#include "ui/models/RunTreeModel.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

#include "ui/models/RunFolders.h"
#include "ui/models/RunTreeNode.h"

namespace normscope::ui
{

namespace
{

constexpr int kRefreshMilliseconds = 300;

std::vector<std::uint64_t> seedsOf(const ListedCase& one)
{
    std::vector<std::uint64_t> seeds;
    for (const ListedRun& run : one.runs) {
        if (std::find(seeds.begin(), seeds.end(), run.seed) == seeds.end()) {
            seeds.push_back(run.seed);
        }
    }
    return seeds;
}

}  // namespace

RunTreeModel::RunTreeModel(ExperimentStore& store, RunQueue& queue, QObject* parent)
    : QAbstractItemModel(parent)
    , m_store(store)
    , m_queue(queue)
    , m_top(std::make_unique<Node>())
{
    m_top->isFetched = true;
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMilliseconds);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        for (const ExperimentId id : std::exchange(m_stale, {})) {
            updateShown(id);
        }
    });
    connect(&queue, &RunQueue::queueChanged, this, &RunTreeModel::updateQueue);
    connect(&store, &ExperimentStore::experimentAdded, this, &RunTreeModel::updateShown);
    connect(&store, &ExperimentStore::stateChanged, this, &RunTreeModel::updateShown);
    connect(&store, &ExperimentStore::checkedChanged, this, &RunTreeModel::updateShown);
    connect(&store, &ExperimentStore::runsChanged, this, [this](ExperimentId id) {
        m_stale.insert(id);
        if (!m_refresh.isActive()) {
            m_refresh.start();
        }
    });
    connect(&store, &ExperimentStore::experimentClosed, this, [this](ExperimentId id) {
        const auto folder = m_shown[id];
        m_shown.erase(id);
        update(folder);
    });
    connect(&store, &ExperimentStore::currentChanged, this, [this] {
        const ShownExperiment* current = m_store.current();
        const auto now = current != nullptr ? m_shown[current->id] : std::filesystem::path();
        for (const auto& folder : {std::exchange(m_current, now), now}) {
            if (const Node* node = findNode(folder)) {
                emitChanged(*node);
            }
        }
    });
    connect(&m_midnight, &QTimer::timeout, this, &RunTreeModel::rebuild);
    m_midnight.setSingleShot(true);
    for (const auto& [id, shown] : store.experiments()) {
        updateShown(id);
    }
    updateQueue();
}

RunTreeModel::~RunTreeModel() = default;

void RunTreeModel::setPinned(const std::set<std::filesystem::path>& pinned)
{
    const auto before = std::exchange(m_pinned, pinned);
    for (const auto& folders : {before, m_pinned}) {
        for (const auto& folder : folders) {
            if (const QModelIndex row = indexOf(folder); row.isValid()) {
                emitChanged(nodeOf(row)->experiment());
            }
        }
    }
}

void RunTreeModel::retranslate()
{
    for (Node* node : experimentNodes()) {
        node->forget();
        for (const auto& below : node->children) {
            emitChanged(*below);
        }
    }
    m_prepared = 0;
    if (m_grouping != Grouping::None) {
        rebuild();
    } else if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void RunTreeModel::emitChanged(const Node& node)
{
    Q_EMIT dataChanged(indexOf(&node), indexOf(&node, columnCount() - 1));
    for (const auto& below : node.children) {
        emitChanged(*below);
    }
    if (node.above != nullptr && node.above->level == Level::Group) {
        emitGroupChanged(*node.above);
    }
}

RunTreeModel::Node* RunTreeModel::nodeOf(const QModelIndex& index)
{
    return static_cast<Node*>(index.internalPointer());
}

RunTreeModel::Node* RunTreeModel::findNode(const std::filesystem::path& folder) const
{
    const auto found = m_nodes.find(folder.string());
    return found == m_nodes.end() ? nullptr : found->second;
}

QModelIndex RunTreeModel::indexOf(const Node* node, int column) const
{
    return node == m_top.get() ? QModelIndex() : createIndex(node->row, column, node);
}

RunTreeModel::Nodes RunTreeModel::childrenOf(Node& node) const
{
    Nodes children;
    const auto add = [&](Level level) -> Node& {
        auto& child = children.emplace_back(std::make_unique<Node>());
        child->level = level;
        child->above = &node;
        child->row = static_cast<int>(children.size()) - 1;
        child->caseIndex = node.caseIndex;
        child->seed = node.seed;
        return *child;
    };
    const auto addRuns = [&](const ListedCase& one, bool isOfSeed) {
        for (std::size_t i = 0; i < one.runs.size(); ++i) {
            if (!isOfSeed || one.runs[i].seed == node.seed) {
                Node& child = add(Level::Run);
                child.run = i;
                child.seed = one.runs[i].seed;
            }
        }
    };
    if (node.level == Level::Waiting || node.level == Level::Run) {
        return children;
    }
    const ListedExperiment& what = node.what();
    if (node.level == Level::Experiment && what.cases.size() > 1) {
        for (std::size_t i = 0; i < what.cases.size(); ++i) {
            add(Level::Case).caseIndex = i;
        }
    } else if (!what.cases.empty()) {
        const ListedCase& one = what.cases.at(node.caseIndex);
        const auto seeds = seedsOf(one);
        if (node.level != Level::Seed && seeds.size() > 1) {
            for (const std::uint64_t seed : seeds) {
                add(Level::Seed).seed = seed;
            }
        } else {
            addRuns(one, node.level == Level::Seed);
        }
    }
    return children;
}

void RunTreeModel::fetch(Node& node)
{
    auto children = childrenOf(node);
    node.isFetched = true;
    if (!children.empty()) {
        beginInsertRows(indexOf(&node), 0, static_cast<int>(children.size()) - 1);
        node.children = std::move(children);
        endInsertRows();
    }
}

int RunTreeModel::rowCount(const QModelIndex& parent) const
{
    if (parent.column() > 0) {
        return 0;
    }
    return static_cast<int>((parent.isValid() ? *nodeOf(parent) : *m_top).children.size());
}

int RunTreeModel::columnCount(const QModelIndex& /*parent*/) const
{
    return FirstVariant + static_cast<int>(knownVariants().size());
}

QModelIndex RunTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    const Node& above = parent.isValid() ? *nodeOf(parent) : *m_top;
    return createIndex(row, column, above.children[static_cast<std::size_t>(row)].get());
}

QModelIndex RunTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->above) : QModelIndex();
}

bool RunTreeModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid()) {
        return !m_top->children.empty();
    }
    const Node& node = *nodeOf(parent);
    if (node.level == Level::Group) {
        return parent.column() == 0 && !node.children.empty();
    }
    return parent.column() == 0 && node.level != Level::Waiting && node.level != Level::Run &&
           !node.what().cases.empty();
}

bool RunTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return hasChildren(parent) && parent.isValid() && !nodeOf(parent)->isFetched;
}

void RunTreeModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent)) {
        fetch(*nodeOf(parent));
    }
}

}  // namespace normscope::ui
