#pragma once

#include <ctime>

namespace normscope::ui
{

/// Milliseconds of processor time that this thread has used: what drawing costs, whatever else the machine does.
[[nodiscard]] inline double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

}  // namespace normscope::ui
