#include "ui/report/LatexWriter.h"

#include <algorithm>

#include "ui/report/LatexText.h"
#include "ui/report/MarkdownWriter.h"

namespace normscope::ui
{

namespace
{

constexpr double kTextWidthCm = 16;  ///< of both papers with the margins below

bool isChinese(const ReportDocument& document)
{
    return document.language.startsWith(QLatin1String("zh"));
}

class Writer
{
  public:
    Writer(const ReportDocument& document, PaperSize paper)
        : m_document(document)
        , m_paper(paper)
        , m_isChinese(isChinese(document))
    {
    }

    QString latex()
    {
        addPreamble();
        for (const Block& block : m_document.blocks) {
            std::visit([this](const auto& one) { add(one); }, block);
            m_text += QLatin1Char('\n');
        }
        return m_text + QStringLiteral("\\end{document}\n");
    }

    QString latex(const Table& table)
    {
        m_isFragment = true;
        add(table);
        const QString chinese = hasCjk(m_text) && !m_isChinese
                                    ? QStringLiteral("% \\usepackage[scheme=plain]{ctex}, with xelatex\n")
                                    : QString();
        return QStringLiteral("% \\usepackage{array,booktabs,longtable}\n") + chinese + m_text;
    }

  private:
    void addPreamble()
    {
        const QString paper = m_paper == PaperSize::A4 ? QStringLiteral("a4paper") : QStringLiteral("letterpaper");
        const bool needsChinese = m_isChinese || hasCjk(QString::fromUtf8(toMarkdown(m_document)));
        m_text = needsChinese
                     ? QStringLiteral("% xelatex report.tex (twice, for the numbers of pages)\n"
                                      "\\documentclass[%1,11pt]{%2}\n")
                           .arg(paper, m_isChinese ? QStringLiteral("ctexart")
                                                   : QStringLiteral("article}\n\\usepackage[scheme=plain]{ctex"))
                     : QStringLiteral("% pdflatex report.tex (twice, for the numbers of pages)\n"
                                      "\\documentclass[%1,11pt]{article}\n"
                                      "\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n"
                                      "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}\n"
                                      // Not with xelatex, for which it wants more fonts.
                                      "\\usepackage[hidelinks]{hyperref}\n")
                           .arg(paper);
        m_text += QStringLiteral("\\usepackage{textcomp}\n"
                                 "\\usepackage[hmargin={%1cm,%1cm},vmargin=2.5cm]{geometry}\n"
                                 "\\usepackage{amsmath}\n\\usepackage{graphicx}\n\\usepackage{array}\n"
                                 "\\usepackage{booktabs}\n\\usepackage{longtable}\n\\usepackage{float}\n"
                                 "\\usepackage[font=small,labelfont=bf,justification=raggedright,"
                                 "singlelinecheck=false]{caption}\n"
                                 "\\usepackage{parskip}\n"
                                 "\\emergencystretch=3em\n")
                      .arg(((m_paper == PaperSize::A4 ? 21.0 : 21.59) - kTextWidthCm) / 2, 0, 'f', 3);
        m_text += QStringLiteral("\\title{") + latexText(m_document.title, m_isChinese) +
                  QStringLiteral("}\n\\author{") + author() + QStringLiteral("}\n\\date{") +
                  latexText(m_document.subtitle, m_isChinese) + QStringLiteral("}\n\\begin{document}\n\\maketitle\n\n");
    }

    [[nodiscard]] QString author() const
    {
        QStringList lines;
        for (const QString& line : {m_document.author, m_document.course}) {
            if (!line.isEmpty()) {
                // A bracket would be an argument of the line end before it.
                lines << QStringLiteral("{}") + latexText(line, m_isChinese);
            }
        }
        return lines.join(QStringLiteral(" \\\\\n"));
    }

    [[nodiscard]] QString inlineLatex(const RichText& text) const
    {
        QString latex;
        for (const Span& span : text) {
            switch (span.style) {
            case Span::Style::Plain:
                latex += latexText(span.text, m_isChinese);
                break;
            case Span::Style::Emphasis:
                latex += QStringLiteral("\\emph{") + latexText(span.text, m_isChinese) + QLatin1Char('}');
                break;
            case Span::Style::Strong:
                latex += QStringLiteral("\\textbf{") + latexText(span.text, m_isChinese) + QLatin1Char('}');
                break;
            case Span::Style::Code:
                latex += QStringLiteral("\\texttt{") + latexCode(span.text, m_isChinese) + QLatin1Char('}');
                break;
            case Span::Style::Math:
                latex += QLatin1Char('$') + span.text + QLatin1Char('$');
                break;
            }
        }
        return latex;
    }

    void add(const Heading& heading)
    {
        static const QStringList kCommands{QStringLiteral("section"), QStringLiteral("subsection"),
                                           QStringLiteral("subsubsection")};
        const auto level = std::clamp<qsizetype>(heading.level - 1, 0, kCommands.size() - 1);
        // Figures float, but not out of their section, and LaTeX keeps only so many waiting.
        constexpr int kMostWaiting = 4;
        if (level == 0 && m_floats >= kMostWaiting) {
            m_floats = 0;
            m_text += QStringLiteral("\\clearpage\n");
        }
        m_text += QStringLiteral("\\%1{").arg(kCommands[level]) + inlineLatex(heading.text) + QStringLiteral("}\n");
    }

    void add(const Paragraph& paragraph) { m_text += inlineLatex(paragraph.text) + QLatin1Char('\n'); }

    void add(const Notice& notice)
    {
        m_text += QStringLiteral("\\begin{quote}\n\\textbf{") + inlineLatex(notice.title) + QStringLiteral("}\n");
        addItems(QStringLiteral("itemize"), notice.items);
        m_text += QStringLiteral("\\end{quote}\n");
    }

    void add(const List& list)
    {
        addItems(list.isNumbered ? QStringLiteral("enumerate") : QStringLiteral("itemize"), list.items);
    }

    void add(const Formula& formula)
    {
        m_text += QStringLiteral("\\begin{equation*}\n") + formula.latex + QStringLiteral("\n\\end{equation*}\n");
    }

    /// Not verbatim, which would run over the margin.
    void add(const Listing& listing)
    {
        m_text += QStringLiteral("\\begin{quote}\n\\small\\raggedright\n");
        for (const QString& line : listing.text.split(QLatin1Char('\n'))) {
            QStringList words;
            for (const QString& word : line.split(QLatin1Char(' '))) {
                words.append(QStringLiteral("\\texttt{") + latexCode(word, m_isChinese) + QLatin1Char('}'));
            }
            m_text += words.join(QLatin1Char(' ')) + QStringLiteral("\\par\n");
        }
        m_text += QStringLiteral("\\end{quote}\n");
    }

    void add(const Table& table)
    {
        // Only what may be longer than a page is a longtable: on a page with figures it counts wrongly.
        constexpr std::size_t kShort = 35;
        constexpr std::size_t kWide = 6;
        if (table.rows.size() <= kShort) {
            m_text += QStringLiteral("\\begin{table}[%1]\n\\small\n\\caption{")
                          .arg(m_isFragment ? QStringLiteral("htbp") : QStringLiteral("H")) +
                      inlineLatex(table.caption) +
                      (table.columns.size() < kWide ? QStringLiteral("}")
                                                    : QStringLiteral("}\n\\setlength{\\tabcolsep}{4pt}")) +
                      QStringLiteral("\n\\begin{tabular}{") + columnsOf(table) + QStringLiteral("}\n\\toprule\n");
            addRow(table.header);
            m_text += QStringLiteral("\\midrule\n");
            addRows(table);
            m_text += QStringLiteral("\\bottomrule\n\\end{tabular}\n\\end{table}\n");
            return;
        }
        m_text += m_isFragment ? QString() : QStringLiteral("\\clearpage\n");
        m_text += QStringLiteral("{\\small\n\\begin{longtable}[l]{") + columnsOf(table) +
                  QStringLiteral("}\n\\caption{") + inlineLatex(table.caption) + QStringLiteral("}\\\\\n\\toprule\n");
        addRow(table.header);
        m_text += QStringLiteral("\\midrule\n\\endfirsthead\n\\toprule\n");
        addRow(table.header);
        m_text += QStringLiteral("\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n");
        addRows(table);
        m_text += QStringLiteral("\\end{longtable}}\n");
    }

    void addRows(const Table& table)
    {
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            m_text += table.rows[i].startsGroup && i > 0 ? QStringLiteral("\\midrule\n") : QString();
            addRow(table.rows[i].cells);
        }
    }

    void addRow(const std::vector<RichText>& cells)
    {
        QStringList texts;
        for (const RichText& cell : cells) {
            // A bracket at a row's start would be an argument of the line end before it.
            texts.append(QStringLiteral("{}") + inlineLatex(cell));
        }
        m_text += texts.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
    }

    /// As wide as their content where all of it fits; otherwise texts are broken into lines, and numbers only where
    /// that is not enough.
    [[nodiscard]] static QString columnsOf(const Table& table)
    {
        constexpr double kCmPerLetter = 0.18;  // of the small font, on average
        constexpr double kGapCm = 0.43;
        constexpr double kLeastTextCm = 2.5;
        std::vector<double> widths(table.columns.size(), 0);
        const auto look = [&](const std::vector<RichText>& cells) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                double letters = 0;
                for (const char32_t letter : plainText(cells[i]).toUcs4()) {
                    letters += isCjk(letter) ? 2 : 1;
                }
                widths[i] = std::max(widths[i], letters * kCmPerLetter);
            }
        };
        look(table.header);
        for (const Table::Row& row : table.rows) {
            look(row.cells);
        }
        const auto isText = [&](std::size_t i) { return table.columns[i] == Table::Align::Left; };
        double numbers = 0;
        double texts = 0;
        double least = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            (isText(i) ? texts : numbers) += widths[i];
            least += isText(i) ? std::min(widths[i], kLeastTextCm) : 0;
        }
        const double room = kTextWidthCm - kGapCm * static_cast<double>(widths.size());
        const bool fits = numbers + texts <= room;
        const bool breaksNumbers = numbers + least > room;
        QString columns;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (fits || (!isText(i) && !breaksNumbers)) {
                columns += isText(i) ? QLatin1Char('l') : QLatin1Char('r');
                continue;
            }
            const double share =
                breaksNumbers ? room * widths[i] / (numbers + texts) : (room - numbers) * widths[i] / texts;
            columns += (isText(i) ? QStringLiteral(">{\\raggedright") : QStringLiteral(">{\\raggedleft")) +
                       QStringLiteral("\\arraybackslash}p{%1cm}").arg(share, 0, 'f', 2);
        }
        return columns;
    }

    void add(const FigureBlock& block)
    {
        const Figure& figure = m_document.figures.at(block.figure);
        ++m_floats;
        const QString picture = m_document.undrawn.isEmpty()
                                    ? QStringLiteral("\\includegraphics[width=%1cm]{figures/%2.pdf}")
                                          .arg(QString::number(std::min(figure.widthCm, kTextWidthCm), 'f', 2),
                                               QString::fromStdString(figure.name))
                                    : inlineLatex(literal(m_document.undrawn));
        m_text += QStringLiteral("\\begin{figure}[htbp]\n\\centering\n") + picture + QStringLiteral("\n\\caption{") +
                  inlineLatex(block.caption) + QStringLiteral("}\n\\end{figure}\n");
    }

    void add(const References& references) { addItems(QStringLiteral("enumerate"), references.entries); }

    void addItems(const QString& environment, const std::vector<RichText>& items)
    {
        m_text += QStringLiteral("\\begin{%1}\n").arg(environment);
        for (const RichText& item : items) {
            m_text += QStringLiteral("\\item {}") + inlineLatex(item) + QLatin1Char('\n');
        }
        m_text += QStringLiteral("\\end{%1}\n").arg(environment);
    }

    const ReportDocument& m_document;
    PaperSize m_paper;
    bool m_isChinese;
    bool m_isFragment = false;  ///< of somebody else's document
    int m_floats = 0;           ///< since the last page that all of them were on
    QString m_text;
};

}  // namespace

QByteArray toLatex(const ReportDocument& document, PaperSize paper)
{
    return Writer(document, paper).latex().toUtf8();
}

Message remarkOnLatex(const ReportDocument& document)
{
    // Markdown is all of the text.
    const QString letters = lettersNotInLatex(QString::fromUtf8(toMarkdown(document)), isChinese(document));
    if (letters.isEmpty()) {
        return {};
    }
    constexpr qsizetype kMostNamed = 8;
    const QList<uint> all = letters.toUcs4();
    QString named;
    for (const char32_t letter : all.first(std::min(all.size(), kMostNamed))) {
        named += QString::fromUcs4(&letter, 1);
    }
    named += all.size() > kMostNamed ? QStringLiteral("…") : QString();
    const char32_t first = all.front();
    return Message::tr("report.tex: LaTeX's usual fonts do not have the letters {}, which are written by their numbers "
                       "there, as {}",
                       named.toStdString(), latexText(QString::fromUcs4(&first, 1), false).toStdString());
}

QByteArray toLatex(const Table& table, const QString& language)
{
    ReportDocument document;
    document.language = language;
    return Writer(document, PaperSize::A4).latex(table).toUtf8();
}

}  // namespace normscope::ui
