#include <algorithm>
#include <cstdint>

#include <normscope/base/PlainText.h>

namespace normscope
{

namespace
{

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// The bytes of the UTF-8 letter at the beginning of a text; 0 where there is none (RFC 3629: neither surrogates nor
/// letters in more bytes than they need).
std::size_t utf8Length(std::string_view text)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byteAt(0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first >= 0xf5 || length > text.size()) {
        return 0;
    }
    const std::uint8_t least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const std::uint8_t most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (byteAt(1) < least || byteAt(1) > most) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if ((byteAt(i) & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

/// The same, where another byte counts as a letter of its own.
std::size_t letterLength(std::string_view text)
{
    return std::max<std::size_t>(1, utf8Length(text));
}

/// Whether a letter of one or two bytes steers terminals.
bool isControl(std::string_view letter)
{
    const auto first = static_cast<std::uint8_t>(letter.front());
    if (letter.size() == 1) {
        return first < 0x20 || (first >= 0x7f && first < 0xa0);
    }
    return letter.size() == 2 && first == 0xc2 && static_cast<std::uint8_t>(letter[1]) < 0xa0;
}

}  // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string asUtf8(std::string_view text)
{
    std::string whole;
    whole.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        whole += length == 0 ? kReplacement : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return whole;
}

std::string forTerminal(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const std::string_view letter = text.substr(0, letterLength(text));
        const bool isPlain = letter == "\n" || letter == "\t" || !isControl(letter);
        plain += isPlain ? letter : kReplacement;
        text.remove_prefix(letter.size());
    }
    return plain;
}

std::string inSentence(std::string_view text, std::size_t most)
{
    std::string plain;
    while (!text.empty()) {
        if (plain.size() >= most) {
            return plain + "…";
        }
        const std::string_view letter = text.substr(0, letterLength(text));
        plain += isControl(letter) ? kReplacement : letter;
        text.remove_prefix(letter.size());
    }
    return plain;
}

}  // namespace normscope
