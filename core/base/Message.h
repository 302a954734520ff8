#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace normscope
{

/// A sentence for people. Where it is logged or printed it is English; its pattern and arguments are kept apart, so
/// that the window can say it in another language (shownText() in ui/models).
///
///     return fail(ErrorCode::Data, Message::tr("{}: line {} is empty", path.string(), line));
///
/// lupdate finds the patterns by the name tr(). Arguments are written with "{}" alone; one that is a Message itself is
/// translated as well.
class Message
{
  public:
    Message() = default;

    /// A text that is not ours to translate: what the operating system or a file said.
    Message(std::string verbatim)
        : m_english(std::move(verbatim))
    {
    }
    Message(const char* verbatim)
        : m_english(verbatim)
    {
    }

    template <class>
    using Shown = std::string;

    template <class... Arguments>
    [[nodiscard]] static Message tr(fmt::format_string<Shown<Arguments>...> pattern, const Arguments&... arguments)
    {
        const fmt::string_view text = pattern;
        return {std::string_view(text.data(), text.size()), {asArgument(arguments)...}};
    }

    [[nodiscard]] const std::string& english() const { return m_english; }
    // Logs and the command line speak English.
    operator const std::string&() const { return m_english; }

    [[nodiscard]] bool empty() const { return m_english.empty(); }

    /// In another language: `translate` gives the pattern of that language for ours, or ours where there is none. A
    /// pattern that does not fit its arguments counts as none.
    using Translate = std::function<std::string(const std::string& pattern)>;
    [[nodiscard]] std::string in(const Translate& translate) const;

    friend bool operator==(const Message& a, const Message& b) { return a.m_english == b.m_english; }

  private:
    Message(std::string_view pattern, std::vector<Message> arguments);

    template <class T>
    static Message asArgument(const T& value)
    {
        if constexpr (std::is_same_v<T, Message>) {
            return value;
        } else {
            return fmt::vformat("{}", fmt::make_format_args(value));
        }
    }

    std::string m_english;
    std::string m_pattern;  ///< empty: a verbatim text
    std::vector<Message> m_arguments;
};

}  // namespace normscope

template <>
struct fmt::formatter<normscope::Message> : fmt::formatter<std::string_view>
{
    auto format(const normscope::Message& message, fmt::format_context& context) const
    {
        return fmt::formatter<std::string_view>::format(message.english(), context);
    }
};
