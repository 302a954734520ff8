#include "ui/UndoHistory.h"

#include <QApplication>
#include <QDockWidget>
#include <algorithm>

namespace normscope::ui
{

UndoHistory::UndoHistory(Actions& actions, QUndoStack& settings, QWidget& window)
    : QObject(&window)
    , m_actions(actions)
    , m_settings(settings)
    , m_view(new QUndoView(&m_group, &window))
{
    m_view->setObjectName(QStringLiteral("undoList"));
    m_group.addStack(&settings);
    m_group.setActiveStack(&settings);
    connect(actions.undo, &QAction::triggered, &m_group, &QUndoGroup::undo);
    connect(actions.redo, &QAction::triggered, &m_group, &QUndoGroup::redo);
    connect(&m_group, &QUndoGroup::indexChanged, this, &UndoHistory::updateActions);
    connect(&m_group, &QUndoGroup::canUndoChanged, this, &UndoHistory::updateActions);
    connect(&m_group, &QUndoGroup::canRedoChanged, this, &UndoHistory::updateActions);
    connect(&m_group, &QUndoGroup::activeStackChanged, this, &UndoHistory::updateActions);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
    retranslate();
}

void UndoHistory::add(QUndoStack& stack, QWidget& part)
{
    m_group.addStack(&stack);
    m_parts.emplace_back(&stack, &part);
}

void UndoHistory::follow(const QWidget* focus)
{
    const auto isIn = [focus](const QWidget* part) {
        return part != nullptr && (part == focus || part->isAncestorOf(focus));
    };
    // In the list, in a message or elsewhere one goes on with the changes that one has just seen. A dock that floats is
    // a window of its own.
    const QWidget* window = focus != nullptr ? focus->window() : nullptr;
    window = qobject_cast<const QDockWidget*>(window) != nullptr ? window->parentWidget() : window;
    if (focus == nullptr || isIn(m_view) || window != parent()) {
        return;
    }
    const auto own = std::find_if(m_parts.begin(), m_parts.end(),
                                  [&](const auto& one) { return one.first != nullptr && isIn(one.second); });
    m_group.setActiveStack(own != m_parts.end() ? own->first.data() : &m_settings);
}

void UndoHistory::updateActions()
{
    m_actions.offer(*m_actions.undo, m_group.canUndo() ? QString() : tr("There is nothing to undo"));
    m_actions.offer(*m_actions.redo, m_group.canRedo() ? QString() : tr("Nothing was undone"));
    if (m_group.canUndo()) {
        //: %1 is a change: "Change of “Learning rate”"
        Actions::setHint(*m_actions.undo, tr("Take back: %1").arg(m_group.undoText()));
    }
    if (m_group.canRedo()) {
        Actions::setHint(*m_actions.redo, tr("Make again: %1").arg(m_group.redoText()));
    }
}

void UndoHistory::retranslate()
{
    if (m_view != nullptr) {
        m_view->setEmptyLabel(tr("As it was at first"));
        m_view->setAccessibleName(tr("Changes"));
        m_view->setWhatsThis(
            tr("The changes of the settings, or of the runs while one is in their list: a click on one "
               "goes back to how it was after it, or forth again."));
    }
    updateActions();
}

}  // namespace normscope::ui
