#include "ui/panels/ExperimentListPanel.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/models/Resuming.h"

namespace normscope::ui
{

ExperimentListPanel::ExperimentListPanel(ExperimentStore& store, RunQueue& queue, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_queue(queue)
    , m_model(store, queue)
    , m_view(new QTreeView(this))
    , m_remove(new QAction(this))
{
    m_view->setObjectName(QStringLiteral("experimentList"));
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setAllColumnsShowFocus(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(ExperimentListModel::Name, QHeaderView::Stretch);
    m_view->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    setFocusProxy(m_view);

    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_remove);
    connect(m_remove, &QAction::triggered, this, [this] { remove(m_view->currentIndex().row()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ExperimentListPanel::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (now.isValid() && !m_model.isWaiting(now.row())) {
            m_store.setCurrent(m_model.idAt(now.row()));
        }
    });
    connect(&m_store, &ExperimentStore::currentChanged, this, &ExperimentListPanel::selectCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ExperimentListPanel::selectCurrent);
    retranslate();
}

void ExperimentListPanel::selectCurrent()
{
    const ShownExperiment* current = m_store.current();
    const int row = current != nullptr ? m_model.rowOf(current->id) : -1;
    if (row >= 0 && row != m_view->currentIndex().row()) {
        m_view->setCurrentIndex(m_model.index(row, 0));
    }
}

void ExperimentListPanel::showMenu(const QPoint& position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid()) {
        return;
    }
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("experimentMenu"));
    menu.setToolTipsVisible(true);
    const ExperimentId id = m_model.idAt(index.row());
    if (m_model.isWaiting(index.row())) {
        menu.addAction(tr("Remove from the queue"), this, [this, id] { m_queue.remove(id); });
    } else {
        const ShownExperiment* shown = m_store.find(id);
        const QString whyNot = whyNotResumable(shown, m_queue);
        QAction* resume = menu.addAction(tr("Resume"), this, [this, id] { Q_EMIT resumeRequested(id); });
        resume->setObjectName(QStringLiteral("resumeThis"));
        resume->setEnabled(whyNot.isEmpty());
        resume->setToolTip(whyNot.isEmpty() ? tr("Go on from where its training was interrupted") : whyNot);
        if (m_queue.isWaiting(id)) {
            menu.addAction(tr("Remove from the queue"), this, [this, id] { m_queue.remove(id); });
        }
        menu.addAction(tr("Open folder"), this, [this, id] { openFolder(id); });
        menu.addAction(tr("Use these settings"), this, [this, id] { Q_EMIT settingsRequested(id); });
        menu.addAction(tr("Run again with another seed"), this, [this, id] { Q_EMIT rerunRequested(id); });
        menu.addSeparator();
        QAction* close = menu.addAction(tr("Close"), this, [this, id] { m_store.close(id); });
        close->setEnabled(shown != nullptr && !shown->isLive);
    }
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void ExperimentListPanel::openFolder(ExperimentId id)
{
    if (const ShownExperiment* shown = m_store.find(id)) {
        const QString folder = QFile::decodeName(shown->folder.c_str());
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
            auto* message = new QMessageBox(
                QMessageBox::Information, tr("Open folder"),
                tr("No program here opens folders. The results are in %1.").arg(QDir::toNativeSeparators(folder)),
                QMessageBox::Ok, this);
            message->setObjectName(QStringLiteral("openFolderDialog"));
            message->setAttribute(Qt::WA_DeleteOnClose);
            message->setTextFormat(Qt::PlainText);
            message->open();
        }
    }
}

void ExperimentListPanel::remove(int row)
{
    const ExperimentId id = m_model.idAt(row);
    if (m_queue.isWaiting(id)) {
        m_queue.remove(id);
    } else {
        m_store.close(id);
    }
}

bool ExperimentListPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QModelIndex name = m_view->currentIndex().siblingAtColumn(ExperimentListModel::Name);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && name.isValid()) {
            const bool isChecked = name.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            m_model.setData(name, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ExperimentListPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ExperimentListPanel::retranslate()
{
    m_model.retranslate();
    m_remove->setText(tr("Close or remove from the queue"));
    m_view->setAccessibleName(tr("Experiments and queue"));
    m_view->setWhatsThis(
        tr("What has been trained, what trains, and what waits for it. The one that is selected is compared in the "
           "results; those that are checked are laid over each other. Space checks or unchecks, Delete closes or takes "
           "out of the queue, and the menu key shows what else can be done."));
    m_view->setToolTip(tr("Select one to compare its variants; check others to lay their curves over it"));
}

}  // namespace normscope::ui
