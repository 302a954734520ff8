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

/// One of the cases that train together.
struct QueuedCase
{
    ExperimentId id = 0;  ///< as that of an experiment
    std::string name;
    ExperimentSpec spec;
    bool isBegun = false;
};

/// An experiment that waits for its turn or has it.
struct QueuedExperiment
{
    ExperimentId id = 0;  ///< 0 until it is added; of one that is gone on with, the one it has
    ExperimentSpec spec;
    DataFacts expected;
    std::filesystem::path folder;
    bool startPaused = false;
    bool goesOn = false;  ///< with what is left of the case in `folder`; its settings are then those that are there
    /// Of an experiment of several, in `folder`, those that go on together: each is told of by its own id, as soon as
    /// it is its turn. Empty: one case.
    std::vector<QueuedCase> cases = {};
};

/// Experiments one after the other through one TrainingSession; the cases of one share its lanes. An experiment that
/// ends, however it ends, makes room for the next; a stop of the running one does not empty the queue. Runs that
/// another process holds when their turn comes are left to it.
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
    /// Also of a case that the running one has not begun.
    [[nodiscard]] bool isWaiting(ExperimentId id) const;
    /// Whether what is in that folder of a case is still to be begun.
    [[nodiscard]] bool isWaiting(const std::filesystem::path& folder) const;
    /// 0 where nothing runs.
    [[nodiscard]] ExperimentId runningId() const { return m_running.id; }
    /// The experiment or the cases that have been told to start and not to end.
    [[nodiscard]] std::vector<ExperimentId> startedIds() const { return m_started; }

  Q_SIGNALS:
    void queueChanged();
    void experimentStarted(const normscope::QueuedExperiment& experiment);
    void experimentPrepared(normscope::ExperimentId id, const normscope::ExperimentSpec& spec);
    void eventsArrived(normscope::ExperimentId id, const normscope::SessionEvents& events);
    /// Where it has several cases, of each; what went wrong with cases that never started is told with the last one.
    void experimentEnded(normscope::ExperimentId id, const normscope::SessionEnd& end);

  private:
    void startNext();
    /// Of the running one, the case of that name, or itself where it is of one case.
    [[nodiscard]] ExperimentId idOf(const std::string& caseName) const;
    [[nodiscard]] bool isStarted(ExperimentId id) const;
    void startCase(QueuedCase& one);
    void endCase(const EndedCase& ended);
    void tell(const SessionEvents& events);
    void end(const SessionEnd& end);

    TrainingSession& m_session;
    std::vector<QueuedExperiment> m_waiting;
    QueuedExperiment m_running;
    std::vector<ExperimentId> m_started;
    std::vector<Error> m_toldErrors;       ///< of cases whose end has been told
    std::optional<EndedCase> m_lastEnded;  ///< a case whose end has not been told yet
    ExperimentId m_lastId = 0;
    std::optional<ReservedFolder> m_reserved;  ///< the running one's name
};

}  // namespace normscope
