#include "ui/SpaceKey.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

namespace normscope::ui
{

namespace
{

bool usesSpace(const QWidget* focus)
{
    return qobject_cast<const QAbstractButton*>(focus) != nullptr || qobject_cast<const QComboBox*>(focus) != nullptr ||
           qobject_cast<const QAbstractItemView*>(focus) != nullptr;
}

}  // namespace

SpaceKey::SpaceKey(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

SpaceKey::~SpaceKey()
{
    qApp->removeEventFilter(this);
}

bool SpaceKey::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier &&
            usesSpace(QApplication::focusWidget())) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace normscope::ui
