#pragma once

#include <QObject>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include <normscope/base/Logging.h>

namespace normscope
{

/// The program's log as Qt signals on the thread that made the relay, several lines at a time. Any thread may log; if
/// the receiver sleeps, the newest kMostLines are kept.
class LogRelay : public QObject
{
    Q_OBJECT

  public:
    static constexpr std::size_t kMostLines = 5'000;

    explicit LogRelay(QObject* parent = nullptr);
    ~LogRelay() override;

  Q_SIGNALS:
    void linesLogged(const std::vector<normscope::LogLine>& lines);
    /// By any thread, for the relay itself.
    void lineTaken(QPrivateSignal);

  private:
    void take(const LogLine& line);
    void tell();

    std::mutex m_mutex;
    std::deque<LogLine> m_lines;
    bool m_isTold = false;  ///< a call of tell() is on its way
    std::unique_ptr<LogListener> m_listener;
};

}  // namespace normscope
