#include <utility>

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <normscope/base/Logging.h>

namespace normscope
{

Status setUpLogging(const std::string& level)
{
    const auto parsed = spdlog::level::from_str(level);
    if (parsed == spdlog::level::off && level != "off") {
        return fail(
            ErrorCode::Usage,
            fmt::format("--log-level: '{}' is none of trace, debug, info, warning, error, critical, off", level));
    }
    auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    sink->set_level(parsed);
    sink->set_pattern("%^%l%$: %v");
    auto logger = std::make_shared<spdlog::logger>("normscope", std::move(sink));
    // The sinks filter: run.log wants info whatever the terminal wants.
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
    return {};
}

Result<LogFile> LogFile::open(const std::filesystem::path& path)
{
    try {
        auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(path.string());
        sink->set_level(spdlog::level::info);
        sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l: %v");
        spdlog::default_logger()->sinks().push_back(std::move(sink));
        spdlog::default_logger()->flush_on(spdlog::level::info);
        return LogFile();
    } catch (const spdlog::spdlog_ex& error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), error.what()));
    }
}

LogFile::LogFile(LogFile&& other) noexcept
    : m_isOpen(std::exchange(other.m_isOpen, false))
{
}

LogFile::~LogFile()
{
    if (m_isOpen) {
        spdlog::default_logger()->sinks().pop_back();
    }
}

}  // namespace normscope
