#include <algorithm>
#include <chrono>

#include <normscope/train/RunControl.h>

namespace normscope
{

void RunControl::stop()
{
    const std::scoped_lock lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

void RunControl::pause()
{
    const std::scoped_lock lock(m_mutex);
    m_paused = true;
    m_stepsTaken = m_stepsDropped = m_stepsAllowed;
}

void RunControl::resume()
{
    const std::scoped_lock lock(m_mutex);
    m_paused = false;
    m_stepsTaken = m_stepsDropped = m_stepsAllowed;
    m_changed.notify_all();
}

void RunControl::step()
{
    const std::scoped_lock lock(m_mutex);
    if (m_paused) {
        ++m_stepsAllowed;
    }
    m_paused = true;
    m_changed.notify_all();
}

bool RunControl::isPaused() const
{
    const std::scoped_lock lock(m_mutex);
    return m_paused;
}

RunControl::Turn RunControl::turn() const
{
    const std::scoped_lock lock(m_mutex);
    Turn turn;
    turn.steps = m_stepsTaken;
    return turn;
}

bool RunControl::proceed(Turn& turn)
{
    // A signal handler cannot notify, so a paused run looks up by itself from time to time.
    constexpr std::chrono::milliseconds kLookUp{50};
    std::unique_lock lock(m_mutex);
    const auto mayStep = [&] { return std::max(turn.steps, m_stepsDropped) < m_stepsAllowed; };
    while (m_paused && !mayStep() && !isStopped()) {
        m_changed.wait_for(lock, kLookUp);
    }
    if (m_paused && mayStep()) {
        turn.steps = std::max(turn.steps, m_stepsDropped) + 1;
        m_stepsTaken = std::max(m_stepsTaken, turn.steps);
    } else {
        turn.steps = m_stepsAllowed;
    }
    return !isStopped();
}

}  // namespace normscope
