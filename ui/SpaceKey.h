#pragma once

#include <QObject>

namespace normscope::ui
{

/// Leaves the space bar, which pauses the training, to the focused widget where that needs it to be used by keyboard.
/// For the application, as an event filter.
class SpaceKey : public QObject
{
  public:
    explicit SpaceKey(QObject* parent);
    ~SpaceKey() override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace normscope::ui
