#include "ui/report/LatexText.h"

#include <QHash>
#include <algorithm>

namespace normscope::ui
{

namespace
{

/// Letters that LaTeX takes for itself, and those beyond pdflatex's own that it has commands for.
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
        {U'¡', QStringLiteral("\\textexclamdown{}")},
        {U'¿', QStringLiteral("\\textquestiondown{}")},
        {U'¢', QStringLiteral("\\textcent{}")},
        {U'£', QStringLiteral("\\textsterling{}")},
        {U'¥', QStringLiteral("\\textyen{}")},
        {U'€', QStringLiteral("\\texteuro{}")},
        {U'§', QStringLiteral("\\textsection{}")},
        {U'¶', QStringLiteral("\\textparagraph{}")},
        {U'©', QStringLiteral("\\textcopyright{}")},
        {U'®', QStringLiteral("\\textregistered{}")},
        {U'™', QStringLiteral("\\textsuperscript{TM}")},  // typewriter fonts have none
        {U'ª', QStringLiteral("\\textordfeminine{}")},
        {U'º', QStringLiteral("\\textordmasculine{}")},
        {U'°', QStringLiteral("\\textdegree{}")},
        {U'«', QStringLiteral("\\guillemotleft{}")},
        {U'»', QStringLiteral("\\guillemotright{}")},
        {U'½', QStringLiteral("\\textonehalf{}")},
        {U'¼', QStringLiteral("\\textonequarter{}")},
        {U'¾', QStringLiteral("\\textthreequarters{}")},
        {U'‰', QStringLiteral("\\textperthousand{}")},
        {U'•', QStringLiteral("\\textbullet{}")},
        {U'†', QStringLiteral("\\textdagger{}")},
        {U'‡', QStringLiteral("\\textdaggerdbl{}")},
        {U'№', QStringLiteral("\\textnumero{}")},
        {U'±', QStringLiteral("\\ensuremath{\\pm}")},
        {U'×', QStringLiteral("\\ensuremath{\\times}")},
        {U'÷', QStringLiteral("\\ensuremath{\\div}")},
        {U'·', QStringLiteral("\\ensuremath{\\cdot}")},
        {U'⋅', QStringLiteral("\\ensuremath{\\cdot}")},
        {U'¬', QStringLiteral("\\ensuremath{\\neg}")},
        {U'¹', QStringLiteral("\\ensuremath{^1}")},
        {U'²', QStringLiteral("\\ensuremath{^2}")},
        {U'³', QStringLiteral("\\ensuremath{^3}")},
        {U'⁰', QStringLiteral("\\ensuremath{^0}")},
        {U'⁴', QStringLiteral("\\ensuremath{^4}")},
        {U'⁵', QStringLiteral("\\ensuremath{^5}")},
        {U'⁶', QStringLiteral("\\ensuremath{^6}")},
        {U'⁷', QStringLiteral("\\ensuremath{^7}")},
        {U'⁸', QStringLiteral("\\ensuremath{^8}")},
        {U'⁹', QStringLiteral("\\ensuremath{^9}")},
        {U'⁻', QStringLiteral("\\ensuremath{^-}")},
        {U'₀', QStringLiteral("\\ensuremath{_0}")},
        {U'₁', QStringLiteral("\\ensuremath{_1}")},
        {U'₂', QStringLiteral("\\ensuremath{_2}")},
        {U'₃', QStringLiteral("\\ensuremath{_3}")},
        {U'₄', QStringLiteral("\\ensuremath{_4}")},
        {U'₅', QStringLiteral("\\ensuremath{_5}")},
        {U'₆', QStringLiteral("\\ensuremath{_6}")},
        {U'₇', QStringLiteral("\\ensuremath{_7}")},
        {U'₈', QStringLiteral("\\ensuremath{_8}")},
        {U'₉', QStringLiteral("\\ensuremath{_9}")},
        {U'⅓', QStringLiteral("\\ensuremath{\\frac{1}{3}}")},
        {U'⅔', QStringLiteral("\\ensuremath{\\frac{2}{3}}")},
        {U'⅛', QStringLiteral("\\ensuremath{\\frac{1}{8}}")},
        {U'−', QStringLiteral("\\ensuremath{-}")},
        {U'≤', QStringLiteral("\\ensuremath{\\le}")},
        {U'≥', QStringLiteral("\\ensuremath{\\ge}")},
        {U'≪', QStringLiteral("\\ensuremath{\\ll}")},
        {U'≫', QStringLiteral("\\ensuremath{\\gg}")},
        {U'≠', QStringLiteral("\\ensuremath{\\ne}")},
        {U'≈', QStringLiteral("\\ensuremath{\\approx}")},
        {U'≡', QStringLiteral("\\ensuremath{\\equiv}")},
        {U'∝', QStringLiteral("\\ensuremath{\\propto}")},
        {U'∼', QStringLiteral("\\ensuremath{\\sim}")},
        {U'→', QStringLiteral("\\ensuremath{\\rightarrow}")},
        {U'←', QStringLiteral("\\ensuremath{\\leftarrow}")},
        {U'↑', QStringLiteral("\\ensuremath{\\uparrow}")},
        {U'↓', QStringLiteral("\\ensuremath{\\downarrow}")},
        {U'↔', QStringLiteral("\\ensuremath{\\leftrightarrow}")},
        {U'⇒', QStringLiteral("\\ensuremath{\\Rightarrow}")},
        {U'⇔', QStringLiteral("\\ensuremath{\\Leftrightarrow}")},
        {U'√', QStringLiteral("\\ensuremath{\\surd}")},
        {U'∞', QStringLiteral("\\ensuremath{\\infty}")},
        {U'∂', QStringLiteral("\\ensuremath{\\partial}")},
        {U'∇', QStringLiteral("\\ensuremath{\\nabla}")},
        {U'∑', QStringLiteral("\\ensuremath{\\sum}")},
        {U'∏', QStringLiteral("\\ensuremath{\\prod}")},
        {U'∫', QStringLiteral("\\ensuremath{\\int}")},
        {U'∈', QStringLiteral("\\ensuremath{\\in}")},
        {U'∉', QStringLiteral("\\ensuremath{\\notin}")},
        {U'∅', QStringLiteral("\\ensuremath{\\emptyset}")},
        {U'∀', QStringLiteral("\\ensuremath{\\forall}")},
        {U'∃', QStringLiteral("\\ensuremath{\\exists}")},
        {U'∩', QStringLiteral("\\ensuremath{\\cap}")},
        {U'∪', QStringLiteral("\\ensuremath{\\cup}")},
        {U'⊂', QStringLiteral("\\ensuremath{\\subset}")},
        {U'⊆', QStringLiteral("\\ensuremath{\\subseteq}")},
        {U'∧', QStringLiteral("\\ensuremath{\\wedge}")},
        {U'∨', QStringLiteral("\\ensuremath{\\vee}")},
        {U'⊕', QStringLiteral("\\ensuremath{\\oplus}")},
        {U'⊗', QStringLiteral("\\ensuremath{\\otimes}")},
        {U'∘', QStringLiteral("\\ensuremath{\\circ}")},
        {U'′', QStringLiteral("\\ensuremath{'}")},
        {U'″', QStringLiteral("\\ensuremath{''}")},
        {U'ℓ', QStringLiteral("\\ensuremath{\\ell}")},
        {U'‖', QStringLiteral("\\ensuremath{\\Vert}")},
        {U'α', QStringLiteral("\\ensuremath{\\alpha}")},
        {U'β', QStringLiteral("\\ensuremath{\\beta}")},
        {U'γ', QStringLiteral("\\ensuremath{\\gamma}")},
        {U'δ', QStringLiteral("\\ensuremath{\\delta}")},
        {U'ε', QStringLiteral("\\ensuremath{\\varepsilon}")},
        {U'ζ', QStringLiteral("\\ensuremath{\\zeta}")},
        {U'η', QStringLiteral("\\ensuremath{\\eta}")},
        {U'θ', QStringLiteral("\\ensuremath{\\theta}")},
        {U'ι', QStringLiteral("\\ensuremath{\\iota}")},
        {U'κ', QStringLiteral("\\ensuremath{\\kappa}")},
        {U'λ', QStringLiteral("\\ensuremath{\\lambda}")},
        {U'μ', QStringLiteral("\\ensuremath{\\mu}")},
        {U'ν', QStringLiteral("\\ensuremath{\\nu}")},
        {U'ξ', QStringLiteral("\\ensuremath{\\xi}")},
        {U'π', QStringLiteral("\\ensuremath{\\pi}")},
        {U'ρ', QStringLiteral("\\ensuremath{\\rho}")},
        {U'ς', QStringLiteral("\\ensuremath{\\varsigma}")},
        {U'σ', QStringLiteral("\\ensuremath{\\sigma}")},
        {U'τ', QStringLiteral("\\ensuremath{\\tau}")},
        {U'υ', QStringLiteral("\\ensuremath{\\upsilon}")},
        {U'φ', QStringLiteral("\\ensuremath{\\varphi}")},
        {U'χ', QStringLiteral("\\ensuremath{\\chi}")},
        {U'ψ', QStringLiteral("\\ensuremath{\\psi}")},
        {U'ω', QStringLiteral("\\ensuremath{\\omega}")},
        {U'Γ', QStringLiteral("\\ensuremath{\\Gamma}")},
        {U'Δ', QStringLiteral("\\ensuremath{\\Delta}")},
        {U'Θ', QStringLiteral("\\ensuremath{\\Theta}")},
        {U'Λ', QStringLiteral("\\ensuremath{\\Lambda}")},
        {U'Ξ', QStringLiteral("\\ensuremath{\\Xi}")},
        {U'Π', QStringLiteral("\\ensuremath{\\Pi}")},
        {U'Σ', QStringLiteral("\\ensuremath{\\Sigma}")},
        {U'Υ', QStringLiteral("\\ensuremath{\\Upsilon}")},
        {U'Φ', QStringLiteral("\\ensuremath{\\Phi}")},
        {U'Ψ', QStringLiteral("\\ensuremath{\\Psi}")},
        {U'Ω', QStringLiteral("\\ensuremath{\\Omega}")},
        {U'ϑ', QStringLiteral("\\ensuremath{\\vartheta}")},
        {U'ϕ', QStringLiteral("\\ensuremath{\\phi}")},
        {U'ϵ', QStringLiteral("\\ensuremath{\\epsilon}")},
        {U'ο', QStringLiteral("\\ensuremath{o}")},
        {U'µ', QStringLiteral("\\ensuremath{\\mu}")},
        {U'Α', QStringLiteral("\\ensuremath{\\mathrm{A}}")},
        {U'Β', QStringLiteral("\\ensuremath{\\mathrm{B}}")},
        {U'Ε', QStringLiteral("\\ensuremath{\\mathrm{E}}")},
        {U'Ζ', QStringLiteral("\\ensuremath{\\mathrm{Z}}")},
        {U'Η', QStringLiteral("\\ensuremath{\\mathrm{H}}")},
        {U'Ι', QStringLiteral("\\ensuremath{\\mathrm{I}}")},
        {U'Κ', QStringLiteral("\\ensuremath{\\mathrm{K}}")},
        {U'Μ', QStringLiteral("\\ensuremath{\\mathrm{M}}")},
        {U'Ν', QStringLiteral("\\ensuremath{\\mathrm{N}}")},
        {U'Ο', QStringLiteral("\\ensuremath{\\mathrm{O}}")},
        {U'Ρ', QStringLiteral("\\ensuremath{\\mathrm{P}}")},
        {U'Τ', QStringLiteral("\\ensuremath{\\mathrm{T}}")},
        {U'Χ', QStringLiteral("\\ensuremath{\\mathrm{X}}")},
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

/// What is written in place of the letter; the end where it is none of them.
QHash<char32_t, QString>::const_iterator commandOf(char32_t letter, bool isChinese)
{
    // Chinese has wide forms of these signs.
    const bool isOwn = isChinese && letter >= U'\u2013' && letter <= U'\u2026';
    return isOwn ? replacements().constEnd() : replacements().constFind(letter);
}

/// Whether the fonts of the document class have the letter.
bool isSettable(char32_t letter, bool isChinese)
{
    // 0x149 is a letter that T1 fonts lack.
    const bool isLatin = (letter >= 0x20 && letter < 0x7F) || (letter >= 0xC0 && letter <= 0x17F && letter != 0x149);
    const bool isSign = letter >= U'\u2013' && letter <= U'\u2026';
    return isLatin || isCjk(letter) || (isChinese && isSign);
}

QString escaped(const QString& text, bool isChinese, const QString& breakable)
{
    QString result;
    for (const char32_t letter : text.toUcs4()) {
        if (const auto found = commandOf(letter, isChinese); found != replacements().constEnd()) {
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

bool hasCjk(const QString& text)
{
    const auto letters = text.toUcs4();
    return std::any_of(letters.begin(), letters.end(), [](uint letter) { return isCjk(letter); });
}

QString lettersNotInLatex(const QString& text, bool isChinese)
{
    QList<uint> letters = text.toUcs4();
    std::sort(letters.begin(), letters.end());
    letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
    QString missing;
    for (const char32_t letter : letters) {
        const bool isWritten = commandOf(letter, isChinese) != replacements().constEnd() || letter == U'\n' ||
                               letter == U'\t' || isSettable(letter, isChinese);
        missing += isWritten ? QString() : QString::fromUcs4(&letter, 1);
    }
    return missing;
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
