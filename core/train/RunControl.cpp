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
    m_stepsAllowed = 0;
}

void RunControl::resume()
{
    const std::scoped_lock lock(m_mutex);
    m_paused = false;
    m_stepsAllowed = 0;
    m_changed.notify_all();
}

void RunControl::step()
{
    const std::scoped_lock lock(m_mutex);
    m_stepsAllowed += m_paused ? 1 : 0;
    m_paused = true;
    m_changed.notify_all();
}

bool RunControl::isPaused() const
{
    const std::scoped_lock lock(m_mutex);
    return m_paused;
}

bool RunControl::proceed()
{
    // A signal handler cannot notify, so a paused run looks up by itself from time to time.
    constexpr std::chrono::milliseconds kLookUp{50};
    std::unique_lock lock(m_mutex);
    while (m_paused && m_stepsAllowed == 0 && !isStopped()) {
        m_changed.wait_for(lock, kLookUp);
    }
    if (m_paused && m_stepsAllowed > 0) {
        --m_stepsAllowed;
    }
    return !isStopped();
}

}  // namespace normscope
