#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QWidget>

namespace normscope::ui
{

/// Decides which keys are the focused widget's and which are the window's shortcuts. A field of text keeps what edits
/// it (letters, Ctrl+C, Ctrl+V, Ctrl+Z, the arrows and the like); all other keys with Ctrl or Alt, and the function
/// keys, are the window's also while the cursor is in it. The space bar, which pauses the training, is left to buttons,
/// lists to choose from, and rows with a check box. For the application, as an event filter.
class FocusKeys : public QObject
{
  public:
    explicit FocusKeys(QObject* parent);
    ~FocusKeys() override;

    /// A property of widgets that want the space bar only while nothing can be paused by it.
    static constexpr const char* kLeavesSpace = "leavesSpace";
    /// Whether the widget uses the space bar as it is.
    [[nodiscard]] static bool usesSpace(const QWidget* focus);
    /// Whether the key edits a field of text.
    [[nodiscard]] static bool edits(const QKeyEvent& key);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace normscope::ui
