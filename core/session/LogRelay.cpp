#include <normscope/session/LogRelay.h>

namespace normscope
{

LogRelay::LogRelay(QObject* parent)
    : QObject(parent)
{
    connect(this, &LogRelay::lineTaken, this, &LogRelay::tell, Qt::QueuedConnection);
    m_listener = std::make_unique<LogListener>([this](const LogLine& line) { take(line); });
}

LogRelay::~LogRelay()
{
    // First of all: nobody may tell a relay that is half gone.
    m_listener.reset();
}

void LogRelay::take(const LogLine& line)
{
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(line);
    if (m_lines.size() > kMostLines) {
        m_lines.pop_front();
    }
    if (!m_isTold) {
        m_isTold = true;
        Q_EMIT lineTaken(QPrivateSignal());
    }
}

void LogRelay::tell()
{
    std::vector<LogLine> lines;
    {
        const std::lock_guard lock(m_mutex);
        lines.assign(m_lines.begin(), m_lines.end());
        m_lines.clear();
        m_isTold = false;
    }
    Q_EMIT linesLogged(lines);
}

}  // namespace normscope
