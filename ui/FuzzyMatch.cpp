#include "ui/FuzzyMatch.h"

#include <QRegularExpression>

namespace normscope::ui
{

namespace
{

constexpr int kBegins = 100;
constexpr int kBeginsWord = 80;
constexpr int kWithin = 50;
constexpr int kInitials = 40;
constexpr int kInOrder = 10;

bool beginsWord(const QString& text, qsizetype at)
{
    return at == 0 || (!text.at(at - 1).isLetterOrNumber() && text.at(at).isLetterOrNumber());
}

/// Whether the word from `typed` on is found from `at` on, each letter after the one before or where a word begins.
bool areInitials(const QString& word, qsizetype typed, const QString& text, qsizetype at)
{
    if (typed == word.size()) {
        return true;
    }
    for (qsizetype i = at; i < text.size(); ++i) {
        const bool isNext = i == at && typed > 0;
        if (text.at(i) == word.at(typed) && (isNext || beginsWord(text, i)) &&
            areInitials(word, typed + 1, text, i + 1)) {
            return true;
        }
    }
    return false;
}

bool isInOrder(const QString& word, const QString& text, qsizetype at)
{
    qsizetype typed = 0;
    for (qsizetype i = at; i < text.size() && typed < word.size(); ++i) {
        typed += text.at(i) == word.at(typed) ? 1 : 0;
    }
    return typed == word.size();
}

}  // namespace

QStringList typedWords(const QString& typed)
{
    static const QRegularExpression kSpace(QStringLiteral("\\s+"));
    return typed.toLower().split(kSpace, Qt::SkipEmptyParts);
}

int matchScore(const QString& word, const QString& text)
{
    if (text.startsWith(word)) {
        return kBegins;
    }
    qsizetype found = text.indexOf(word);
    const bool isWithin = found >= 0;
    for (; found >= 0; found = text.indexOf(word, found + 1)) {
        if (beginsWord(text, found)) {
            return kBeginsWord;
        }
    }
    // One letter, or a sign, is found everywhere.
    constexpr qsizetype kLeastLetters = 2;
    constexpr qsizetype kMostLetters = 20;
    if (isWithin || word.size() < kLeastLetters || word.size() > kMostLetters) {
        return isWithin ? kWithin : 0;
    }
    if (areInitials(word, 0, text, 0)) {
        return kInitials;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == word.front() && beginsWord(text, i) && isInOrder(word, text, i)) {
            return kInOrder;
        }
    }
    return 0;
}

}  // namespace normscope::ui
