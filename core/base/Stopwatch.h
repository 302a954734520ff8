#pragma once

#include <chrono>
#include <ctime>

namespace normscope
{

/// Seconds since it was made, by the steady clock.
class Stopwatch
{
  public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

  private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Seconds by two clocks.
struct ClockTime
{
    double wall = 0;
    double cpu = 0;  ///< processor time of one thread
};

/// Since it was made: the wall's time, and the processor time of the calling thread, which is to be the one that made
/// it.
class ThreadStopwatch
{
  public:
    [[nodiscard]] ClockTime elapsed() const { return {m_wall.seconds(), processorSeconds() - m_cpu}; }

  private:
    static double processorSeconds()
    {
        std::timespec time{};
        // Cannot fail with this clock.
        (void)::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        constexpr double kNanosecond = 1e-9;
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * kNanosecond;
    }

    Stopwatch m_wall;
    double m_cpu = processorSeconds();
};

}  // namespace normscope
