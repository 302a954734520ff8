#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <normscope/base/Numbers.h>
#include <normscope/runtime/CoreWait.h>

namespace normscope
{

CoreWaitMeter::CoreWaitMeter(int threads)
    : m_threads(threads)
{
}

CoreWaitMeter::Times CoreWaitMeter::timesOf(int thread)
{
    std::ifstream file(fmt::format("/proc/self/task/{}/schedstat", thread));
    Times times;
    return file >> times.ran >> times.waited ? times : Times();
}

CoreWaitMeter::Times CoreWaitMeter::timesOfAll()
{
    Times all;
    std::error_code error;
    for (auto task = std::filesystem::directory_iterator("/proc/self/task", error);
         !error && task != std::filesystem::directory_iterator(); task.increment(error)) {
        if (const auto thread = parseInteger(task->path().filename().string())) {
            const Times one = timesOf(static_cast<int>(*thread));
            all.ran += one.ran;
            all.waited += one.waited;
        }
    }
    return all;
}

void CoreWaitMeter::note()
{
    const auto thread = static_cast<int>(::syscall(SYS_gettid));
    const Times now = m_threads > 1 ? timesOfAll() : timesOf(thread);
    if (thread == m_thread && now.ran >= m_last.ran && now.waited >= m_last.waited) {
        m_sum.ran += now.ran - m_last.ran;
        m_sum.waited += now.waited - m_last.waited;
    }
    m_thread = thread;
    m_last = now;
}

double CoreWaitMeter::share() const
{
    const double all = m_sum.ran + m_sum.waited;
    return all > 0 ? m_sum.waited / all : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace normscope
