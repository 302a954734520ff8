#pragma once

#include <QObject>
#include <QPointer>
#include <QUndoGroup>
#include <QUndoStack>
#include <QUndoView>
#include <QWidget>
#include <utility>
#include <vector>

#include "ui/Actions.h"

namespace normscope::ui
{

/// What can be undone, and the actions that do it: changes of the settings, or those of a part of the window that keeps
/// its own, while that has the focus.
class UndoHistory : public QObject
{
    Q_OBJECT

  public:
    /// The settings' stack; it and the actions outlive it.
    UndoHistory(Actions& actions, QUndoStack& settings, QWidget& window);

    /// A part of the window with changes of its own, which both may go before it.
    void add(QUndoStack& stack, QWidget& part);

    /// The list of changes; a click goes back or forth to one.
    [[nodiscard]] QUndoView& view() { return *m_view; }

    void retranslate();

  private:
    void follow(const QWidget* focus);
    void updateActions();

    Actions& m_actions;
    QUndoStack& m_settings;
    QUndoGroup m_group;
    QPointer<QUndoView> m_view;
    std::vector<std::pair<QPointer<QUndoStack>, QPointer<QWidget>>> m_parts;
};

}  // namespace normscope::ui
