#include "ui/panels/RunsPanel.h"

#include <QApplication>
#include <QDropEvent>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr int kPrepareDelay = 500;
constexpr int kPrepareSlice = 4;

}  // namespace

RunsPanel::RunsPanel(ExperimentStore& store, RunQueue& queue, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_queue(queue)
    , m_history([this](const std::filesystem::path& folder) { return isInUse(folder); })
    , m_model(store, queue)
    , m_filter(m_model)
    , m_search(new QLineEdit(this))
    , m_more(new QToolButton(this))
    , m_moreMenu(new QMenu(this))
    , m_found(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_undo(new QToolButton(this))
    , m_view(new RunsView(m_filter, this))
{
    m_search->setObjectName(QStringLiteral("runsFilter"));
    m_search->setClearButtonEnabled(true);
    m_more->setObjectName(QStringLiteral("runsMore"));
    m_more->setMenu(m_moreMenu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_found->setObjectName(QStringLiteral("runsFound"));
    m_notice->setObjectName(QStringLiteral("runsNotice"));
    m_undo->setObjectName(QStringLiteral("runsUndo"));
    m_undo->setFocusPolicy(Qt::StrongFocus);
    for (QLabel* label : {m_found, m_notice}) {
        label->setWordWrap(true);
        // Titles and errors are shown as they are.
        label->setTextFormat(Qt::PlainText);
        label->hide();
    }
    m_undo->hide();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(4, 2, 4, 0);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_more);
    auto* notice = new QHBoxLayout;
    notice->setContentsMargins(4, 0, 4, 0);
    notice->addWidget(m_notice, 1);
    notice->addWidget(m_undo);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(bar);
    layout->addWidget(m_found);
    layout->addWidget(m_view, 1);
    layout->addLayout(notice);
    setFocusProxy(m_view);

    connect(m_view, &QWidget::customContextMenuRequested, this, &RunsPanel::showMenu);
    connect(m_view, &RunsView::chosen, this, [this](const QModelIndex& index) { choose(rowOf(index)); });
    connect(m_view, &RunsView::removeRequested, this, [this] {
        Rows rows;
        for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
            rows.append(rowOf(index));
        }
        remove(rows);
    });
    connect(m_view, &RunsView::undoRequested, &undoStack(), &QUndoStack::undo);
    connect(m_view, &RunsView::redoRequested, &undoStack(), &QUndoStack::redo);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        const auto ids = m_model.shownIdsAt(rowOf(now));
        const ShownExperiment* current = m_store.current();
        const bool isSelecting = QApplication::keyboardModifiers() != Qt::NoModifier;
        if (!m_isFiltering && !isSelecting && !ids.empty() &&
            (current == nullptr || std::find(ids.begin(), ids.end(), current->id) == ids.end())) {
            m_store.setCurrent(ids.front());
        }
    });
    connect(m_moreMenu, &QMenu::aboutToShow, this, &RunsPanel::fillFoldersMenu);
    connect(m_search, &QLineEdit::textChanged, this, &RunsPanel::updateFilter);
    connect(m_search, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_undo, &QToolButton::clicked, &undoStack(), &QUndoStack::undo);
    connect(&m_model, &RunTreeModel::checkRequested, this, [this](const QModelIndex& index, bool isChecked) {
        m_view->setClickTaken();
        check(index, isChecked);
    });
    connect(&m_model, &RunTreeModel::renameRequested, this, &RunsPanel::rename);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_filter, signal, this, [this] {
            if (!m_isFiltering) {
                updateCount();
            }
        });
    }
    connect(&m_filter, &QAbstractItemModel::modelAboutToBeReset, this, &RunsPanel::keepSelection);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &RunsPanel::restoreSelection);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] { m_prepare.start(kPrepareDelay); });
    connect(&m_prepare, &QTimer::timeout, this, [this] {
        if (m_model.prepareTexts(kPrepareSlice)) {
            m_prepare.start(0);
        }
    });
    m_prepare.setSingleShot(true);

    connect(&m_store, &ExperimentStore::currentChanged, this, [this] {
        selectCurrent();
        loadPinned();
    });
    connect(&m_store, &ExperimentStore::experimentAdded, this, &RunsPanel::updateShown);
    connect(&m_store, &ExperimentStore::experimentClosed, this, &RunsPanel::updateShown);
    connect(&m_history, &RunHistory::leaving, this, [this](const std::filesystem::path& folder) {
        // Not to be shown again for being pinned.
        const QScopedValueRollback leaving(m_isLeaving, true);
        for (const ExperimentId id : m_model.shownIdsAt(m_model.indexOf(folder))) {
            m_store.close(id);
        }
    });
    connect(&m_history, &RunHistory::moved, this, &RunsPanel::takeMoved);
    connect(&m_history, &RunHistory::said, &m_model, &RunTreeModel::setAbout);
    connect(&m_history, &RunHistory::said, this, [this](const std::filesystem::path& folder, const About& about) {
        m_store.setTitle(folder, QString::fromStdString(about.title));
    });
    connect(&m_history, &RunHistory::done, this, [this](const QString& sentence) { tell(sentence, true); });
    connect(&m_history, &RunHistory::failed, this, [this](const QString& sentence) { tell(sentence, false); });
    connect(&undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        if (m_undoIndex < 0) {
            m_undoIndex = index;
        } else if (index != m_undoIndex && !m_undo->isHidden()) {
            tell({}, false);
        }
    });
    m_pinned = keptPins();
    m_model.setPinned(m_pinned);
    retranslate();
}

RunsPanel::~RunsPanel()
{
    // Its columns are kept while there are any.
    delete m_view;
}

void RunsPanel::follow(RunsWatcher& watcher)
{
    m_watcher = &watcher;
    connect(&watcher, &RunsWatcher::changed, this, &RunsPanel::takeChanges);
    connect(&m_folders, &RunFolders::changed, this, [this, &watcher] { watcher.setFolders(m_folders.all()); });
    watcher.setFolders(m_folders.all());
}

void RunsPanel::acceptDropsOn(QWidget& results)
{
    m_results = &results;
    results.setAcceptDrops(true);
    // Whatever in there the mouse is over.
    qApp->installEventFilter(this);
}

void RunsPanel::updateFilter()
{
    const RunQuery query(m_search->text());
    // Whoever is not in the list any more is shown all the same.
    m_isFiltering = true;
    m_filter.setQuery(query);
    m_isFiltering = false;
    m_problem = query.problem();
    QFont bold = font();
    bold.setBold(!m_problem.isEmpty());
    m_found->setFont(bold);
    updateCount();
}

void RunsPanel::updateCount()
{
    const bool isFiltered = !m_search->text().trimmed().isEmpty();
    const int found = m_filter.experimentCount();
    const auto all = static_cast<int>(m_model.experiments().size());
    //: Below the filter of the runs
    const QString count = found == 0 ? tr("None of %n experiments is like that.", "", all)
                                     : tr("%1 of %n experiments", "", all).arg(found);
    m_found->setText(m_problem.isEmpty() && all == 0 ? tr("Nothing has been trained yet.")
                     : m_problem.isEmpty()           ? count
                                                     : m_problem);
    m_found->setVisible(isFiltered || all == 0);
    if (std::exchange(m_count, all) != all) {
        Q_EMIT countChanged(all);
    }
}

void RunsPanel::tell(const QString& sentence, bool canUndo)
{
    m_notice->setText(breakable(sentence));
    m_notice->setVisible(!sentence.isEmpty());
    m_undo->setVisible(canUndo);
    m_undoIndex = -1;
}

bool RunsPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool isDrag =
        event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    auto* widget = isDrag ? qobject_cast<QWidget*>(watched) : nullptr;
    if (widget == nullptr || m_results == nullptr || (widget != m_results && !m_results->isAncestorOf(widget))) {
        return QWidget::eventFilter(watched, event);
    }
    auto* drop = static_cast<QDropEvent*>(event);
    if (!drop->mimeData()->hasFormat(QLatin1String(RunTreeModel::kMimeType))) {
        return QWidget::eventFilter(watched, event);
    }
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        const QByteArray folders = drop->mimeData()->data(QLatin1String(RunTreeModel::kMimeType));
        for (const QByteArray& folder : folders.split('\n')) {
            for (const ExperimentId id : load(folder.toStdString(), true)) {
                m_store.setChecked(id, true);
            }
        }
    }
    return true;
}

void RunsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void RunsPanel::retranslate()
{
    m_model.retranslate();
    m_undo->setText(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo what was done last to runs"));
    m_undo->setWhatsThis(tr("Brings back what was deleted last, as it was."));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAccessibleName(tr("Folders, groups and columns"));
    m_more->setToolTip(tr("Folders, groups and columns of this list"));
    m_more->setWhatsThis(
        tr("Which folders of runs are listed, whether experiments stand in groups, and which columns are seen. An "
           "experiment with several tags stands under its first one."));
    m_search->setPlaceholderText(tr("Filter: cnn lr<0.1 accuracy>98%"));
    m_search->setAccessibleName(tr("Filter of the runs"));
    m_search->setWhatsThis(tr(
        "Leaves those experiments in the list that have all of what is written here. Words are looked for in titles, "
        "folders, models, data, tags and notes. Settings and results can be compared: lr<0.1, epochs>=5, model=cnn, "
        "accuracy>98%, bn>0.98, difference>0, time<2min, date>=2026-11, state=done, tag:thesis, is:starred. What has "
        "a minus before it is left out: -cnn. Words with spaces stand in quotes."));
    m_view->setAccessibleName(tr("Experiments and queue"));
    m_view->setWhatsThis(tr(
        "All that has been trained, what trains, and what waits for it. Click one, or press Enter, to see its curves "
        "and results; those that are checked stay and are laid over each other. Space checks or unchecks, F2 gives a "
        "title, Delete moves to the trash or takes out of the queue, Ctrl+Z brings back, and the menu key shows what "
        "else can be done. Runs can be dragged onto a chart."));
    m_view->setToolTip(tr("Choose one to compare its variants; check others to lay their curves over it"));
    updateFilter();
}

}  // namespace normscope::ui
