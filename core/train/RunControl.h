#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace normscope
{

/// Commands to a training from other threads. The training asks proceed() between two steps; while paused it sleeps
/// there, and that time is on no clock.
class RunControl
{
  public:
    /// Ends the run before its next step. Also from a paused state. For good: a stopped control stays stopped.
    void stop();

    /// stop() for a signal handler: async-signal-safe, but wakes no paused run before its next look (50 ms).
    void stopFromSignal() noexcept { m_stopped.store(true, std::memory_order_relaxed); }

    void pause();
    void resume();

    /// Lets a paused run take one step (of every variant) and pause again; pauses a run that is not paused.
    void step();

    [[nodiscard]] bool isStopped() const noexcept { return m_stopped.load(std::memory_order_relaxed); }
    [[nodiscard]] bool isPaused() const;

    /// For the training: waits while paused. False when the run is to end.
    [[nodiscard]] bool proceed();

  private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::atomic<bool> m_stopped = false;
    bool m_paused = false;
    std::int64_t m_stepsAllowed = 0;
};

static_assert(std::atomic<bool>::is_always_lock_free, "stopFromSignal() must be safe in a signal handler");

}  // namespace normscope
