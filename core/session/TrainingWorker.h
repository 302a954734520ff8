#pragma once

#include <QThread>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <normscope/session/EventBuffer.h>

namespace normscope
{

/// One experiment or case from its data to its folder, on a thread of its own. Made, started and destroyed by the
/// thread that receives; what crosses in between are complete values: events through the buffer, the rest behind a
/// lock. Signals only say that something is there: their arguments would be ordered by locks inside Qt alone, which
/// ThreadSanitizer cannot see.
class TrainingWorker : public QThread
{
    Q_OBJECT

  public:
    enum class Kind
    {
        New,   ///< into a folder that holds nothing yet
        GoOn,  ///< with what is left of the folder's experiment or case, by the settings that are there
    };
    struct Order
    {
        Kind kind = Kind::New;
        std::filesystem::path folder;
        ExperimentSpec spec;  ///< of a new one, like `expected`; of one that goes on, only the jobs
        DataFacts expected;
        bool startPaused = false;
    };
    explicit TrainingWorker(Order order);
    /// Stops it and waits.
    ~TrainingWorker() override;

    [[nodiscard]] RunControl& control() { return m_control; }
    [[nodiscard]] EventBuffer& events() { return m_events; }
    /// Cases that have been prepared since this was asked last, as far as the data say. What is asked for after the
    /// events were taken has the cases of all of them.
    [[nodiscard]] std::vector<ExperimentCase> takePrepared();
    /// Cases that have ended since then. What is asked for before the events are taken has ended with them.
    [[nodiscard]] std::vector<EndedCase> takeEnded();
    /// How it ended; after finished().
    [[nodiscard]] SessionEnd end() const;

  Q_SIGNALS:
    void prepared();

  protected:
    void run() override;

  private:
    /// As long as it takes; what went wrong is in what it returns.
    [[nodiscard]] SessionEnd train();
    /// Whether the order can be carried out, as far as can be told without data.
    [[nodiscard]] Status check() const;
    /// Keeps what is to be trained; false where it was stopped in the meantime.
    bool prepare(const PreparedCase& prepared);
    /// Tells how the runs of a case that are over ended: no event of theirs will come.
    void tellWhatIsOver(const std::string& caseName);
    void tellEnd(RunRecord run, const std::string& caseName);
    void tellEnded(const CaseOutcome& done);

    const Order m_order;
    RunControl m_control;
    EventBuffer m_events;
    std::map<std::string, ExperimentSpec> m_specs;  ///< of the cases that have been prepared; of the training's thread
    mutable std::mutex m_mutex;                     ///< of what follows
    std::vector<ExperimentCase> m_prepared;
    std::vector<EndedCase> m_ended;
    SessionEnd m_end;
};

}  // namespace normscope
