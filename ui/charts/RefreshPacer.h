#pragma once

#include <chrono>

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

}  // namespace normscope::ui
