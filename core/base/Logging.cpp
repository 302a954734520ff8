#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <normscope/base/Exceptions.h>
#include <normscope/base/Logging.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>

namespace normscope
{

namespace
{

using Sinks = spdlog::sinks::dist_sink_mt;

/// A log that cannot be written stops nothing, and is told of once: not through the log.
void tellOnce(const std::string& reason)
{
    static std::atomic<bool> s_isTold = false;
    if (!s_isTold.exchange(true)) {
        const bool isMemory = reason.starts_with(std::bad_alloc().what());
        (void)std::fprintf(stderr, "warning: lines of the log are missing: %s\n",
                           isMemory ? kNotEnoughMemory.data() : reason.c_str());
    }
}

/// The message without what would steer a terminal or forge a line of the log: parts of it may come from files.
class PlainMessage : public spdlog::custom_flag_formatter
{
  public:
    void format(const spdlog::details::log_msg& message, const std::tm& /*time*/, spdlog::memory_buf_t& out) override
    {
        const std::string_view payload(message.payload.data(), message.payload.size());
        const std::string text = inSentence(payload, payload.size());
        out.append(text.data(), text.data() + text.size());
    }
    [[nodiscard]] std::unique_ptr<spdlog::custom_flag_formatter> clone() const override
    {
        return std::make_unique<PlainMessage>();
    }
};

/// A formatter with that message for "%*".
std::unique_ptr<spdlog::formatter> withoutControls(const std::string& pattern)
{
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<PlainMessage>('*').set_pattern(pattern);
    return formatter;
}

/// The program's logger: the terminal, and whoever else listens. Sinks come and go while other threads log.
struct Log
{
    std::shared_ptr<spdlog::sinks::stderr_color_sink_mt> terminal =
        std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    std::shared_ptr<Sinks> sinks = std::make_shared<Sinks>();

    Log()
    {
        terminal->set_level(spdlog::level::warn);
        terminal->set_formatter(withoutControls("%^%l%$: %*"));
        sinks->add_sink(terminal);
        auto logger = std::make_shared<spdlog::logger>("normscope", sinks);
        // The sinks filter: run.log wants info whatever the terminal wants.
        logger->set_level(spdlog::level::trace);
        logger->flush_on(spdlog::level::info);
        logger->set_error_handler(tellOnce);
        spdlog::set_default_logger(std::move(logger));
    }
};

Log& programLog()
{
    static Log s_log;
    return s_log;
}

void addSink(const spdlog::sink_ptr& sink)
{
    sink->set_level(spdlog::level::info);
    programLog().sinks->add_sink(sink);
}

void removeSink(const std::shared_ptr<void>& sink)
{
    if (sink) {
        programLog().sinks->remove_sink(std::static_pointer_cast<spdlog::sinks::sink>(sink));
    }
}

class TellingSink : public spdlog::sinks::base_sink<std::mutex>
{
  public:
    explicit TellingSink(std::function<void(const LogLine&)> tell)
        : m_tell(std::move(tell))
    {
    }

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        m_tell({message.time, static_cast<int>(message.level),
                std::string(message.payload.data(), message.payload.size())});
    }
    void flush_() override {}

  private:
    std::function<void(const LogLine&)> m_tell;
};

}  // namespace

Status setUpLogging(const std::string& level)
{
    const auto parsed = spdlog::level::from_str(level);
    if (parsed == spdlog::level::off && level != "off") {
        const std::vector<std::string> levels{"trace", "debug", "info", "warning", "error", "critical", "off"};
        return fail(ErrorCode::Usage,
                    withLikelyWord(Message::tr("--log-level: '{}' is none of {}", level, fmt::join(levels, ", ")),
                                   level, levels));
    }
    programLog().terminal->set_level(parsed);
    return {};
}

Result<LogFile> LogFile::open(const std::filesystem::path& path)
{
    // In a folder that came from elsewhere it could lead anywhere, or wait for a reader.
    std::error_code ignored;
    const auto kind = std::filesystem::symlink_status(path, ignored).type();
    if (kind != std::filesystem::file_type::regular && kind != std::filesystem::file_type::not_found) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: is no file", path.string()));
    }
    try {
        auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(path.string());
        sink->set_formatter(withoutControls("%Y-%m-%dT%H:%M:%S.%e%z %l: %*"));
        addSink(sink);
        return LogFile(std::static_pointer_cast<spdlog::sinks::sink>(sink));
    } catch (const spdlog::spdlog_ex& error) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), error.what()));
    }
}

LogFile::LogFile(std::shared_ptr<void> sink)
    : m_sink(std::move(sink))
{
}

LogFile::~LogFile()
{
    removeSink(m_sink);
}

LogListener::LogListener(std::function<void(const LogLine&)> tell)
{
    const spdlog::sink_ptr sink = std::make_shared<TellingSink>(std::move(tell));
    addSink(sink);
    m_sink = sink;
}

LogListener::~LogListener()
{
    removeSink(m_sink);
}

}  // namespace normscope
