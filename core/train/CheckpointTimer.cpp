#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

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
    if (const auto chosen = chosenSeconds(); chosen && *chosen) {
        m_isChosen = true;
        m_secondsBetween = **chosen;
    }
}

Result<std::optional<double>> CheckpointTimer::chosenSeconds()
{
    const char* text = std::getenv("NORMSCOPE_CHECKPOINT_SECONDS");
    if (text == nullptr || *text == '\0') {
        return std::nullopt;
    }
    const auto seconds = parseDouble(text);
    if (!seconds || !(*seconds >= 0)) {
        return fail(ErrorCode::Usage,
                    Message::tr("NORMSCOPE_CHECKPOINT_SECONDS: '{}' is not a number of seconds, 0 or more", text));
    }
    return *seconds;
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
