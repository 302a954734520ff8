#pragma once

#include <QString>
#include <QStringList>
#include <vector>

/// Text with a little emphasis: what a sentence of the report is, whatever file it goes into.
namespace normscope::ui
{

struct Span
{
    enum class Style
    {
        Plain,
        Emphasis,
        Strong,
        Code,
        Math,  ///< the text is LaTeX, see MathNode.h
    };
    Style style = Style::Plain;
    QString text;
    bool operator==(const Span&) const = default;
};

using RichText = std::vector<Span>;

/// Reads "*emphasis*, **strong**, `code`, $math$" (a backslash takes the next mark as it is) and puts the values where
/// %1, %2 … stand, as they are: no name and no message can become markup.
[[nodiscard]] RichText richText(const QString& markup, const QStringList& values = {});

/// A text without any markup in it.
[[nodiscard]] RichText literal(const QString& text);
[[nodiscard]] RichText code(const QString& text);

/// The texts one after the other.
[[nodiscard]] RichText joined(const std::vector<RichText>& texts, const QString& separator);

/// The letters alone; math in plain letters as far as there are such.
[[nodiscard]] QString plainText(const RichText& text);

}  // namespace normscope::ui
