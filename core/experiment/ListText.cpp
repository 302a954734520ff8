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

/// Whether it may be one number of several groups: "1,024", "10,000,000".
bool areThousands(const std::vector<std::string>& values)
{
    constexpr std::size_t kGroup = 3;
    return std::all_of(values.begin(), values.end(), isWhole) && digitsOf(values.front()).size() <= kGroup &&
           digitsOf(values.front()).front() != '0' &&
           std::all_of(values.begin() + 1, values.end(),
                       [](const std::string& value) { return value.size() == kGroup && digitsOf(value) == value; });
}

bool isOfRealNumbers(const Setting& setting)
{
    return setting.valueName == "X";
}

}  // namespace

bool hasNeedlessZero(std::string_view text)
{
    const std::string_view digits = digitsOf(text);
    return digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
}

std::string likelyNumber(const Setting& setting, std::string_view text)
{
    const auto values = splitAtCommas(text);
    if (values.size() < 2 || !std::all_of(values.begin(), values.end(), isWhole)) {
        return {};
    }
    if (isOfRealNumbers(setting)) {
        return values.size() == 2 ? withoutCommas(values) : std::string();
    }
    return areThousands(values) ? fmt::format("{}", fmt::join(values, "")) : std::string();
}

Status checkWholeNumbers(std::string_view text)
{
    const auto values = splitAtCommas(text);
    if (values.size() < 2 || std::none_of(values.begin(), values.end(), hasNeedlessZero)) {
        return {};
    }
    std::vector<std::string> apart;
    std::transform(values.begin(), values.end(), std::back_inserter(apart), withoutNeedlessZeros);
    const std::string listed = fmt::format("{}", fmt::join(apart, ","));
    return fail(ErrorCode::Usage,
                areThousands(values)
                    ? Message::tr("'{}' may have thousands separators: write {} without them, or {} for a list",
                                  inSentence(text), fmt::format("{}", fmt::join(values, "")), listed)
                    : Message::tr("'{}' has a number that begins with a needless zero: write {} for a list, or one "
                                  "number without a comma",
                                  inSentence(text), listed));
}

Result<ValueList> listFromText(const Setting& setting, std::string_view text)
{
    ValueList list{setting.key, splitAtCommas(text)};
    const auto& values = list.values;
    if (!isOfRealNumbers(setting)) {
        if (auto status = checkWholeNumbers(text); !status) {
            return passOn(status);
        }
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
