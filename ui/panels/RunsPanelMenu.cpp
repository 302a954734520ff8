#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QUrl>
#include <algorithm>

#include "ui/models/Resuming.h"
#include "ui/models/ShownText.h"
#include "ui/panels/RunsPanel.h"

namespace normscope::ui
{

namespace
{

QString shownPath(const std::filesystem::path& folder)
{
    return QDir::toNativeSeparators(QFile::decodeName(folder.c_str()));
}

}  // namespace

QList<RunsPanel::Row> RunsPanel::stillThere(const Rows& rows)
{
    QList<Row> there;
    for (const QPersistentModelIndex& row : rows) {
        if (row.isValid()) {
            there.append(row);
        }
    }
    return there;
}

void RunsPanel::showMenu(const QPoint& position)
{
    QModelIndex index = m_view->indexAt(position);
    // By the menu key.
    index = index.isValid() ? index : m_view->currentIndex();
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("experimentMenu"));
    menu.setToolTipsVisible(true);
    // What the menu is about may be gone before something is chosen in it.
    const QPersistentModelIndex row(rowOf(index.siblingAtColumn(RunTreeModel::Title)));
    if (row.isValid() && m_model.waitingIdAt(row) != 0) {
        menu.addAction(tr("Remove from the queue"), this, [this, row] {
            if (row.isValid()) {
                removeFromQueue(row);
            }
        });
    } else if (m_model.isGroup(row)) {
        addGroupOrders(menu, index);
    } else if (row.isValid()) {
        addOrders(menu, row);
    }
    menu.addSeparator();
    menu.addAction(tr("Uncheck all"), this, &RunsPanel::uncheckAll);
    m_view->addGroupingsTo(*menu.addMenu(tr("Group by")));
    m_view->addColumnsTo(*menu.addMenu(tr("Columns")));
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void RunsPanel::addGroupOrders(QMenu& menu, const QModelIndex& group)
{
    const QPersistentModelIndex kept(group);
    menu.addAction(tr("Select all in this group"), this, [this, kept] {
        m_view->expand(kept);
        const QItemSelection all(m_filter.index(0, 0, kept), m_filter.index(m_filter.rowCount(kept) - 1, 0, kept));
        m_view->selectionModel()->select(all, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    });
    menu.addAction(m_view->isExpanded(kept) ? tr("Fold it") : tr("Open it"), this,
                   [this, kept] { m_view->setExpanded(kept, !m_view->isExpanded(kept)); });
}

void RunsPanel::addOrders(QMenu& menu, const QPersistentModelIndex& row)
{
    const auto folder = m_model.folderOf(row);
    const auto ids = m_model.shownIdsAt(row);
    const auto experiment = m_model.experimentAt(row);
    const bool isExperiment = m_model.levelOf(row) == RunTreeModel::Level::Experiment;
    const bool isOneCase = !isExperiment || experiment->cases.size() == 1;
    const bool isReadable = !experiment->cases.empty();
    const RunState state = m_model.stateAt(row);
    const auto add = [&](const QString& text, auto order) {
        QAction* action = menu.addAction(text);
        connect(action, &QAction::triggered, this, [row, order] {
            if (row.isValid()) {
                order();
            }
        });
        return action;
    };
    // An order of one experiment is of one that is shown: it is read where it is not yet.
    const auto ask = [this, row](auto signal) {
        return [this, row, signal] {
            const auto shown = m_model.shownIdsAt(row);
            const auto wanted = shown.empty() ? load(m_model.folderOf(row), false) : shown;
            if (!wanted.empty()) {
                m_store.setCurrent(wanted.front());
                Q_EMIT(this->*signal)(wanted.front());
            }
        };
    };

    add(tr("Show only this"), [this, row] { showOnly(row); })->setEnabled(isReadable);
    const bool isPinned = m_pinned.contains(folder);
    QAction* pinning = add(tr("Pin as baseline"), [this, row, isPinned] { pin(row, !isPinned); });
    pinning->setObjectName(QStringLiteral("pinThis"));
    pinning->setCheckable(true);
    pinning->setChecked(isPinned);
    pinning->setEnabled(isReadable && state != RunState::NotBegun);
    pinning->setToolTip(tr("It stays in the charts beside whatever else is shown, today and the next time"));
    menu.addSeparator();

    const ShownExperiment* shown = ids.empty() ? nullptr : m_store.find(ids.front());
    QString whyNot = shown != nullptr ? whyNotResumable(shown, m_queue)
                     : state == RunState::Done || state == RunState::Diverged
                         ? tr("All runs of this experiment have ended: nothing is left to train")
                     : state == RunState::TrainingElsewhere                    ? tr("Another program is training it")
                     : state == RunState::Waiting || m_queue.isWaiting(folder) ? tr("It waits in the queue")
                     : !isReadable                                             ? shownText(experiment->problem)
                                                                               : QString();
    if (!isOneCase) {
        whyNot = state == RunState::Interrupted || state == RunState::NotBegun ? QString() : whyNot;
    }
    // Those of several cases are one order; what is shown of them is read, so that it goes on where it is seen.
    const auto askAll = [this, row](auto signal) {
        return [this, row, signal] { Q_EMIT(this->*signal)(m_model.rootOf(row)); };
    };
    QAction* resume = isOneCase ? add(tr("Resume"), ask(&RunsPanel::resumeRequested)) : add(tr("Resume"), [this, row] {
        (void)load(m_model.folderOf(row), true);
        Q_EMIT planResumeRequested(m_model.rootOf(row));
    });
    resume->setObjectName(QStringLiteral("resumeThis"));
    resume->setEnabled(whyNot.isEmpty());
    resume->setToolTip(whyNot.isEmpty() ? tr("Go on from where its training was interrupted") : whyNot);
    if (m_model.isWaiting(row)) {
        add(tr("Remove from the queue"), [this, row] { removeFromQueue(row); });
    }
    const bool hasSettings = isReadable && (!isOneCase || state != RunState::NotBegun);
    const QString load = tr("Load its settings into the form");
    const QString again = tr("Run again with another seed");
    QAction* loading = isOneCase ? add(load, ask(&RunsPanel::settingsRequested))
                                 : add(load, askAll(&RunsPanel::planSettingsRequested));
    loading->setObjectName(QStringLiteral("loadSettings"));
    loading->setEnabled(hasSettings);
    QAction* rerunning =
        isOneCase ? add(again, ask(&RunsPanel::rerunRequested)) : add(again, askAll(&RunsPanel::planRerunRequested));
    rerunning->setObjectName(QStringLiteral("rerunThis"));
    rerunning->setEnabled(hasSettings);
    rerunning->setToolTip(isOneCase ? QString() : tr("All of its cases, with as many seeds as they had"));
    menu.addSeparator();

    Rows rows;
    for (const Row& one : selectedExperiments()) {
        rows.append(one);
    }
    if (!rows.contains(row)) {
        rows = {row};
    }
    if (isExperiment && isReadable) {
        QAction* renaming = add(tr("Rename"), [this, row] { m_view->edit(m_filter.mapFromSource(row)); });
        renaming->setShortcut(Qt::Key_F2);
        const bool isStarred = experiment->about.isStarred;
        QAction* starring = add(tr("Star"), [this, rows, isStarred] { star(stillThere(rows), !isStarred); });
        starring->setObjectName(QStringLiteral("starThis"));
        starring->setCheckable(true);
        starring->setChecked(isStarred);
        if (rows.size() > 1) {
            add(tr("Tags and notes of %n experiments…", "", static_cast<int>(rows.size())), [this, rows] {
                editAbout(stillThere(rows));
            })->setObjectName(QStringLiteral("aboutThese"));
        } else {
            add(tr("Title, tags and notes…"), [this, row] { editAbout(row); });
        }
    }
    add(tr("Open folder"), [this, row] { openFolder(row); });
    if (shown != nullptr) {
        QAction* closing = add(tr("Close"), [this, ids] {
            for (const ExperimentId id : ids) {
                m_store.close(id);
            }
        });
        closing->setEnabled(!shown->isLive);
        closing->setToolTip(tr("Take it out of the charts; it stays in this list"));
    }
    if (isExperiment) {
        QAction* deleting = add(tr("Delete"), [this, rows] { remove(rows); });
        deleting->setObjectName(QStringLiteral("deleteThis"));
        deleting->setShortcut(QKeySequence::Delete);
        deleting->setToolTip(tr("Move it to the trash, from which it can be brought back"));
    }
}

void RunsPanel::openFolder(const Row& row)
{
    const auto folder = m_model.folderOf(row);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(QFile::decodeName(folder.c_str())))) {
        tell(tr("No program here opens folders. The results are in %1.").arg(shownPath(folder)), false);
    }
}

void RunsPanel::fillFoldersMenu()
{
    m_moreMenu->clear();
    m_moreMenu->addAction(tr("Add a folder of runs…"), this, &RunsPanel::addFolderRequested);
    for (const auto& folder : m_folders.kept()) {
        //: An entry of a menu: a folder is no longer looked into
        m_moreMenu->addAction(tr("Do not list %1").arg(shownPath(folder)), this,
                              [this, folder] { m_folders.remove(folder); });
    }
    m_moreMenu->addSeparator();
    m_moreMenu->addAction(tr("Uncheck all"), this, &RunsPanel::uncheckAll);
    m_moreMenu->addAction(tr("Collapse all"), m_view, &QTreeView::collapseAll);
    m_view->addGroupingsTo(*m_moreMenu->addMenu(tr("Group by")));
    m_view->addColumnsTo(*m_moreMenu->addMenu(tr("Columns")));
}

}  // namespace normscope::ui
