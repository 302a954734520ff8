#include <QFile>
#include <QSettings>
#include <algorithm>
#include <system_error>
#include <utility>

#include "ui/models/ShownText.h"
#include "ui/panels/RunAboutDialog.h"
#include "ui/panels/RunsPanel.h"

/// What is done to runs: shown, said of them, deleted.
namespace normscope::ui
{

std::vector<ExperimentId> RunsPanel::load(const std::filesystem::path& folder, bool isToStay)
{
    std::set<ExperimentId> before;
    for (const auto& [id, shown] : m_store.experiments()) {
        before.insert(id);
    }
    std::vector<ExperimentId> ids;
    QStringList problems;
    const auto add = [&](const std::filesystem::path& one) {
        const auto id = m_store.load(one);
        if (!id) {
            problems.append(shownText(id.error().message));
            return;
        }
        ids.push_back(*id);
        if (!isToStay && !before.contains(*id)) {
            m_store.setPassing(*id, true);
        }
    };
    const auto plan = readPlan(folder);
    if (!plan) {
        problems.append(shownText(plan.error().message));
    } else if (plan->cases().size() == 1) {
        add(folder);
    } else {
        for (const std::size_t index : plan->cases()) {
            if (const auto one = caseFolder(plan->place.experiment, plan->experiment.cases[index].name);
                holdsResults(one)) {
                add(one);
            }
        }
        if (ids.empty() && problems.isEmpty()) {
            problems.append(tr("Nothing of it has been trained yet."));
        }
    }
    tell(problems.value(0), false);
    if (m_store.current() == nullptr && !ids.empty()) {
        m_store.setCurrent(ids.front());
    }
    return ids;
}

bool RunsPanel::choose(const std::filesystem::path& folder)
{
    const auto ids = load(folder, false);
    const ShownExperiment* current = m_store.current();
    if (!ids.empty() && (current == nullptr || std::find(ids.begin(), ids.end(), current->id) == ids.end())) {
        m_store.setCurrent(ids.front());
    }
    return !ids.empty();
}

void RunsPanel::choose(const Row& row)
{
    const auto folder = m_model.folderOf(row);
    const auto shown = m_model.shownIdsAt(row);
    const bool isLive =
        std::any_of(shown.begin(), shown.end(), [this](ExperimentId id) { return m_store.find(id)->isLive; });
    if (isLive || (!shown.empty() && m_store.find(shown.front())->isPart)) {
        m_store.setCurrent(shown.front());
    } else if (!folder.empty() && holdsExperiment(m_model.rootOf(row))) {
        choose(folder);
    }
}

void RunsPanel::check(const Row& row, bool isChecked)
{
    const QPersistentModelIndex kept(row);
    auto ids = m_model.shownIdsAt(row);
    if (isChecked && m_model.levelOf(row) == RunTreeModel::Level::Experiment && holdsExperiment(m_model.rootOf(row))) {
        // Cases that are not here yet.
        const auto loaded = load(m_model.folderOf(row), true);
        ids.insert(ids.end(), loaded.begin(), loaded.end());
    } else if (isChecked && ids.empty()) {
        ids = load(m_model.folderOf(row), true);
    }
    for (const ExperimentId id : ids) {
        m_store.setChecked(id, isChecked);
    }
    if (!isChecked && kept.isValid() && m_pinned.contains(m_model.folderOf(kept))) {
        pin(kept, false);
    }
}

void RunsPanel::showOnly(const Row& row)
{
    const QPersistentModelIndex kept(row);
    check(row, true);
    const auto ids = m_model.shownIdsAt(kept);
    if (!ids.empty()) {
        m_store.setCurrent(ids.front());
    }
    std::vector<ExperimentId> others;
    for (const auto& [id, shown] : m_store.experiments()) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end() && !isPinned(shown)) {
            others.push_back(id);
        }
    }
    for (const ExperimentId id : others) {
        m_store.setChecked(id, false);
    }
}

void RunsPanel::uncheckAll()
{
    std::vector<ExperimentId> ids;
    for (const auto& [id, shown] : m_store.experiments()) {
        if (!isPinned(shown)) {
            ids.push_back(id);
        }
    }
    for (const ExperimentId id : ids) {
        m_store.setChecked(id, false);
    }
}

void RunsPanel::pin(const Row& row, bool isPinned)
{
    const QPersistentModelIndex kept(row);
    const auto folder = m_model.folderOf(row);
    // With what another window has pinned meanwhile.
    m_pinned = keptPins();
    if (isPinned) {
        m_pinned.insert(folder);
        check(row, true);
    } else {
        m_pinned.erase(folder);
    }
    QStringList pinned;
    for (const auto& one : m_pinned) {
        pinned.append(QFile::decodeName(one.c_str()));
    }
    QSettings().setValue(QLatin1String(kPinnedKey), pinned);
    m_model.setPinned(m_pinned);
}

std::set<std::filesystem::path> RunsPanel::keptPins()
{
    std::set<std::filesystem::path> pinned;
    const QStringList kept = QSettings().value(QLatin1String(kPinnedKey)).toStringList();
    for (const QString& folder : kept) {
        pinned.insert(QFile::encodeName(folder).toStdString());
    }
    return pinned;
}

bool RunsPanel::isPinned(const ShownExperiment& shown) const
{
    return m_pinned.contains(comparable(shown.folder)) || m_pinned.contains(comparable(shown.root));
}

bool RunsPanel::isInUse(const std::filesystem::path& folder) const
{
    const QModelIndex row = m_model.indexOf(folder);
    const auto ids = m_model.shownIdsAt(row);
    return m_model.isWaiting(row) ||
           std::any_of(ids.begin(), ids.end(), [this](ExperimentId id) { return m_store.find(id)->isLive; });
}

void RunsPanel::loadPinned()
{
    if (m_isLeaving || m_store.current() == nullptr) {
        return;
    }
    const auto pinned = m_pinned;
    for (const auto& folder : pinned) {
        // What is not there any more may come back: a disk that is not there today.
        if (m_model.shownIdsAt(m_model.indexOf(folder)).empty() && holdsResults(folder)) {
            for (const ExperimentId id : load(folder, true)) {
                m_store.setChecked(id, true);
            }
        }
    }
}

void RunsPanel::selectCurrent()
{
    const ShownExperiment* current = m_store.current();
    if (current == nullptr) {
        return;
    }
    const auto ids = m_model.shownIdsAt(rowOf(m_view->currentIndex()));
    if (std::find(ids.begin(), ids.end(), current->id) == ids.end()) {
        const QModelIndex row = m_filter.mapFromSource(m_model.indexOf(current->id));
        if (isInSight(row)) {
            m_view->setCurrentIndex(row);
        }
    }
}

bool RunsPanel::isInSight(const QModelIndex& index) const
{
    return index.isValid() && (!index.parent().isValid() || m_view->isExpanded(index.parent()));
}

void RunsPanel::keepSelection()
{
    m_selected.clear();
    for (const Row& row : selectedExperiments()) {
        m_selected.push_back(m_model.rootOf(row));
    }
    m_atCursor = m_model.rootOf(rowOf(m_view->currentIndex()));
}

void RunsPanel::restoreSelection()
{
    // Whoever is chosen stays chosen.
    m_isFiltering = true;
    const auto shown = [this](const std::filesystem::path& folder) {
        return m_filter.mapFromSource(m_model.indexOf(folder));
    };
    QItemSelectionModel& selection = *m_view->selectionModel();
    if (const QModelIndex index = shown(m_atCursor); isInSight(index)) {
        selection.setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
    for (const auto& folder : m_selected) {
        if (const QModelIndex index = shown(folder); isInSight(index)) {
            selection.select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    m_isFiltering = false;
    updateCount();
}

void RunsPanel::updateShown()
{
    std::vector<std::filesystem::path> roots;
    for (const auto& [id, shown] : m_store.experiments()) {
        roots.push_back(shown.root);
        for (const std::string& variant : variantsOf(shown.spec)) {
            m_view->showVariant(variant);
        }
    }
    m_folders.setShown(roots);
}

void RunsPanel::takeChanges(const CatalogChanges& changes)
{
    m_model.apply(changes);
    // What another program goes on with is read again where it is shown.
    for (const auto& listed : changes.changed) {
        const QModelIndex row = m_model.indexOf(listed->folder);
        const auto ids = m_model.shownIdsAt(row);
        if (!ids.empty()) {
            m_store.setTitle(listed->folder, QString::fromStdString(listed->about.title));
        }
        for (const ExperimentId id : ids) {
            if (const ShownExperiment* shown = m_store.find(id); !shown->isLive && !isOver(*shown)) {
                (void)m_store.load(shown->folder);
            }
        }
    }
    updateCount();
}

void RunsPanel::takeMoved(const std::vector<std::filesystem::path>& folders)
{
    CatalogChanges changes;
    for (const auto& folder : folders) {
        if (holdsExperiment(folder)) {
            changes.changed.push_back(std::make_shared<const ListedExperiment>(listExperiment(folder)));
        } else {
            changes.gone.push_back(folder);
        }
    }
    m_model.apply(changes);
    if (m_watcher != nullptr) {
        m_watcher->look();
    }
}

QList<RunsPanel::Row> RunsPanel::selectedExperiments() const
{
    QList<Row> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        const Row row = rowOf(index);
        if (m_model.levelOf(row) == RunTreeModel::Level::Experiment) {
            rows.append(row);
        }
    }
    return rows;
}

void RunsPanel::rename(const Row& row, const QString& title)
{
    const auto experiment = m_model.experimentAt(row);
    About about = experiment->about;
    // What it would be called anyway is no title.
    about.title.clear();
    ListedExperiment untitled = *experiment;
    untitled.about = about;
    about.title = title == titleOf(untitled) ? std::string() : title.toStdString();
    m_history.say({{m_model.rootOf(row), experiment->about, about}}, tr("Rename “%1”").arg(m_model.titleAt(row)));
}

void RunsPanel::star(const QList<Row>& rows, bool isStarred)
{
    std::vector<RunHistory::Said> said;
    for (const Row& row : rows) {
        const About before = m_model.experimentAt(row)->about;
        About after = before;
        after.isStarred = isStarred;
        said.push_back({m_model.rootOf(row), before, after});
    }
    m_history.say(std::move(said), isStarred ? tr("Star") : tr("Take the star away"));
}

void RunsPanel::editAbout(const Row& row)
{
    const QPersistentModelIndex kept(row);
    ListedExperiment untitled = *m_model.experimentAt(row);
    const About before = untitled.about;
    untitled.about.title.clear();
    auto* dialog = new RunAboutDialog(before, titleOf(untitled), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, kept, before] {
        if (kept.isValid()) {
            m_history.say({{m_model.rootOf(kept), before, dialog->about(before)}},
                          tr("Notes of “%1”").arg(m_model.titleAt(kept)));
        }
    });
    dialog->open();
}

void RunsPanel::editAbout(const QList<Row>& rows)
{
    const QList<QPersistentModelIndex> kept(rows.begin(), rows.end());
    std::vector<About> abouts;
    for (const Row& row : rows) {
        abouts.push_back(m_model.experimentAt(row)->about);
    }
    auto* dialog = new RunAboutDialog(abouts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, kept] {
        std::vector<RunHistory::Said> said;
        for (const QPersistentModelIndex& row : kept) {
            if (row.isValid()) {
                const About before = m_model.experimentAt(row)->about;
                said.push_back({m_model.rootOf(row), before, dialog->about(before)});
            }
        }
        const auto count = static_cast<int>(said.size());
        m_history.say(std::move(said), tr("Tags and notes of %n experiments", "", count));
    });
    dialog->open();
}

void RunsPanel::remove(const Rows& rows)
{
    Rows waiting;
    std::vector<RunHistory::Thrown> thrown;
    for (const Row& row : stillThere(rows)) {
        if (m_model.isWaiting(row)) {
            waiting.append(row);
        } else if (m_model.levelOf(row) == RunTreeModel::Level::Experiment) {
            thrown.push_back({m_model.rootOf(row), m_model.titleAt(row)});
        }
    }
    for (const QPersistentModelIndex& row : std::as_const(waiting)) {
        if (row.isValid()) {
            removeFromQueue(row);
        }
    }
    // What never came to a folder only leaves the list.
    for (const RunHistory::Thrown& one : thrown) {
        std::error_code error;
        if (!std::filesystem::exists(one.folder, error)) {
            for (const ExperimentId id : m_model.shownIdsAt(m_model.indexOf(one.folder))) {
                m_store.close(id);
            }
        }
    }
    std::erase_if(thrown, [](const RunHistory::Thrown& one) {
        std::error_code error;
        return !std::filesystem::exists(one.folder, error);
    });
    if (!thrown.empty()) {
        m_history.throwAway(thrown);
    } else if (waiting.isEmpty() && !selectedExperiments().isEmpty()) {
        tell({}, false);
    }
}

void RunsPanel::removeFromQueue(const Row& row)
{
    std::vector<ExperimentId> ids{m_model.waitingIdAt(row)};
    const auto folder = m_model.folderOf(row);
    for (const QueuedExperiment& one : m_queue.waiting()) {
        const auto where = comparable(one.folder);
        const auto located = locate(where);
        const bool isIn = std::any_of(one.cases.begin(), one.cases.end(),
                                      [&](const QueuedCase& its) { return caseFolder(where, its.name) == folder; });
        if (one.goesOn && (isIn || where == folder || (located && located->experiment == folder))) {
            ids.push_back(one.id);
        }
    }
    for (const ExperimentId id : ids) {
        m_queue.remove(id);
    }
}

}  // namespace normscope::ui
