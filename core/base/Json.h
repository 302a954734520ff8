#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <normscope/base/Result.h>

namespace normscope
{

/// Members keep the order in which they were put, so files read as they were meant. One that is to be an object begins
/// as Json::object(): where memory runs out while operator[] makes one of null, nlohmann-json 3.11.2 crashes.
using Json = nlohmann::ordered_json;

/// The same with its members sorted by their keys, which it finds fast: for objects of many members.
using SortedJson = nlohmann::json;

/// Parses a JSON object that may come from anywhere: nesting, keys in one object (1,000) and values (a million) are
/// limited, a key twice in one object is refused. `source` names the text in errors, which have ErrorCode::Usage.
[[nodiscard]] Result<Json> parseJsonObject(std::string_view text, const std::string& source);

/// The most that a JSON text may hold.
struct JsonLimits
{
    std::size_t keys = 0;    ///< in one object
    std::size_t values = 0;  ///< objects, arrays, texts, numbers and the like, in all
};

/// The same for larger texts.
[[nodiscard]] Result<SortedJson> parseSortedJsonObject(std::string_view text, const std::string& source,
                                                       const JsonLimits& limits);

/// The JSON object in a file of at most 64 MiB.
[[nodiscard]] Result<Json> readJsonObject(const std::filesystem::path& path);

/// The JSON as text, indented by so many blanks or, with -1, in one line. Bytes of a name or path that are not UTF-8
/// become U+FFFD, where nlohmann's dump() would throw.
[[nodiscard]] std::string jsonText(const Json& json, int indent = -1);

/// A number, or null where it is not finite.
[[nodiscard]] Json finiteOrNull(double value);
/// The same of a float, whose shortest text is not that of the double it would become.
[[nodiscard]] Json floatOrNull(float value);

}  // namespace normscope
