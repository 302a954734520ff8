#pragma once

#include <QString>
#include <QStringList>

namespace normscope::ui
{

/// The words of what somebody typed, as matchScore() takes them.
[[nodiscard]] QStringList typedWords(const QString& typed);

/// How well a word fits a text, both in lower case: the text or one of its words begins with it, it stands within, its
/// letters are beginnings of words ("exfi" of "export figure"), or they come in that order after one that begins a
/// word. 0: not at all.
[[nodiscard]] int matchScore(const QString& word, const QString& text);

}  // namespace normscope::ui
