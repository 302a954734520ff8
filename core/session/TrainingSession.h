#pragma once

#include <QObject>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <normscope/experiment/ExperimentRunner.h>

namespace normscope
{

/// What a session is doing, one thing at a time.
struct SessionIdle
{
};
struct SessionPreparing  ///< data are being read; nothing is trained yet
{
};
struct SessionTraining
{
};
struct SessionPaused
{
};
struct SessionStopping  ///< told to stop, the batch in work is being finished
{
};
using SessionState = std::variant<SessionIdle, SessionPreparing, SessionTraining, SessionPaused, SessionStopping>;

/// An event of a run of that seed. A Finished carries its predictions but no weights: those go to the folder.
struct SessionEvent
{
    std::uint64_t seed = 0;
    TrainingEvent event;
    /// Of the first event of each run: its record, which takes the place of all that was known of the run. Its tables
    /// are the training's own, which grow; it is a part() of them up to this event, to take in the further ones. Null
    /// otherwise.
    std::shared_ptr<const RunRecord> record = nullptr;
    std::string caseName = {};  ///< of the experiment's cases; empty: the only one
};
using SessionEvents = std::vector<SessionEvent>;

/// How an experiment ended.
/// A case of which all runs are over.
struct EndedCase
{
    std::string name;
    std::vector<Error> errors;  ///< its runs that failed or could not be written; SessionEnd has them as well
};

struct SessionEnd
{
    std::filesystem::path folder;
    std::vector<Error> errors;  ///< why nothing was trained, runs that failed, files that could not be written
    bool isTrained = false;  ///< false where it never came to a first step: settings, data or folder did not allow it
    bool isDiverged = false;
    bool isCancelled = false;
};

/// One experiment at a time on a thread of its own, for a window. Lives on the thread that made it, and all of its
/// signals come there; only complete values cross between the threads.
///
/// Events are handed over in bulk through a bounded buffer and published together, at most once per publish interval:
/// a training makes thousands of steps a second, and a signal for each would bring any event loop down. Where the
/// buffer is full because the receiver sleeps, the training waits (off its clock) instead of losing steps.
class TrainingSession : public QObject
{
    Q_OBJECT

  public:
    explicit TrainingSession(QObject* parent = nullptr);
    /// Stops what is running and waits for it; no signal comes after this has begun.
    ~TrainingSession() override;

    [[nodiscard]] const SessionState& state() const;
    [[nodiscard]] bool isBusy() const;

    /// Steps may come this much later than they were made; 50 ms at first. See ui/charts/RefreshPacer.
    void setPublishInterval(std::chrono::milliseconds interval);

  public Q_SLOTS:
    /// Reads the data and trains into the folder; a refusal, too, comes as ended(). Only where the session is idle.
    /// `startPaused`: the first step waits for step() or resume().
    void start(const normscope::ExperimentSpec& spec, const normscope::DataFacts& expected,
               const std::filesystem::path& folder, bool startPaused = false);
    /// Resumes what is left to do of the experiment or the case in that folder, by its own settings (see
    /// resumeExperiment()), begun or not: the runs of all cases share the lanes. A run that is over tells just how it
    /// ended, a run that is not its Started first. `jobs`: networks that train at one time, which no folder tells.
    void goOn(const std::filesystem::path& folder, bool startPaused = false, std::optional<int> jobs = {});
    void pause();
    void resume();
    void step();
    void stop();

  Q_SIGNALS:
    void stateChanged(const normscope::SessionState& state);
    /// A case's data are in memory: the spec with the dataset's resolved name, and what is known of the data. Before
    /// its first event.
    void prepared(const normscope::ExperimentSpec& spec, const normscope::DataFacts& facts,
                  const std::string& caseName);
    void eventsArrived(const normscope::SessionEvents& events);
    /// All runs of a case that was prepared are over; after its last event.
    void caseEnded(const EndedCase& ended);
    /// The last signal of an experiment, after its last events; the session is idle again.
    void ended(const normscope::SessionEnd& end);

  private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace normscope

Q_DECLARE_METATYPE(normscope::ExperimentSpec)
Q_DECLARE_METATYPE(normscope::DataFacts)
Q_DECLARE_METATYPE(normscope::SessionState)
Q_DECLARE_METATYPE(normscope::SessionEvents)
Q_DECLARE_METATYPE(normscope::SessionEnd)
