#include <QElapsedTimer>
#include <QFile>
#include <algorithm>
#include <utility>

#include "ui/models/ExperimentTitle.h"
#include "ui/models/RunTreeNode.h"
#include "ui/models/VariantTexts.h"

/// What a row of the tree is, and which comes first.
namespace normscope::ui
{

namespace
{

bool hasBegun(const ListedCase& one)
{
    return std::any_of(one.runs.begin(), one.runs.end(), [](const ListedRun& run) { return run.hasBegun; });
}

template <class Value>
int order(const Value& left, const Value& right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

}  // namespace

RunTreeModel::Level RunTreeModel::levelOf(const QModelIndex& index) const
{
    return nodeOf(index)->level;
}

std::filesystem::path RunTreeModel::folderOf(const QModelIndex& index) const
{
    if (!index.isValid() || nodeOf(index)->level <= Level::Waiting) {
        return {};
    }
    const ListedCase* one = caseOf(*nodeOf(index));
    const auto root = rootOf(index);
    return one != nullptr ? caseFolder(root, one->name) : root;
}

std::filesystem::path RunTreeModel::rootOf(const QModelIndex& index) const
{
    const Node* top = experimentNodeOf(index);
    return top != nullptr ? top->folder : std::filesystem::path();
}

std::shared_ptr<const ListedExperiment> RunTreeModel::experimentAt(const QModelIndex& index) const
{
    const Node* top = experimentNodeOf(index);
    return top == nullptr ? nullptr : top->seen != nullptr ? top->seen : top->listed;
}

ExperimentId RunTreeModel::waitingIdAt(const QModelIndex& index) const
{
    return index.isValid() ? nodeOf(index)->waiting : 0;
}

std::vector<ExperimentId> RunTreeModel::shownIdsAt(const QModelIndex& index) const
{
    std::vector<ExperimentId> ids;
    if (experimentNodeOf(index) == nullptr) {
        return ids;
    }
    const ListedCase* one = caseOf(*nodeOf(index));
    const auto root = rootOf(index);
    for (const ShownExperiment* shown : shownOf(root)) {
        const auto folder = wholeFolder(*shown);
        if (one == nullptr || (folder == shown->root ? std::string() : folderName(folder)) == one->name) {
            ids.push_back(shown->id);
        }
    }
    return ids;
}

RunState RunTreeModel::stateAt(const QModelIndex& index) const
{
    return stateOf(*nodeOf(index));
}

QString RunTreeModel::titleAt(const QModelIndex& index) const
{
    return titleOf(*nodeOf(index));
}

bool RunTreeModel::isWaiting(const QModelIndex& index) const
{
    return experimentNodeOf(index) != nullptr && stateOf(*nodeOf(index)) == RunState::Waiting;
}

QModelIndex RunTreeModel::indexOf(const std::filesystem::path& folder) const
{
    if (const Node* node = findNode(folder)) {
        return indexOf(node);
    }
    const Node* above = findNode(folder.parent_path());
    if (above == nullptr) {
        return {};
    }
    for (const auto& below : above->children) {
        if (below->level == Level::Case && folderOf(indexOf(below.get())) == folder) {
            return indexOf(below.get());
        }
    }
    return {};
}

QModelIndex RunTreeModel::indexOf(ExperimentId id) const
{
    if (const auto found = m_shown.find(id); found != m_shown.end()) {
        return indexOf(found->second);
    }
    for (const Node* node : experimentNodes()) {
        if (node->level == Level::Waiting && node->waiting == id) {
            return indexOf(node);
        }
    }
    return {};
}

const ListedCase* RunTreeModel::caseOf(const Node& node)
{
    if (node.level <= Level::Waiting || (node.level == Level::Experiment && node.what().cases.size() != 1)) {
        return nullptr;
    }
    return &node.what().cases.at(node.caseIndex);
}

ListedRuns RunTreeModel::runsOf(const Node& node) const
{
    ListedRuns runs;
    if (node.level <= Level::Waiting) {
        return runs;
    }
    const ListedCase* one = caseOf(node);
    if (one == nullptr) {
        return ui::runsOf(node.what());
    }
    for (std::size_t i = 0; i < one->runs.size(); ++i) {
        const bool isIn = node.level == Level::Run    ? i == node.run
                          : node.level == Level::Seed ? one->runs[i].seed == node.seed
                                                      : true;
        if (isIn) {
            runs.push_back(&one->runs[i]);
        }
    }
    return runs;
}

int RunTreeModel::placeOf(const Node& node) const
{
    if (node.level == Level::Waiting) {
        const auto& waiting = m_queue.waiting();
        const auto found = std::find_if(waiting.begin(), waiting.end(),
                                        [&](const QueuedExperiment& one) { return one.id == node.waiting; });
        return static_cast<int>(found - waiting.begin()) + 1;
    }
    if (m_places.empty() || node.level == Level::Group || node.level == Level::Seed || node.level == Level::Run) {
        return 0;
    }
    const auto folder = node.level == Level::Case ? folderOf(indexOf(&node)) : node.folder;
    const auto found = m_places.find(folder.string());
    return found == m_places.end() ? 0 : found->second;
}

RunState RunTreeModel::stateOf(const Node& node) const
{
    if (node.level == Level::Waiting) {
        return RunState::Waiting;
    }
    const Node& top = node.experiment();
    const auto runs = runsOf(node);
    if (top.isLive) {
        // Of what is below it only those that are not over yet.
        const bool isWhole = node.level == Level::Experiment;
        const auto live = isWhole ? std::vector<ExperimentId>() : shownIdsAt(indexOf(&node));
        const bool isOfLive = isWhole || std::any_of(live.begin(), live.end(),
                                                     [this](ExperimentId id) { return m_store.find(id)->isLive; });
        const bool hasRunning = std::any_of(runs.begin(), runs.end(), [](const ListedRun* run) {
            return run->hasBegun && run->status == RunStatus::Running;
        });
        if (isOfLive && (isWhole || node.level == Level::Case || hasRunning)) {
            return m_isPaused ? RunState::Paused : RunState::Training;
        }
    }
    if (placeOf(node) > 0) {
        return RunState::Waiting;
    }
    if (node.what().cases.empty()) {
        return RunState::Unreadable;
    }
    const RunState state = ui::stateOf(runs);
    if (state == RunState::NotBegun && top.listed == nullptr && node.level == Level::Experiment) {
        // It was to be trained here, and came to nothing.
        return RunState::Failed;
    }
    return state == RunState::TrainingElsewhere && top.isLive ? RunState::Training : state;
}

QString RunTreeModel::titleOf(const Node& node) const
{
    if (!node.title.isEmpty()) {
        return node.title;
    }
    switch (node.level) {
    case Level::Group:
        return node.group.title;
    case Level::Waiting:
        node.title = ui::titleOf(std::vector{settingValues(node.planned)});
        break;
    case Level::Experiment:
        node.title = ui::titleOf(node.what());
        break;
    case Level::Case: {
        std::vector<SettingValues> cases;
        for (const ListedCase& one : node.what().cases) {
            cases.push_back(one.settings);
        }
        node.title = caseTitle(cases, node.caseIndex);
        break;
    }
    case Level::Seed:
        return tr("seed %1").arg(node.seed);
    case Level::Run:
        return variantText(caseOf(node)->runs.at(node.run).variant);
    }
    if (node.title.isEmpty() && node.level == Level::Case) {
        node.title = QFile::decodeName(caseOf(node)->name.c_str());
    }
    return node.title;
}

const QString& RunTreeModel::wordsOf(const Node& node) const
{
    if (node.words.isEmpty()) {
        node.words = RunQuery::wordsOf(node.what(), titleOf(node));
    }
    return node.words;
}

bool RunTreeModel::prepareTexts(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    const auto rows = experimentNodes();
    while (m_prepared < rows.size() && timer.elapsed() < milliseconds) {
        if (const Node& node = *rows[m_prepared++]; node.level == Level::Experiment) {
            (void)wordsOf(node);
        }
    }
    return m_prepared < rows.size();
}

bool RunTreeModel::matches(const RunQuery& query, int row, const QModelIndex& parent) const
{
    const Node& above = parent.isValid() ? *nodeOf(parent) : *m_top;
    return query.isEmpty() || matches(query, *above.children[static_cast<std::size_t>(row)]);
}

bool RunTreeModel::matches(const RunQuery& query, const Node& node) const
{
    if (node.level == Level::Group) {
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const auto& below) { return matches(query, *below); });
    }
    if (node.level != Level::Experiment) {
        return true;
    }
    const bool asksForMarks = query.asksFor("is");
    return query.matches({node.what(), wordsOf(node), query.asksFor("state") ? stateOf(node) : RunState::Done,
                          asksForMarks && !shownOf(node.folder).empty(), asksForMarks && isPinned(node)});
}

bool RunTreeModel::isPinned(const Node& node) const
{
    return !m_pinned.empty() && node.level != Level::Waiting && m_pinned.contains(folderOf(indexOf(&node)));
}

std::optional<double> RunTreeModel::accuracyOf(const Node& node, const std::string& variant) const
{
    if (node.level <= Level::Waiting) {
        return std::nullopt;
    }
    if (caseOf(node) != nullptr) {
        return ui::accuracyOf(runsOf(node), variant);
    }
    // Of several cases the best one's.
    std::optional<double> best;
    for (const ListedCase& one : node.what().cases) {
        const auto accuracy = ui::accuracyOf(ui::runsOf(one), variant);
        best = accuracy && (!best || *accuracy > *best) ? accuracy : best;
    }
    return best;
}

std::optional<double> RunTreeModel::differenceOf(const Node& node) const
{
    const bool isOfPair = node.level == Level::Experiment || node.level == Level::Case || node.level == Level::Seed;
    const ListedCase* one = isOfPair ? caseOf(node) : nullptr;
    if (one == nullptr) {
        return std::nullopt;
    }
    if (node.level == Level::Seed) {
        ListedCase alone = *one;
        std::erase_if(alone.runs, [&](const ListedRun& run) { return run.seed != node.seed; });
        return ui::differenceOf(alone);
    }
    return ui::differenceOf(*one);
}

Qt::CheckState RunTreeModel::checkStateOf(const Node& node) const
{
    int checked = 0;
    for (const ExperimentId id : shownIdsAt(indexOf(&node))) {
        const ShownExperiment& shown = *m_store.find(id);
        checked += shown.isChecked && !shown.isPassing ? 1 : 0;
    }
    const auto& cases = node.what().cases;
    const auto all = node.level == Level::Experiment ? std::count_if(cases.begin(), cases.end(), hasBegun) : 1;
    return checked == 0 ? Qt::Unchecked : checked < all ? Qt::PartiallyChecked : Qt::Checked;
}

void RunTreeModel::prepareSorting(const Node& node, int column) const
{
    if (node.sortColumn == column) {
        return;
    }
    static const QCollator kCollator;
    node.sortColumn = column;
    node.sortText.reset();
    switch (column) {
    case State:
        node.sortNumber = static_cast<double>(stateOf(node));
        break;
    case Difference:
        node.sortNumber = differenceOf(node);
        break;
    case Time:
        node.sortNumber = trainSecondsOf(runsOf(node));
        break;
    case Title:
    case Model:
    case Data:
    case Differs:
    case Tags:
        node.sortText = kCollator.sortKey(textOf(node, column));
        break;
    default:
        node.sortNumber = accuracyOf(node, variantOf(column));
    }
}

int RunTreeModel::compare(const QModelIndex& left, const QModelIndex& right, bool isDescending) const
{
    const Node& a = *nodeOf(left);
    const Node& b = *nodeOf(right);
    const int flip = isDescending ? -1 : 1;
    const auto placeLast = [&](bool isLeftLast, bool isRightLast) { return flip * order(isLeftLast, isRightLast); };
    if (a.level >= Level::Seed) {
        return flip * order(a.row, b.row);
    }
    if (a.level == Level::Group) {
        const int result = order(a.group.rank, b.group.rank);
        return flip * (result != 0 ? result : a.group.title.localeAwareCompare(b.group.title));
    }
    if (a.level != Level::Case) {
        const auto placeIfWaiting = [this](const Node& node) {
            const bool mayWait = node.level == Level::Waiting || !m_places.empty();
            return mayWait && stateOf(node) == RunState::Waiting ? placeOf(node) : 0;
        };
        const int leftPlace = placeIfWaiting(a);
        const int rightPlace = placeIfWaiting(b);
        if (leftPlace != 0 || rightPlace != 0) {
            return leftPlace == 0 || rightPlace == 0 ? placeLast(leftPlace == 0, rightPlace == 0)
                                                     : flip * order(leftPlace, rightPlace);
        }
    }
    const auto byNumber = [&](std::optional<double> one, std::optional<double> other) {
        return !one || !other ? placeLast(!one, !other) : order(*one, *other);
    };
    const auto naturally = [&] {
        return a.level == Level::Case ? flip * order(a.row, b.row) : order(a.what().began, b.what().began);
    };
    const int column = left.column();
    if (column == Date || (column == Title && a.level == Level::Case)) {
        return naturally();
    }
    prepareSorting(a, column);
    prepareSorting(b, column);
    const int result =
        a.sortText && b.sortText ? a.sortText->compare(*b.sortText) : byNumber(a.sortNumber, b.sortNumber);
    return result != 0 ? result : naturally();
}

}  // namespace normscope::ui
