#include <cmath>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>

namespace normscope
{

namespace
{

constexpr int kDeepestNesting = 32;
/// A network of 10,000 nodes takes a few.
constexpr std::size_t kLargestJson = std::size_t{64} << 20U;

/// Looks a text over before anything is made of it. Not a callback of the parser that makes it: that one goes through
/// all that an object or list has so far whenever something in it ends.
class Checker : public nlohmann::json_sax<SortedJson>
{
  public:
    explicit Checker(const JsonLimits& limits)
        : m_limits(limits)
    {
    }

    /// Why the text is refused; empty where it is not, or where the parser will say so.
    [[nodiscard]] const Message& reason() const { return m_reason; }

    bool null() override { return count(); }
    bool boolean(bool /*value*/) override { return count(); }
    bool number_integer(number_integer_t /*value*/) override { return count(); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return count(); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return count(); }
    bool string(string_t& /*value*/) override { return count(); }
    bool binary(binary_t& /*value*/) override { return count(); }
    bool start_array(std::size_t /*size*/) override { return count(); }
    bool end_array() override { return true; }
    bool start_object(std::size_t /*size*/) override
    {
        m_keys.emplace_back();
        return count();
    }
    bool end_object() override
    {
        m_keys.pop_back();
        return true;
    }
    bool key(string_t& name) override
    {
        auto& keys = m_keys.back();
        if (!keys.insert(name).second) {
            return refuse(Message::tr("has the key \"{}\" twice", inSentence(name)));
        }
        return keys.size() <= m_limits.keys || refuse(Message::tr("has more than {} keys in an object", m_limits.keys));
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return false;
    }

  private:
    bool count()
    {
        return ++m_values <= m_limits.values || refuse(Message::tr("has more than {} values", m_limits.values));
    }

    bool refuse(Message reason)
    {
        m_reason = std::move(reason);
        return false;
    }

    JsonLimits m_limits;
    std::vector<std::set<std::string>> m_keys;
    std::size_t m_values = 0;
    Message m_reason;
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
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Usage, Message::tr("{}: {}", source, reason));
    };
    if (isTooDeep(text)) {
        return refuse(Message::tr("is nested deeper than {} levels", kDeepestNesting));
    }
    try {
        Checker checker(limits);
        (void)SortedJson::sax_parse(text, &checker);
        if (!checker.reason().empty()) {
            return refuse(checker.reason());
        }
        AnyJson json = AnyJson::parse(text);
        if (!json.is_object()) {
            return refuse(Message::tr("holds {} where a JSON object is expected", json.type_name()));
        }
        return json;
    } catch (const typename AnyJson::parse_error& error) {
        return refuse(Message::tr("is not valid JSON at byte {}", error.byte));
    } catch (const typename AnyJson::exception&) {
        return refuse(Message::tr("is not valid JSON"));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory to read it", source));
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
    auto text = readFile(path, kLargestJson);
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

Json floatOrNull(float value)
{
    return finiteOrNull(parseDouble(shortest(value)).value_or(0));
}

}  // namespace normscope
