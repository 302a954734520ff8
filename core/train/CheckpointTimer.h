#pragma once

#include <optional>

#include <normscope/base/Result.h>
#include <normscope/base/Stopwatch.h>

namespace normscope
{

/// Says when a training is to save its state: every few seconds, which is what a kill may cost, but so seldom that
/// saving takes less than a hundredth of the time. A disk that is busy with something else makes it rarer, up to once a
/// minute. The environment variable NORMSCOPE_CHECKPOINT_SECONDS sets the seconds in between, whatever saving takes; 0:
/// after every step.
class CheckpointTimer
{
  public:
    CheckpointTimer();

    /// What that variable says; none where it is not set. ErrorCode::Usage where it is no number of seconds.
    [[nodiscard]] static Result<std::optional<double>> chosenSeconds();

    [[nodiscard]] bool isDue() const { return m_sinceLast.seconds() >= m_secondsBetween; }

    /// Saves, which blocks until it is done, and begins to wait for the next time.
    template <class Action>
    void save(Action action)
    {
        const Stopwatch watch;
        action();
        isSaved(watch.seconds());
    }

    /// How long to wait, by default, when the last time took so many seconds.
    [[nodiscard]] static double secondsAfter(double took);

  private:
    void isSaved(double took);

    bool m_isChosen = false;  ///< by the environment variable
    double m_secondsBetween;
    Stopwatch m_sinceLast;
};

}  // namespace normscope
