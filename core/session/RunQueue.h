#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <optional>
#include <vector>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/TrainingSession.h>

namespace normscope
{

/// Tells experiments apart within one run of the program; counts from 1.
using ExperimentId = int;

/// An experiment that waits for its turn or has it.
struct QueuedExperiment
{
    ExperimentId id = 0;  ///< 0 until it is added; of one that is gone on with, the one it has
    ExperimentSpec spec;
    DataFacts expected;
    std::filesystem::path folder;
    bool startPaused = false;
    bool goesOn = false;  ///< with what is left of the case in `folder`; its settings are then those that are there
};

/// Experiments one after the other through one TrainingSession. An experiment that ends, however it ends, makes room
/// for the next; a stop of the running one does not empty the queue. Runs that another
/// process holds when their turn comes are left to it.
class RunQueue : public QObject
{
    Q_OBJECT

  public:
    explicit RunQueue(TrainingSession& session, QObject* parent = nullptr);

    /// Adds one at the end, and starts it at once where nothing else runs. The folder is chosen when it starts (a new
    /// one in the default runs folder, see defaultFolderFor()) where `experiment.folder` is empty.
    ///
    /// One that goes on keeps its id, and is not added while it waits or runs.
    ExperimentId add(QueuedExperiment experiment);

    /// Takes a waiting one out; the running one is stopped by the session.
    void remove(ExperimentId id);
    /// Takes all waiting ones out.
    void clear();

    [[nodiscard]] const std::vector<QueuedExperiment>& waiting() const { return m_waiting; }
    [[nodiscard]] bool isWaiting(ExperimentId id) const;
    /// 0 where nothing runs.
    [[nodiscard]] ExperimentId runningId() const { return m_running; }

  Q_SIGNALS:
    void queueChanged();
    void experimentStarted(const normscope::QueuedExperiment& experiment);
    void experimentPrepared(normscope::ExperimentId id, const normscope::ExperimentSpec& spec);
    void eventsArrived(normscope::ExperimentId id, const normscope::SessionEvents& events);
    void experimentEnded(normscope::ExperimentId id, const normscope::SessionEnd& end);

  private:
    void startNext();

    TrainingSession& m_session;
    std::vector<QueuedExperiment> m_waiting;
    ExperimentId m_running = 0;
    ExperimentId m_lastId = 0;
    std::optional<ReservedFolder> m_reserved;  ///< the running one's name
};

}  // namespace normscope
