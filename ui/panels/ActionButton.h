#pragma once

#include <QAction>
#include <QToolButton>

namespace normscope::ui
{

/// A button for an action that is offered only while the action can be used.
class ActionButton : public QToolButton
{
  public:
    ActionButton(QAction& action, QWidget* parent)
        : QToolButton(parent)
    {
        setDefaultAction(&action);
        setObjectName(action.objectName() + QStringLiteral("Button"));
        setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        setFocusPolicy(Qt::StrongFocus);
        connect(&action, &QAction::enabledChanged, this, &QWidget::setVisible);
        setVisible(action.isEnabled());
    }
};

}  // namespace normscope::ui
