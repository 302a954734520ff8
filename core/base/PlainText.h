#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Texts that come from files and names of files, where people will see them.
namespace normscope
{

/// The text with U+FFFD for every character that would steer a terminal (C0, DEL and C1, also as single bytes), but for
/// the ends of lines and tabulators. Other bytes that are no UTF-8 stay: a path is to be found again.
[[nodiscard]] std::string forTerminal(std::string_view text);

/// Whether all of it is UTF-8, and the same with U+FFFD for each byte that is not: names of files may be of any bytes,
/// what is written into files of text may not.
[[nodiscard]] bool isUtf8(std::string_view text);
[[nodiscard]] std::string asUtf8(std::string_view text);

/// A text as a sentence may quote it: in one line, without control characters, cut to about `most` bytes with "…" at a
/// letter's end.
[[nodiscard]] std::string inSentence(std::string_view text, std::size_t most = 80);

}  // namespace normscope
