#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>

namespace normscope
{

namespace
{

template <class Float>
std::string shortestOf(Float value)
{
    if (std::isnan(value)) {
        return "nan";
    }
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

template <class Number>
Result<Number> parseWhole(std::string_view text)
{
    constexpr bool kIsWhole = std::is_integral_v<Number>;
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        return fail(ErrorCode::Usage, kIsWhole ? Message::tr("'{}' is out of range for a whole number", text)
                                               : Message::tr("'{}' is out of range for a number", text));
    }
    // C's numbered NaNs, "nan(1)", are known to from_chars and nobody else.
    if (error != std::errc() || end != text.data() + text.size() || text.ends_with(')')) {
        return fail(ErrorCode::Usage, kIsWhole ? Message::tr("'{}' is not a whole number", text)
                                               : Message::tr("'{}' is not a number", text));
    }
    return value;
}

}  // namespace

std::string shortest(double value)
{
    return shortestOf(value);
}

std::string shortest(float value)
{
    return shortestOf(value);
}

Result<double> parseDouble(std::string_view text)
{
    return parseWhole<double>(text);
}

Result<std::int64_t> parseInteger(std::string_view text)
{
    return parseWhole<std::int64_t>(text);
}

std::vector<std::string> splitAtCommas(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t";
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        const std::string_view part = text.substr(begin, comma - begin);
        const std::size_t first = part.find_first_not_of(kBlanks);
        const std::size_t last = part.find_last_not_of(kBlanks);
        parts.emplace_back(first == std::string_view::npos ? std::string_view{} : part.substr(first, last - first + 1));
        if (comma == text.size()) {
            return parts;
        }
        begin = comma + 1;
    }
}

std::string lossText(double value)
{
    constexpr double kLong = 1e6;
    return std::abs(value) < kLong ? fmt::format("{:.4f}", value) : fmt::format("{:.4g}", value);
}

std::string grouped(std::int64_t value)
{
    const std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > first && (digits.size() - i) % 3 == 0) {
            text += ',';
        }
        text += digits[i];
    }
    return text;
}

}  // namespace normscope
