#include <algorithm>
#include <cstdlib>

#include <normscope/base/Numbers.h>
#include <normscope/train/CheckpointTimer.h>

namespace normscope
{

namespace
{

constexpr double kLeastSeconds = 5.0;
constexpr double kMostSeconds = 60.0;
constexpr double kMostOfTheTime = 0.01;

}  // namespace

CheckpointTimer::CheckpointTimer()
    : m_secondsBetween(secondsAfter(0))
{
    const char* text = std::getenv("NORMSCOPE_CHECKPOINT_SECONDS");
    const auto chosen = text != nullptr ? parseDouble(text) : Result<double>(-1.0);
    if (chosen && *chosen >= 0) {
        m_isChosen = true;
        m_secondsBetween = *chosen;
    }
}

double CheckpointTimer::secondsAfter(double took)
{
    return std::clamp(took / kMostOfTheTime, kLeastSeconds, kMostSeconds);
}

void CheckpointTimer::isSaved(double took)
{
    if (!m_isChosen) {
        m_secondsBetween = secondsAfter(took);
    }
    m_sinceLast = Stopwatch();
}

}  // namespace normscope
