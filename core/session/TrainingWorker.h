#pragma once

#include <QThread>
#include <filesystem>

#include <normscope/session/EventBuffer.h>

namespace normscope
{

/// One experiment from its data to its folder, on a thread of its own. Made, started and destroyed by the thread that
/// receives; what crosses in between are events, through the buffer, and complete values in queued signals.
class TrainingWorker : public QThread
{
    Q_OBJECT

  public:
    struct Order
    {
        ExperimentSpec spec;
        DataFacts expected;
        std::filesystem::path folder;
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

    const Order m_order;
    RunControl m_control;
    EventBuffer m_events;
    SessionEnd m_end;
};

}  // namespace normscope
