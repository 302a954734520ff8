#pragma once

#include <QString>

/// Letters as LaTeX takes them.
namespace normscope::ui
{

/// The text with everything escaped that LaTeX would read as markup, and signs as commands that the usual fonts have.
/// What has no letter in the document's fonts (Chinese in an English one) becomes "[U+6279]".
[[nodiscard]] QString latexText(const QString& text, bool isChinese);

/// The same with places to break a line in, for names and commands.
[[nodiscard]] QString latexCode(const QString& text, bool isChinese);

/// Whether a letter is from the blocks that Chinese fonts cover, and as wide as two others.
[[nodiscard]] bool isCjk(char32_t letter);

}  // namespace normscope::ui
