#include <QDateTime>
#include <algorithm>
#include <utility>

#include "ui/models/RunFolders.h"
#include "ui/models/RunTreeNode.h"

/// Where the rows of the tree come from: folders that are watched, the store, the queue.
namespace normscope::ui
{

namespace
{

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

void RunTreeModel::follow(const TrainingSession& session)
{
    connect(&session, &TrainingSession::stateChanged, this, [this](const SessionState& state) {
        m_isPaused = std::holds_alternative<SessionPaused>(state);
        for (const ExperimentId id : m_queue.startedIds()) {
            updateShown(id);
        }
    });
}

void RunTreeModel::apply(const CatalogChanges& changes)
{
    Nodes made;
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

RunTreeModel::Node& RunTreeModel::require(const std::filesystem::path& folder, Nodes& made)
{
    if (Node* node = findNode(folder)) {
        return *node;
    }
    auto& node = made.emplace_back(std::make_unique<Node>());
    node->folder = folder;
    m_nodes.emplace(folder.string(), node.get());
    return *node;
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
    node.forget();
    m_prepared = 0;
    if (before != nullptr && node.above != nullptr) {
        emitChanged(node);
        regroup(node);
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
    Nodes made;
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
    Nodes made;
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
            for (const QueuedCase& its : one.cases) {
                m_places.emplace(caseFolder(root, its.name).string(), place);
            }
            if (findNode(root) == nullptr) {
                // Begun just now: nobody has looked there yet.
                Node& node = require(root, made);
                node.listed = std::make_shared<const ListedExperiment>(listExperiment(root));
            }
        } else {
            waiting.insert(one.id);
            const auto rows = experimentNodes();
            const bool isKnown =
                std::any_of(rows.begin(), rows.end(), [&](const Node* node) { return node->waiting == one.id; });
            if (!isKnown) {
                auto& node = made.emplace_back(std::make_unique<Node>());
                node->level = Level::Waiting;
                node->waiting = one.id;
                node->planned = one.spec;
            }
        }
    }
    std::vector<Node*> gone;
    for (Node* node : experimentNodes()) {
        if (node->level == Level::Waiting && !waiting.contains(node->waiting)) {
            gone.push_back(node);
        }
    }
    remove(std::move(gone));
    insert(std::move(made));
    before.insert(m_places.begin(), m_places.end());
    for (const auto& [folder, was] : before) {
        if (Node* node = findNode(folder)) {
            node->sortColumn = -1;
            emitChanged(*node);
            regroup(*node);
        }
    }
    for (const Node* node : experimentNodes()) {
        if (node->level == Level::Waiting) {
            emitChanged(*node);
        }
    }
}

}  // namespace normscope::ui
