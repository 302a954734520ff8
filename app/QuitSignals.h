#pragma once

#include <QObject>

class QSocketNotifier;

namespace normscope
{

/// Signals that ask to stop (see setStopHandler()) as a Qt signal while it lives, so that a window that is told to go
/// saves what it has. A second one ends the program at once with 128 + its number. One at a time, on the GUI thread.
class QuitSignals : public QObject
{
    Q_OBJECT

  public:
    QuitSignals();
    ~QuitSignals() override;

  Q_SIGNALS:
    void received();

  private:
    QSocketNotifier* m_notifier = nullptr;
};

}  // namespace normscope
