#pragma once

#include <QString>

/// Letters as LaTeX takes them.
namespace normscope::ui
{

/// The text with everything escaped that LaTeX would read as markup, and signs as commands that the usual fonts have.
/// Chinese letters are left as they are, for which the document needs the package ctex (see hasCjk()). What neither has
/// a letter for (Cyrillic, emoji) becomes "[U+0416]".
[[nodiscard]] QString latexText(const QString& text, bool isChinese);

/// The same with places to break a line in, for names and commands.
[[nodiscard]] QString latexCode(const QString& text, bool isChinese);

/// The letters of a text that become numbers there, each once, sorted.
[[nodiscard]] QString lettersNotInLatex(const QString& text, bool isChinese);

/// Whether the text has letters for which isCjk() holds.
[[nodiscard]] bool hasCjk(const QString& text);

/// Whether a letter is from the blocks that Chinese fonts cover, and as wide as two others.
[[nodiscard]] bool isCjk(char32_t letter);

}  // namespace normscope::ui
