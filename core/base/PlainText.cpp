#include <cstdint>

#include <normscope/base/PlainText.h>

namespace normscope
{

namespace
{

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// The bytes of the UTF-8 letter at the beginning of a text; 1 where there is none.
std::size_t letterLength(std::string_view text)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byteAt(0);
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
    if (first >= 0xf5 || length > text.size()) {
        return 1;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xc0U) != 0x80U) {
            return 1;
        }
    }
    return length;
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
