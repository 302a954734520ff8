#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <normscope/base/Result.h>

/// The program's log is spdlog's default logger; any part of core may write to it. It goes to stderr, and to run.log
/// while an experiment runs.
namespace normscope
{

/// Names of the levels from the most talkative to none: trace, debug, info, warning, error, critical, off.
/// ErrorCode::Usage for any other name.
[[nodiscard]] Status setUpLogging(const std::string& level);

/// While it lives, everything that is logged also goes to a file, with dates and from level info on.
class LogFile
{
  public:
    [[nodiscard]] static Result<LogFile> open(const std::filesystem::path& path);

    LogFile(LogFile&& other) noexcept = default;
    LogFile& operator=(LogFile&&) = delete;
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;
    ~LogFile();

  private:
    explicit LogFile(std::shared_ptr<void> sink);
    std::shared_ptr<void> m_sink;
};

/// One line of the log.
struct LogLine
{
    std::chrono::system_clock::time_point time;
    int level = 0;  ///< 0 trace, 1 debug, 2 info, 3 warning, 4 error, 5 critical
    std::string text;
};

/// While it lives, everything that is logged from level info on is also told to a function: on the thread that logs,
/// one line at a time. It must not log.
class LogListener
{
  public:
    explicit LogListener(std::function<void(const LogLine&)> tell);
    LogListener(const LogListener&) = delete;
    LogListener& operator=(const LogListener&) = delete;
    ~LogListener();

  private:
    std::shared_ptr<void> m_sink;
};

}  // namespace normscope
