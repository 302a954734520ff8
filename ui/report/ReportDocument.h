#pragma once

#include <QString>
#include <cstddef>
#include <variant>
#include <vector>

#include "ui/report/RichText.h"
#include "ui/report/figures/Figure.h"

/// A report as a value: what it says, in order, without a word on how it looks. Made once by ReportBuilder; each writer
/// turns the same document into one format.
namespace normscope::ui
{

struct Heading
{
    int level = 1;  ///< 1: a section
    RichText text;
    QString anchor;  ///< unique in the document; letters, digits and '-'
};

struct Paragraph
{
    RichText text;
};

/// What a reader must know before the rest.
struct Notice
{
    RichText title;
    std::vector<RichText> items;
};

struct List
{
    bool isNumbered = false;
    std::vector<RichText> items;
};

/// A formula on a line of its own, in the LaTeX that parseMath() knows.
struct Formula
{
    QString latex;
};

/// Something to type, letter by letter.
struct Listing
{
    QString text;
};

struct Table
{
    enum class Align
    {
        Left,
        Right,
    };
    struct Row
    {
        std::vector<RichText> cells;  ///< as many as there are columns
        bool startsGroup = false;     ///< a line above it
    };
    int number = 0;
    RichText caption;
    std::vector<Align> columns;
    std::vector<RichText> header;
    std::vector<Row> rows;
};

struct FigureBlock
{
    int number = 0;
    std::size_t figure = 0;  ///< in ReportDocument::figures
    RichText caption;
};

/// Numbered from 1, as `[1]` in the text names them.
struct References
{
    std::vector<RichText> entries;
};

using Block = std::variant<Heading, Paragraph, Notice, List, Formula, Listing, Table, FigureBlock, References>;

/// The few words that the writers themselves need.
struct DocumentWords
{
    QString figure;    ///< "Figure %1"
    QString table;     ///< "Table %1"
    QString contents;  ///< "Contents"
    QString page;      ///< "Page %1 of %2"
};

struct ReportDocument
{
    QString title;
    QString author;  ///< empty where nobody is named
    QString course;  ///< likewise
    QString subtitle;
    QString language;  ///< as in HTML's lang: "en", "zh-CN"
    DocumentWords words;
    std::vector<Block> blocks;
    std::vector<Figure> figures;
    QString undrawn;  ///< why figures cannot be drawn, said in their place; empty: they can
};

/// "Figure 3" and "Table 2" in the document's language.
[[nodiscard]] QString labelOf(const ReportDocument& document, const FigureBlock& figure);
[[nodiscard]] QString labelOf(const ReportDocument& document, const Table& table);

}  // namespace normscope::ui
