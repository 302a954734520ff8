#pragma once

#include <QString>
#include <vector>

/// The few formulas of the report, written once in LaTeX and understood well enough to be set in every format.
namespace normscope::ui
{

/// A formula as a tree.
struct MathNode
{
    enum class Kind
    {
        Row,         ///< children one after the other
        Identifier,  ///< a variable: italic
        Number,
        Operator,
        Text,      ///< words: upright
        Space,     ///< `text` is blanks
        Fraction,  ///< children: above, below
        Root,      ///< child: under the root
        Hat,       ///< child: what has the hat
        Scripts,   ///< children: base, subscript, superscript; an empty Row where there is none
    };
    Kind kind = Kind::Row;
    QString text;
    std::vector<MathNode> children;
    bool operator==(const MathNode&) const = default;
};

/// Reads the part of LaTeX that the report uses: letters, numbers, _ and ^ with groups, \frac, \sqrt, \hat, \text,
/// greek letters and the usual signs. What it does not know stands there as a word.
[[nodiscard]] MathNode parseMath(const QString& latex);

/// The formula in one line of plain letters.
[[nodiscard]] QString mathText(const MathNode& node);

/// The formula as the content of a MathML `math` element.
[[nodiscard]] QString toMathMl(const MathNode& node);

}  // namespace normscope::ui
