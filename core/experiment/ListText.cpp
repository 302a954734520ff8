#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/ListText.h>

namespace normscope
{

namespace
{

/// Without a sign in front.
std::string_view digitsOf(std::string_view text)
{
    return text.substr(!text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0);
}

bool isWhole(std::string_view text)
{
    const std::string_view digits = digitsOf(text);
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string withoutNeedlessZeros(std::string plain)
{
    while (hasNeedlessZero(plain)) {
        plain.erase(plain.size() - digitsOf(plain).size(), 1);
    }
    return plain;
}

/// The number so that nobody takes it for a part of another: "5.0" for "05".
std::string withPoint(const std::string& text)
{
    const std::string plain = withoutNeedlessZeros(text);
    return isWhole(plain) ? plain + ".0" : plain;
}

/// What a list with a decimal comma may have meant: every second comma as a point.
std::string withoutCommas(const std::vector<std::string>& values)
{
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += i % 2 == 1 ? "." + values[i] : (i == 0 ? "" : ",") + withoutNeedlessZeros(values[i]);
    }
    return text;
}

}  // namespace

bool hasNeedlessZero(std::string_view text)
{
    const std::string_view digits = digitsOf(text);
    return digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
}

Result<ValueList> listFromText(const Setting& setting, std::string_view text)
{
    ValueList list{setting.key, splitAtCommas(text)};
    const auto& values = list.values;
    // The settings of real numbers.
    if (setting.valueName != "X") {
        return list;
    }
    const bool areTwoWhole = values.size() == 2 && isWhole(values[0]) && isWhole(values[1]);
    if (!areTwoWhole && std::none_of(values.begin(), values.end(), hasNeedlessZero)) {
        return list;
    }
    std::vector<std::string> apart;
    std::transform(values.begin(), values.end(), std::back_inserter(apart), withPoint);
    const bool arePairs = values.size() % 2 == 0 && std::all_of(values.begin(), values.end(), isWhole);
    const std::string listed = fmt::format("{}", fmt::join(apart, ","));
    return fail(ErrorCode::Usage,
                Message::tr("'{}' may have a decimal comma: write {}", inSentence(text),
                            arePairs ? Message::tr("{} with a point, or {} for a list", withoutCommas(values), listed)
                                     : Message::tr("{} for a list, or a point in place of the comma", listed)));
}

}  // namespace normscope
