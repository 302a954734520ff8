#include <fmt/args.h>

#include <normscope/base/Message.h>

namespace normscope
{

namespace
{

std::string filled(std::string_view pattern, const std::vector<std::string>& arguments)
{
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const std::string& argument : arguments) {
        store.push_back(std::cref(argument));
    }
    return fmt::vformat(pattern, store);
}

}  // namespace

Message::Message(std::string_view pattern, std::vector<Message> arguments)
    : m_pattern(pattern)
    , m_arguments(std::move(arguments))
{
    std::vector<std::string> texts;
    for (const Message& argument : m_arguments) {
        texts.push_back(argument.m_english);
    }
    m_english = filled(m_pattern, texts);
}

std::string Message::in(const Translate& translate) const
{
    if (m_pattern.empty()) {
        return m_english;
    }
    std::vector<std::string> texts;
    for (const Message& argument : m_arguments) {
        texts.push_back(argument.in(translate));
    }
    try {
        return filled(translate(m_pattern), texts);
    } catch (const fmt::format_error&) {
        return filled(m_pattern, texts);
    }
}

}  // namespace normscope
