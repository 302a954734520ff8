#include "ui/report/LatexText.h"

#include <QHash>

namespace normscope::ui
{

namespace
{

/// Letters that LaTeX takes for itself, and those beyond pdflatex's own that the report uses.
const QHash<char32_t, QString>& replacements()
{
    static const QHash<char32_t, QString> kReplacements{
        {U'\\', QStringLiteral("\\textbackslash{}")},
        {U'{', QStringLiteral("\\{")},
        {U'}', QStringLiteral("\\}")},
        {U'$', QStringLiteral("\\$")},
        {U'&', QStringLiteral("\\&")},
        {U'#', QStringLiteral("\\#")},
        {U'%', QStringLiteral("\\%")},
        {U'_', QStringLiteral("\\_")},
        {U'^', QStringLiteral("\\textasciicircum{}")},
        {U'~', QStringLiteral("\\textasciitilde{}")},
        {U'<', QStringLiteral("\\textless{}")},
        {U'>', QStringLiteral("\\textgreater{}")},
        {U'|', QStringLiteral("\\textbar{}")},
        {U'"', QStringLiteral("\\textquotedbl{}")},
        {U'\'', QStringLiteral("\\textquotesingle{}")},
        {U'`', QStringLiteral("\\textasciigrave{}")},
        {U'-', QStringLiteral("-{}")},  // two of them would become a dash
        {U'\u00A0', QStringLiteral("~")},
        {U'\u202F', QStringLiteral("\\,")},
        {U'\u2009', QStringLiteral("\\,")},
        {U'±', QStringLiteral("\\ensuremath{\\pm}")},
        {U'×', QStringLiteral("\\ensuremath{\\times}")},
        {U'·', QStringLiteral("\\ensuremath{\\cdot}")},
        {U'²', QStringLiteral("\\ensuremath{^2}")},
        {U'−', QStringLiteral("\\ensuremath{-}")},
        {U'≤', QStringLiteral("\\ensuremath{\\le}")},
        {U'≥', QStringLiteral("\\ensuremath{\\ge}")},
        {U'≈', QStringLiteral("\\ensuremath{\\approx}")},
        {U'→', QStringLiteral("\\ensuremath{\\rightarrow}")},
        {U'←', QStringLiteral("\\ensuremath{\\leftarrow}")},
        {U'√', QStringLiteral("\\ensuremath{\\surd}")},
        {U'∞', QStringLiteral("\\ensuremath{\\infty}")},
        {U'α', QStringLiteral("\\ensuremath{\\alpha}")},
        {U'β', QStringLiteral("\\ensuremath{\\beta}")},
        {U'γ', QStringLiteral("\\ensuremath{\\gamma}")},
        {U'ε', QStringLiteral("\\ensuremath{\\varepsilon}")},
        {U'μ', QStringLiteral("\\ensuremath{\\mu}")},
        {U'σ', QStringLiteral("\\ensuremath{\\sigma}")},
        {U'–', QStringLiteral("--")},
        {U'—', QStringLiteral("---")},
        {U'“', QStringLiteral("``")},
        {U'”', QStringLiteral("''")},
        {U'‘', QStringLiteral("`")},
        {U'’', QStringLiteral("'")},
        {U'…', QStringLiteral("\\ldots{}")},
    };
    return kReplacements;
}

/// Whether the fonts of the document class have the letter.
bool isSettable(char32_t letter, bool isChinese)
{
    // 0x149 is a letter that T1 fonts lack.
    const bool isLatin = (letter >= 0x20 && letter < 0x7F) || (letter >= 0xC0 && letter <= 0x17F && letter != 0x149);
    const bool isSign = letter >= U'\u2013' && letter <= U'\u2026';
    return isLatin || (isChinese && (isSign || isCjk(letter)));
}

QString escaped(const QString& text, bool isChinese, const QString& breakable)
{
    QString result;
    for (const char32_t letter : text.toUcs4()) {
        const auto found = replacements().constFind(letter);
        // Chinese has wide forms of these signs.
        const bool isOwn = isChinese && letter >= U'\u2013' && letter <= U'\u2026';
        if (found != replacements().constEnd() && !isOwn) {
            result += *found;
        } else if (letter == U'\n' || letter == U'\t') {
            result += QLatin1Char(' ');
        } else if (isSettable(letter, isChinese)) {
            result += QString::fromUcs4(&letter, 1);
        } else {
            // Said rather than dropped: it may be part of a name.
            result += QStringLiteral("[U+%1]").arg(static_cast<uint>(letter), 4, 16, QLatin1Char('0')).toUpper();
        }
        if (letter < 0x80 && breakable.contains(QChar(static_cast<char16_t>(letter)))) {
            result += QStringLiteral("\\allowbreak{}");
        }
    }
    return result;
}

}  // namespace

bool isCjk(char32_t letter)
{
    return (letter >= 0x3000 && letter <= 0x30FF) || (letter >= 0x3400 && letter <= 0x4DBF) ||
           (letter >= 0x4E00 && letter <= 0x9FFF) || (letter >= 0xFF00 && letter <= 0xFFEF);
}

QString latexText(const QString& text, bool isChinese)
{
    return escaped(text, isChinese, QStringLiteral("/"));
}

QString latexCode(const QString& text, bool isChinese)
{
    return escaped(text, isChinese, QStringLiteral("/,-_."));
}

}  // namespace normscope::ui
