#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Json.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/ListText.h>

/// What the entries of the table in Settings.cpp are made of: ways to parse a text into a field of the spec and to give
/// the field's value back. Private to that table.
namespace normscope::settingforms
{

using Parse = std::function<Status(ExperimentSpec&, std::string_view)>;
using Value = std::function<std::optional<Json>(const ExperimentSpec&)>;

inline constexpr std::int64_t kMost = 1'000'000'000;
inline constexpr std::size_t kLongestList = 1'000;

/// "got '3x', it needs …": what was found and what is needed.
[[nodiscard]] tl::unexpected<Error> need(std::string_view got, const Message& needed);

/// The same of one of some words, with the one that is likely to be meant.
[[nodiscard]] tl::unexpected<Error> needOneOf(std::string_view got, const std::vector<std::string>& words);

[[nodiscard]] Result<std::int64_t> integerIn(std::string_view text, std::int64_t least, std::int64_t most);

template <class Integer>
void assign(Integer& target, std::int64_t value)
{
    target = static_cast<Integer>(value);
}

template <class Integer>
void assign(std::optional<Integer>& target, std::int64_t value)
{
    target = static_cast<Integer>(value);
}

/// A setting that is a whole number in [least, most]. `field` gives the reference to set.
template <class Field>
Parse integer(Field field, std::int64_t least, std::int64_t most = kMost)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        const auto number = integerIn(text, least, most);
        if (!number) {
            return tl::unexpected(number.error());
        }
        assign(field(spec), *number);
        return {};
    };
}

/// A setting that is a finite number for which `accepts` holds; `needed` says so in words.
template <class Field, class Accepts>
Parse real(Field field, Accepts accepts, const Message& needed)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        const auto number = parseDouble(text);
        if (!number || !std::isfinite(*number) || !accepts(*number)) {
            return need(text, needed);
        }
        field(spec) = *number;
        return {};
    };
}

/// A setting with a word for each value.
template <class Enum>
using Words = std::vector<std::pair<const char*, Enum>>;

template <class Enum>
std::string wordFor(const Words<Enum>& words, Enum value)
{
    return std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.second == value; })->first;
}

template <class Enum, class Field>
Parse oneOf(const Words<Enum>& words, Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        std::vector<std::string> names;
        for (const auto& [name, value] : words) {
            if (text == name) {
                field(spec) = value;
                return {};
            }
            names.emplace_back(name);
        }
        return needOneOf(text, names);
    };
}

/// A setting that is a list of whole numbers, separated by commas.
template <class Field>
Parse widthList(Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        if (auto status = checkWholeNumbers(text); !status) {
            return status;
        }
        std::vector<std::int64_t> list;
        for (const std::string& part : splitAtCommas(text)) {
            const auto number = integerIn(part, 1, 1'000'000);
            if (!number || list.size() >= kLongestList) {
                return need(text, Message::tr("whole numbers from 1 to 1000000, separated by commas"));
            }
            list.push_back(*number);
        }
        field(spec) = std::move(list);
        return {};
    };
}

/// A text that must not be empty, and no longer than Linux takes a path: a dataset's name or folder.
template <class Field>
Parse text(Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        constexpr std::size_t kLongestPath = 4'096;
        if (text.empty() || text.size() >= kLongestPath || text.find('\0') != std::string_view::npos) {
            return need(text, Message::tr("a dataset's name or a folder"));
        }
        field(spec) = text;
        return {};
    };
}

/// The file of a network, which is read at once: a run depends on no path.
[[nodiscard]] Status parseNetwork(ExperimentSpec& spec, std::string_view text);

/// Lists of the BN positions that are on: "on", "off", "on,off".
[[nodiscard]] Status parseBatchNorm(ExperimentSpec& spec, std::string_view text);
[[nodiscard]] std::optional<Json> batchNormValue(const ExperimentSpec& spec);

/// The labels of variants: "bn,layer-norm,no-bn"; of a single run exactly one.
[[nodiscard]] Status parseVariantList(ExperimentSpec& spec, std::string_view text);
[[nodiscard]] std::optional<Json> variantsValue(const ExperimentSpec& spec);

/// "1..6", "1,5,9", "3", and mixtures of them.
[[nodiscard]] Status parseSeeds(ExperimentSpec& spec, std::string_view text);
[[nodiscard]] Status parseSeed(ExperimentSpec& spec, std::string_view text);

template <class Field>
Value plain(Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> { return Json(field(spec)); };
}

template <class Enum, class Field>
Value word(const Words<Enum>& words, Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> { return Json(wordFor(words, field(spec))); };
}

/// Written only for the family that has it.
template <class Field>
Value ofFamily(ModelFamily family, Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> {
        return spec.isOf(family) ? std::optional<Json>(field(spec)) : std::nullopt;
    };
}

/// Written only when chosen.
template <class Field>
Value ifSet(Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> {
        return field(spec) ? std::optional<Json>(*field(spec)) : std::nullopt;
    };
}

/// For a setting that another one is written for.
[[nodiscard]] std::optional<Json> neverWritten(const ExperimentSpec& spec);

}  // namespace normscope::settingforms
