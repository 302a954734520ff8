#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace normscope
{

/// Commands to a training from other threads. Each loop of the training, however many there are at one time, asks
/// proceed() between two steps; while paused it sleeps there, and that time is on no clock.
class RunControl
{
  public:
    /// Which of the single steps a loop has taken. What goes on in another loop takes a copy along.
    class Turn
    {
        friend class RunControl;
        std::int64_t steps = 0;
    };

    /// Ends the run before its next step. Also from a paused state. For good: a stopped control stays stopped.
    void stop();

    /// stop() for a signal handler: async-signal-safe, but wakes no paused run before its next look (50 ms).
    void stopFromSignal() noexcept { m_stopped.store(true, std::memory_order_relaxed); }

    void pause();
    void resume();

    /// Lets a paused run take one step (every network that trains) and pause again; pauses a run that is not paused.
    void step();

    [[nodiscard]] bool isStopped() const noexcept { return m_stopped.load(std::memory_order_relaxed); }
    [[nodiscard]] bool isPaused() const;

    /// For networks that begin: the single steps that no loop has taken yet are before them.
    [[nodiscard]] Turn turn() const;

    /// For a loop of the training: waits while paused. False when the run is to end.
    [[nodiscard]] bool proceed(Turn& turn);

  private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::atomic<bool> m_stopped = false;
    bool m_paused = false;
    std::int64_t m_stepsAllowed = 0;  ///< since the beginning
    std::int64_t m_stepsTaken = 0;    ///< of those, by the loop that is furthest
    std::int64_t m_stepsDropped = 0;  ///< of those, allowed before the last pause() or resume(): no longer to be taken
};

static_assert(std::atomic<bool>::is_always_lock_free, "stopFromSignal() must be safe in a signal handler");

}  // namespace normscope
