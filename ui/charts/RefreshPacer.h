#pragma once

#include <QElapsedTimer>
#include <chrono>
#include <ctime>

namespace normscope::ui
{

/// How often a live window may redraw, so that drawing takes a small share of what the training could use: the interval
/// grows with what a redraw has cost, within limits at which the eye still sees movement.
class RefreshPacer
{
  public:
    /// `share` of the wall time that drawing may take.
    explicit RefreshPacer(double share = 0.025);

    /// A redraw took so many milliseconds of this thread.
    void add(double milliseconds);

    /// Time from one redraw to the next: smoothed cost / share, from 50 ms to 1 s.
    [[nodiscard]] std::chrono::milliseconds interval() const;

  private:
    double m_share;
    double m_cost = 0;
};

/// For figures that are read, not watched: brought up to date twice a second at most.
class SlowPace
{
  public:
    /// True at most twice a second, and always where `isAll`. True means it will be done now.
    [[nodiscard]] bool isDue(bool isAll)
    {
        constexpr qint64 kMilliseconds = 500;
        if (!isAll && m_since.isValid() && m_since.elapsed() < kMilliseconds) {
            return false;
        }
        m_since.start();
        return true;
    }

  private:
    QElapsedTimer m_since;
};

/// Milliseconds of processor time that this thread has used: what drawing costs, whatever else the machine does.
[[nodiscard]] inline double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

}  // namespace normscope::ui
