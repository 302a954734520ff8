#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>

namespace normscope
{

namespace
{

constexpr int kDeepestNesting = 32;
constexpr std::size_t kLargestFile = 1U << 20U;

/// Watches the parser: what it finds first is kept as a reason to refuse the text.
class Watcher
{
  public:
    /// As nlohmann's parser_callback_t; false would drop the value, which is too quiet for us.
    bool operator()(int /*depth*/, Json::parse_event_t event, Json& parsed)
    {
        switch (event) {
        case Json::parse_event_t::object_start:
            m_keys.emplace_back();
            break;
        case Json::parse_event_t::object_end:
            m_keys.pop_back();
            break;
        case Json::parse_event_t::key:
            if (const auto key = parsed.get<std::string>(); !m_keys.back().insert(key).second && m_reason.empty()) {
                m_reason = fmt::format("has the key \"{}\" twice", key);
            }
            break;
        default:
            break;
        }
        return true;
    }

    [[nodiscard]] const std::string& reason() const { return m_reason; }

  private:
    std::vector<std::set<std::string>> m_keys;
    std::string m_reason;
};

/// Depth of nesting by brackets alone, so that a hostile text is refused before the parser recurses into it.
bool isTooDeep(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDeepestNesting) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace

Result<Json> parseJsonObject(std::string_view text, const std::string& source)
{
    const auto refuse = [&](const std::string& reason) {
        return fail(ErrorCode::Usage, fmt::format("{}: {}", source, reason));
    };
    if (isTooDeep(text)) {
        return refuse(fmt::format("is nested deeper than {} levels", kDeepestNesting));
    }
    Watcher watcher;
    try {
        Json json = Json::parse(text, std::ref(watcher));
        if (!watcher.reason().empty()) {
            return refuse(watcher.reason());
        }
        if (!json.is_object()) {
            return refuse(fmt::format("holds {} where a JSON object is expected", json.type_name()));
        }
        return json;
    } catch (const Json::parse_error& error) {
        return refuse(fmt::format("is not valid JSON at byte {}", error.byte));
    } catch (const Json::exception&) {
        return refuse("is not valid JSON");
    }
}

Result<Json> readJsonObject(const std::filesystem::path& path)
{
    auto text = readFile(path, kLargestFile);
    if (!text) {
        return passOn(text);
    }
    return parseJsonObject(*text, path.string());
}

std::string jsonText(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json finiteOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

}  // namespace normscope
