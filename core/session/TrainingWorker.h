#pragma once

#include <QThread>
#include <filesystem>
#include <memory>

#include <normscope/session/EventBuffer.h>

namespace normscope
{

/// One experiment from its data to its folder, on a thread of its own. Made, started and destroyed by the thread that
/// receives; what crosses in between are events, through the buffer, and complete values in queued signals.
class TrainingWorker : public QThread
{
    Q_OBJECT

  public:
    enum class Kind
    {
        New,   ///< into a folder that holds nothing yet
        GoOn,  ///< with what the folder holds, by the settings that are there
    };
    struct Order
    {
        Kind kind = Kind::New;
        std::filesystem::path folder;
        ExperimentSpec spec;  ///< of a new one, like `expected`
        DataFacts expected;
        bool startPaused = false;
    };
    explicit TrainingWorker(Order order);
    /// Stops it and waits.
    ~TrainingWorker() override;

    [[nodiscard]] RunControl& control() { return m_control; }
    [[nodiscard]] EventBuffer& events() { return m_events; }
    /// How it ended; to be read after finished().
    [[nodiscard]] const SessionEnd& end() const { return m_end; }

  Q_SIGNALS:
    void prepared(const normscope::ExperimentSpec& spec, const normscope::DataFacts& facts);

  protected:
    void run() override;

  private:
    void train();
    /// The settings to train by, if the order can be carried out as far as can be told without data.
    [[nodiscard]] Result<ExperimentConfig> findConfig() const;
    /// Tells how the runs that are over ended: no event of theirs will come.
    void tellWhatIsOver(const ExperimentSpec& spec);
    /// What a run's folder holds; an empty record where it cannot be read.
    [[nodiscard]] std::shared_ptr<const RunRecord> storedRun(const ExperimentSpec& spec, std::uint64_t seed,
                                                             Twin twin) const;

    const Order m_order;
    RunControl m_control;
    EventBuffer m_events;
    SessionEnd m_end;
};

}  // namespace normscope
