#include <cmath>
#include <functional>
#include <new>
#include <set>
#include <vector>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/PlainText.h>

namespace normscope
{

namespace
{

constexpr int kDeepestNesting = 32;
constexpr std::size_t kLargestFile = 1U << 20U;

/// Why a text is refused. Thrown through the parser, which is not to go on with a text that may be made to take long.
struct Refused
{
    std::string reason;
};

/// Watches the parser.
template <class AnyJson>
class Watcher
{
  public:
    explicit Watcher(const JsonLimits& limits)
        : m_limits(limits)
    {
    }

    /// As nlohmann's parser_callback_t; false would drop the value, which is too quiet for us.
    bool operator()(int /*depth*/, typename AnyJson::parse_event_t event, AnyJson& parsed)
    {
        using Event = typename AnyJson::parse_event_t;
        switch (event) {
        case Event::object_start:
            m_keys.emplace_back();
            break;
        case Event::object_end:
            m_keys.pop_back();
            count();
            break;
        case Event::key:
            add(parsed.template get<std::string>());
            break;
        case Event::value:
        case Event::array_end:
            count();
            break;
        default:
            break;
        }
        return true;
    }

  private:
    void add(const std::string& key)
    {
        auto& keys = m_keys.back();
        if (!keys.insert(key).second) {
            throw Refused{fmt::format("has the key \"{}\" twice", inSentence(key))};
        }
        if (keys.size() > m_limits.keys) {
            throw Refused{fmt::format("has more than {} keys in an object", m_limits.keys)};
        }
    }

    void count()
    {
        if (++m_values > m_limits.values) {
            throw Refused{fmt::format("has more than {} values", m_limits.values)};
        }
    }

    JsonLimits m_limits;
    std::vector<std::set<std::string>> m_keys;
    std::size_t m_values = 0;
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

template <class AnyJson>
Result<AnyJson> parse(std::string_view text, const std::string& source, const JsonLimits& limits)
{
    const auto refuse = [&](const std::string& reason) {
        return fail(ErrorCode::Usage, fmt::format("{}: {}", source, reason));
    };
    if (isTooDeep(text)) {
        return refuse(fmt::format("is nested deeper than {} levels", kDeepestNesting));
    }
    Watcher<AnyJson> watcher(limits);
    try {
        AnyJson json = AnyJson::parse(text, std::ref(watcher));
        if (!json.is_object()) {
            return refuse(fmt::format("holds {} where a JSON object is expected", json.type_name()));
        }
        return json;
    } catch (const Refused& refused) {
        return refuse(refused.reason);
    } catch (const typename AnyJson::parse_error& error) {
        return refuse(fmt::format("is not valid JSON at byte {}", error.byte));
    } catch (const typename AnyJson::exception&) {
        return refuse("is not valid JSON");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Io, fmt::format("{}: there is not enough memory to read it", source));
    }
}

}  // namespace

Result<Json> parseJsonObject(std::string_view text, const std::string& source)
{
    // A Json looks for a key from its first one on: many would take the square of their number.
    constexpr JsonLimits kLimits{1'000, 1'000'000};
    return parse<Json>(text, source, kLimits);
}

Result<SortedJson> parseSortedJsonObject(std::string_view text, const std::string& source, const JsonLimits& limits)
{
    return parse<SortedJson>(text, source, limits);
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
