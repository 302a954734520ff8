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

/// Whether the rows below an experiment are the same.
bool hasSameShape(const ListedExperiment& a, const ListedExperiment& b)
{
    const auto isSameRun = [](const ListedRun& one, const ListedRun& other) {
        return one.seed == other.seed && one.variant == other.variant;
    };
    return std::equal(a.cases.begin(), a.cases.end(), b.cases.begin(), b.cases.end(),
                      [&](const ListedCase& one, const ListedCase& other) {
                          return one.name == other.name && std::equal(one.runs.begin(), one.runs.end(),
                                                                      other.runs.begin(), other.runs.end(), isSameRun);
                      });
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
    for (const auto& [id, shown] : store.experiments()) {
        updateShown(id);
    }
    updateQueue();
}

RunTreeModel::~RunTreeModel() = default;

void RunTreeModel::follow(const TrainingSession& session)
{
    connect(&session, &TrainingSession::stateChanged, this, [this](const SessionState& state) {
        m_isPaused = std::holds_alternative<SessionPaused>(state);
        updateShown(m_queue.runningId());
    });
}

void RunTreeModel::apply(const CatalogChanges& changes)
{
    std::vector<std::unique_ptr<Node>> made;
    for (const auto& listed : changes.changed) {
        Node& node = require(listed->folder, made);
        node.isWatched = true;
        if (node.listed != nullptr && *node.listed == *listed && node.seen == nullptr) {
            continue;
        }
        const auto before = node.seen != nullptr ? node.seen : node.listed;
        node.listed = listed;
        // What has ended here is told by its folder from now on.
        node.seen = node.isLive
                        ? std::make_shared<const ListedExperiment>(seenFromHere(listed.get(), shownOf(node.folder)))
                        : nullptr;
        refresh(node, before.get());
    }
    insert(std::move(made));
    std::vector<Node*> gone;
    for (const auto& folder : changes.gone) {
        if (Node* node = findNode(folder)) {
            node->isWatched = false;
            if (shownOf(node->folder).empty()) {
                gone.push_back(node);
            }
        }
    }
    remove(std::move(gone));
}

void RunTreeModel::setAbout(const std::filesystem::path& folder, const About& about)
{
    Node* node = findNode(folder);
    if (node == nullptr) {
        return;
    }
    const auto changed = [&](const std::shared_ptr<const ListedExperiment>& before) {
        auto after = std::make_shared<ListedExperiment>(*before);
        after->about = about;
        return after;
    };
    node->listed = node->listed != nullptr ? changed(node->listed) : nullptr;
    node->seen = node->seen != nullptr ? changed(node->seen) : nullptr;
    refresh(*node, &node->what());
}

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
    for (const auto& node : m_top->children) {
        node->title.clear();
        node->words.clear();
        for (const auto& below : node->children) {
            below->title.clear();
            emitChanged(*below);
        }
    }
    m_prepared = 0;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

RunTreeModel::Node& RunTreeModel::require(const std::filesystem::path& folder, std::vector<std::unique_ptr<Node>>& made)
{
    if (Node* node = findNode(folder)) {
        return *node;
    }
    auto& node = made.emplace_back(std::make_unique<Node>());
    node->folder = folder;
    m_nodes.emplace(folder.string(), node.get());
    return *node;
}

void RunTreeModel::insert(std::vector<std::unique_ptr<Node>> nodes)
{
    if (nodes.empty()) {
        return;
    }
    auto row = static_cast<int>(m_top->children.size());
    beginInsertRows({}, row, row + static_cast<int>(nodes.size()) - 1);
    for (auto& node : nodes) {
        node->above = m_top.get();
        node->row = row++;
        m_top->children.push_back(std::move(node));
    }
    endInsertRows();
}

void RunTreeModel::remove(std::vector<Node*> nodes)
{
    std::sort(nodes.begin(), nodes.end(), [](const Node* a, const Node* b) { return a->row > b->row; });
    auto& rows = m_top->children;
    // Neighbours at once, from below.
    for (std::size_t i = 0; i < nodes.size();) {
        const int last = nodes[i]->row;
        int first = last;
        for (++i; i < nodes.size() && nodes[i]->row == first - 1; ++i) {
            --first;
        }
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row) {
            m_nodes.erase(rows[static_cast<std::size_t>(row)]->folder.string());
        }
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        for (std::size_t row = static_cast<std::size_t>(first); row < rows.size(); ++row) {
            rows[row]->row = static_cast<int>(row);
        }
        endRemoveRows();
    }
    m_prepared = 0;
}

void RunTreeModel::refresh(Node& node, const ListedExperiment* before)
{
    if (before != nullptr && node.isFetched && !hasSameShape(*before, node.what())) {
        if (!node.children.empty()) {
            beginRemoveRows(indexOf(&node), 0, static_cast<int>(node.children.size()) - 1);
            node.children.clear();
            endRemoveRows();
        }
        fetch(node);
    }
    node.title.clear();
    node.words.clear();
    for (const auto& below : node.children) {
        below->title.clear();
    }
    m_prepared = std::min(m_prepared, static_cast<std::size_t>(node.row));
    if (before != nullptr && node.above != nullptr) {
        emitChanged(node);
    }
}

void RunTreeModel::emitChanged(const Node& node)
{
    Q_EMIT dataChanged(indexOf(&node), indexOf(&node, columnCount() - 1));
    for (const auto& below : node.children) {
        emitChanged(*below);
    }
}

std::vector<const ShownExperiment*> RunTreeModel::shownOf(const std::filesystem::path& root) const
{
    std::vector<const ShownExperiment*> shown;
    for (const auto& [id, experiment] : m_store.experiments()) {
        const auto found = m_shown.find(id);
        if (found != m_shown.end() && found->second == root) {
            shown.push_back(&experiment);
        }
    }
    return shown;
}

void RunTreeModel::updateShown(ExperimentId id)
{
    const ShownExperiment* shown = m_store.find(id);
    if (shown != nullptr) {
        auto& folder = m_shown[id];
        folder = folder.empty() ? comparable(shown->root) : folder;
        update(folder);
    }
}

void RunTreeModel::update(const std::filesystem::path& folder)
{
    const auto shown = shownOf(folder);
    Node* const known = findNode(folder);
    if (shown.empty() && (known == nullptr || !known->isWatched)) {
        remove(known != nullptr ? std::vector{known} : std::vector<Node*>());
        return;
    }
    std::vector<std::unique_ptr<Node>> made;
    Node& node = require(folder, made);
    const auto before = node.seen != nullptr ? node.seen : node.listed;
    node.isLive = std::any_of(shown.begin(), shown.end(), [](const ShownExperiment* one) { return one->isLive; });
    if (node.listed == nullptr && !node.isLive && holdsExperiment(folder)) {
        node.listed = std::make_shared<const ListedExperiment>(listExperiment(folder));
    }
    // What has trained here goes on to be seen from here until its folder tells more.
    node.seen = nullptr;
    if (node.isLive || node.listed == nullptr || (before != node.listed && known != nullptr && !shown.empty())) {
        auto seen = std::make_shared<ListedExperiment>(seenFromHere(node.listed.get(), shown));
        if (node.listed == nullptr) {
            seen->began = before != nullptr ? before->began : QDateTime::currentMSecsSinceEpoch();
        }
        node.seen = seen;
    }
    refresh(node, before.get());
    insert(std::move(made));
}

void RunTreeModel::updateQueue()
{
    auto before = std::exchange(m_places, {});
    std::vector<std::unique_ptr<Node>> made;
    std::set<ExperimentId> waiting;
    int place = 0;
    for (const QueuedExperiment& one : m_queue.waiting()) {
        ++place;
        if (one.goesOn) {
            const auto folder = comparable(one.folder);
            const auto located = locate(folder);
            const auto root = located ? located->experiment : folder;
            m_places.emplace(folder.string(), place);
            m_places.emplace(root.string(), place);
            if (findNode(root) == nullptr) {
                // Begun just now: nobody has looked there yet.
                Node& node = require(root, made);
                node.listed = std::make_shared<const ListedExperiment>(listExperiment(root));
            }
        } else {
            waiting.insert(one.id);
            const auto& rows = m_top->children;
            const bool isKnown =
                std::any_of(rows.begin(), rows.end(), [&](const auto& node) { return node->waiting == one.id; });
            if (!isKnown) {
                auto& node = made.emplace_back(std::make_unique<Node>());
                node->level = Level::Waiting;
                node->waiting = one.id;
                node->planned = one.spec;
            }
        }
    }
    std::vector<Node*> gone;
    for (const auto& node : m_top->children) {
        if (node->level == Level::Waiting && !waiting.contains(node->waiting)) {
            gone.push_back(node.get());
        }
    }
    remove(std::move(gone));
    insert(std::move(made));
    before.insert(m_places.begin(), m_places.end());
    for (const auto& [folder, was] : before) {
        if (const Node* node = findNode(folder)) {
            emitChanged(*node);
        }
    }
    for (const auto& node : m_top->children) {
        if (node->level == Level::Waiting) {
            emitChanged(*node);
        }
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

std::vector<std::unique_ptr<RunTreeModel::Node>> RunTreeModel::childrenOf(Node& node) const
{
    std::vector<std::unique_ptr<Node>> children;
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
