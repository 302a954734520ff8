#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <deque>
#include <functional>

#include <normscope/session/RunQueue.h>

#include "ui/models/ExperimentDocument.h"
#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// While it is on, a changed setting ends the training that runs and starts the next at once, and the curves of the
/// last ones stay as ghosts. It keeps out of the way of a queue: where experiments wait, it does nothing.
class LiveRestart : public QObject
{
    Q_OBJECT

  public:
    /// What it works on; all of it outlives this. `start` puts the document's experiment into the queue.
    struct Parts
    {
        ExperimentDocument& document;
        ExperimentStore& store;
        TrainingSession& session;
        RunQueue& queue;
        std::function<void()> start;  ///< as the last one of the queue
    };
    LiveRestart(Parts parts, QObject* parent);

    void setOn(bool on);

  private:
    void restart();
    /// Shows the experiment faintly from now on; takes the oldest of several off the screen.
    void makeGhost(ExperimentId id);

    Parts m_parts;
    bool m_isOn = false;
    QStringList m_trained;      ///< the settings that were trained, or there, last
    ExperimentId m_queued = 0;  ///< the one that waits until the last has stopped
    QTimer m_settled;           ///< a slider that is dragged changes them many times
    std::deque<ExperimentId> m_ghosts;
};

}  // namespace normscope::ui
