#pragma once

#include <filesystem>
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

    LogFile(LogFile&& other) noexcept;
    LogFile& operator=(LogFile&&) = delete;
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;
    ~LogFile();

  private:
    LogFile() = default;
    bool m_isOpen = true;
};

}  // namespace normscope
