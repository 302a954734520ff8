#include "ui/FocusKeys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <algorithm>
#include <array>

namespace normscope::ui
{

namespace
{

bool isTextField(const QWidget* focus)
{
    const auto* list = qobject_cast<const QComboBox*>(focus);
    return qobject_cast<const QLineEdit*>(focus) != nullptr || qobject_cast<const QPlainTextEdit*>(focus) != nullptr ||
           qobject_cast<const QTextEdit*>(focus) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(focus) != nullptr || (list != nullptr && list->isEditable());
}

/// The line that is written in; null in fields of several lines. Of lists and numbers it is a part, and the whole has
/// the focus.
const QLineEdit* lineOf(const QWidget* focus)
{
    if (const auto* list = qobject_cast<const QComboBox*>(focus)) {
        return list->lineEdit();
    }
    if (const auto* number = qobject_cast<const QAbstractSpinBox*>(focus)) {
        return number->findChild<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly);
    }
    return qobject_cast<const QLineEdit*>(focus);
}

/// Where a field has nothing to undo, the window's history is meant.
bool isForHistory(const QWidget* focus, const QKeyEvent& key)
{
    const QLineEdit* line = lineOf(focus);
    return line != nullptr && ((key.matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
                               (key.matches(QKeySequence::Redo) && !line->isRedoAvailable()));
}

bool canBeChecked(const QAbstractItemView& view)
{
    const QModelIndex row = view.currentIndex();
    return row.isValid() && row.siblingAtColumn(0).flags().testFlag(Qt::ItemIsUserCheckable);
}

}  // namespace

FocusKeys::FocusKeys(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

FocusKeys::~FocusKeys()
{
    qApp->removeEventFilter(this);
}

bool FocusKeys::usesSpace(const QWidget* focus)
{
    if (focus->property(kLeavesSpace).toBool()) {
        return false;
    }
    const auto* view = qobject_cast<const QAbstractItemView*>(focus);
    return qobject_cast<const QAbstractButton*>(focus) != nullptr || qobject_cast<const QComboBox*>(focus) != nullptr ||
           (view != nullptr && canBeChecked(*view));
}

bool FocusKeys::edits(const QKeyEvent& key)
{
    const bool isFunctionKey = key.key() >= Qt::Key_F1 && key.key() <= Qt::Key_F35;
    if (isFunctionKey) {
        return false;
    }
    // Letters of some keyboards come with Ctrl and Alt.
    const Qt::KeyboardModifiers held = key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (held == Qt::NoModifier || held == (Qt::ControlModifier | Qt::AltModifier)) {
        return true;
    }
    constexpr std::array kKeys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,        Qt::Key_Down,   Qt::Key_Home,
                               Qt::Key_End,  Qt::Key_Clear, Qt::Key_Backspace, Qt::Key_Delete, Qt::Key_Insert};
    const std::array standard{QKeySequence::Copy, QKeySequence::Cut,  QKeySequence::Paste,   QKeySequence::SelectAll,
                              QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Deselect};
    return std::find(kKeys.begin(), kKeys.end(), key.key()) != kKeys.end() ||
           std::any_of(standard.begin(), standard.end(),
                       [&](QKeySequence::StandardKey one) { return key.matches(one); });
}

bool FocusKeys::eventFilter(QObject* watched, QEvent* event)
{
    const QWidget* focus = QApplication::focusWidget();
    if (event->type() != QEvent::ShortcutOverride || focus == nullptr) {
        return QObject::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && usesSpace(focus)) {
        event->accept();
        return true;
    }
    if (isTextField(focus) && (!edits(*key) || isForHistory(focus, *key))) {
        // Nobody claims it: it is looked for among the shortcuts.
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace normscope::ui
