#pragma once

#include <limits>

namespace normscope
{

/// How long what computes a run waited for a core because others used it, by /proc/…/schedstat: the second number of a
/// thread counts the time in which it could have run and did not.
class CoreWaitMeter
{
  public:
    /// `threads` that compute: of one, that thread alone is looked at; of several, all of the process.
    explicit CoreWaitMeter(int threads);

    /// To be called now and then by the thread that computes. Another thread than last time begins a new stretch.
    void note();

    /// Of the time in which they ran or waited since the first note(), 0 to 1; NaN where it is not known.
    [[nodiscard]] double share() const;

  private:
    struct Times
    {
        double ran = 0;
        double waited = 0;
    };
    [[nodiscard]] static Times timesOf(int thread);
    [[nodiscard]] static Times timesOfAll();

    int m_threads;
    int m_thread = -1;  ///< that the stretch is of
    Times m_last;
    Times m_sum;
};

/// Above this share others' programs are told to be why a training takes long.
inline constexpr double kMuchCoreWait = 0.05;

}  // namespace normscope
