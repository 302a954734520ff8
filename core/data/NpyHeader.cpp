#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <numeric>
#include <optional>

#include <normscope/base/PlainText.h>
#include <normscope/data/NpyHeader.h>

namespace normscope
{

namespace
{

constexpr std::size_t kMostDimensions = 32;

/// Reads a dictionary as NumPy writes it, with one key after another.
class DictionaryScanner
{
  public:
    explicit DictionaryScanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool take(char wanted)
    {
        skipBlanks();
        if (!m_rest.starts_with(wanted)) {
            return false;
        }
        m_rest.remove_prefix(1);
        return true;
    }

    bool take(std::string_view wanted)
    {
        skipBlanks();
        if (!m_rest.starts_with(wanted)) {
            return false;
        }
        m_rest.remove_prefix(wanted.size());
        return true;
    }

    std::optional<std::string_view> quoted()
    {
        skipBlanks();
        const char quote = m_rest.empty() ? '\0' : m_rest.front();
        if (quote != '\'' && quote != '"') {
            return std::nullopt;
        }
        const std::size_t end = m_rest.find(quote, 1);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view text = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(end + 1);
        return text;
    }

    std::optional<std::vector<std::int64_t>> tuple()
    {
        std::vector<std::int64_t> numbers;
        if (!take('(')) {
            return std::nullopt;
        }
        while (!take(')')) {
            skipBlanks();
            std::int64_t number = 0;
            const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
            if (error != std::errc{} || numbers.size() == kMostDimensions) {
                return std::nullopt;
            }
            m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
            numbers.push_back(number);
            (void)take('L');  // Python 2
            if (!take(',')) {
                return take(')') ? std::optional(std::move(numbers)) : std::nullopt;
            }
        }
        return numbers;
    }

    [[nodiscard]] std::string_view rest() const { return m_rest; }

  private:
    void skipBlanks() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\n"), m_rest.size())); }

    std::string_view m_rest;
};

/// "<f4".
std::optional<NumberForm> numberFormOf(std::string_view type)
{
    using Kind = NumberForm::Kind;
    if (type.size() != 3 || std::string_view("<>|=").find(type[0]) == std::string_view::npos) {
        return std::nullopt;
    }
    NumberForm form{Kind::Unsigned, static_cast<std::size_t>(type[2] - '0'), type[0] == '>'};
    const bool isWhole = form.size == 1 || form.size == 2 || form.size == 4 || form.size == 8;
    switch (type[1]) {
    case 'u':
        return isWhole ? std::optional(form) : std::nullopt;
    case 'i':
        form.kind = Kind::Signed;
        return isWhole ? std::optional(form) : std::nullopt;
    case 'f':
        form.kind = Kind::Float;
        return form.size == 4 || form.size == 8 ? std::optional(form) : std::nullopt;
    case 'b':
        form.kind = Kind::Bool;
        return form.size == 1 ? std::optional(form) : std::nullopt;
    default:
        return std::nullopt;
    }
}

Message foundHeader(std::string_view text)
{
    return Message::tr("found the header {}, expected one with 'descr', 'fortran_order' and 'shape'", inSentence(text));
}

}  // namespace

Result<NpyHeader::Text> NpyHeader::locate(std::string_view preamble)
{
    using namespace std::literals;
    constexpr std::string_view kMagic = "\x93NUMPY"sv;
    if (!preamble.starts_with(kMagic) || preamble.size() < kPreamble) {
        return fail(ErrorCode::Data, Message::tr("found something else, expected an array of NumPy's"));
    }
    const auto byteAt = [&](std::size_t index) {
        return static_cast<std::size_t>(static_cast<std::uint8_t>(preamble[index]));
    };
    const std::size_t version = byteAt(6);
    if (version < 1 || version > 3) {
        return fail(ErrorCode::Data, Message::tr("found version {} of arrays, expected 1 to 3", version));
    }
    Text text{10, byteAt(8) | byteAt(9) << 8U};
    if (version > 1) {
        text = {12, text.length | byteAt(10) << 16U | byteAt(11) << 24U};
    }
    if (text.length > kLongest) {
        return fail(ErrorCode::Data,
                    Message::tr("found a header of {} bytes, expected at most {}", text.length, kLongest));
    }
    return text;
}

Result<NpyHeader> NpyHeader::parse(std::string_view text)
{
    NpyHeader header;
    std::optional<std::string_view> type;
    bool hasOrder = false;
    bool hasShape = false;
    DictionaryScanner scanner(text);
    bool isRight = scanner.take('{');
    while (isRight && !scanner.take('}')) {
        const auto key = scanner.quoted();
        isRight = key && scanner.take(':');
        if (!isRight) {
            break;
        }
        if (*key == "descr") {
            type = scanner.quoted();
            isRight = type.has_value();
        } else if (*key == "fortran_order") {
            header.isFortran = scanner.take("True");
            isRight = header.isFortran || scanner.take("False");
            hasOrder = true;
        } else if (*key == "shape") {
            auto shape = scanner.tuple();
            isRight = shape.has_value();
            header.shape = shape ? std::move(*shape) : std::vector<std::int64_t>();
            hasShape = true;
        } else {
            isRight = false;
        }
        if (isRight && !scanner.take(',')) {
            isRight = scanner.take('}');
            break;
        }
    }
    if (!isRight || !type || !hasOrder || !hasShape) {
        return fail(ErrorCode::Data, foundHeader(text));
    }
    const auto form = numberFormOf(*type);
    if (!form) {
        return fail(ErrorCode::Data,
                    Message::tr("found numbers of type {}, expected bool, integers of 1 to 8 bytes or floating-point "
                                "numbers of 4 or 8",
                                inSentence(*type)));
    }
    header.form = *form;
    constexpr std::int64_t kMost = std::int64_t{1} << 59U;
    std::int64_t count = 1;
    for (const std::int64_t extent : header.shape) {
        if (extent < 1 || extent > kMost / count) {
            return fail(ErrorCode::Data, Message::tr("found the extent {}, expected at least 1 and a product that "
                                                     "fits into 62 bits",
                                                     extent));
        }
        count *= extent;
    }
    return header;
}

std::uint64_t NpyHeader::count() const
{
    return static_cast<std::uint64_t>(
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
}

}  // namespace normscope
