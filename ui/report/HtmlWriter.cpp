#include "ui/report/HtmlWriter.h"

#include <QRegularExpression>

#include "ui/report/MathNode.h"

namespace normscope::ui
{

namespace
{

constexpr const char* kStyle = R"css(
:root { color-scheme: light dark; --text: #1a1a1a; --soft: #5a5a5a; --page: #ffffff; --line: #c9c9c9;
  --shade: #f2f4f6; --notice: #fff6e0; --notice-line: #d98e00; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6e6; --soft: #a8a8a8; --page: #17191c; --line: #474c52; --shade: #22262b; --notice: #33290f;
    --notice-line: #e0a526; --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 50rem; color: var(--text); background: var(--page);
  font: 1rem/1.55 system-ui, "Noto Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", sans-serif; }
header { border-bottom: 2px solid var(--line); margin-bottom: 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.4rem; margin: 2.4rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.3rem 0 .3rem; }
.subtitle { color: var(--soft); margin: 0 0 1rem; }
a { color: var(--link); }
nav ul { list-style: none; margin: 0; padding: 0; } nav li.deep { padding-left: 1.4rem; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; }
code { overflow-wrap: anywhere; }
pre { background: var(--shade); padding: .7rem .9rem; border-radius: 6px; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.formula { overflow-x: auto; overflow-y: hidden; padding: 0.2rem 0; margin: 1rem 0; text-align: center; font-size: 1.15em; }
.notice { background: var(--notice); border-left: 4px solid var(--notice-line); padding: .6rem 1rem; margin: 1rem 0;
  border-radius: 4px; }
.notice p { margin: 0 0 .3rem; font-weight: 600; } .notice ul { margin: 0; padding-left: 1.2rem; }
.table { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; font-size: .92em; font-variant-numeric: tabular-nums; }
caption { text-align: left; caption-side: top; padding-bottom: .4rem; color: var(--text); }
th, td { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; }
th.right, td.right { text-align: right; white-space: nowrap; padding: .25rem 0 .25rem .8rem; }
thead th { border-bottom: 1.5px solid var(--text); border-top: 1.5px solid var(--text); }
tbody tr:last-child > * { border-bottom: 1.5px solid var(--text); }
tr.group > * { border-top: 1px solid var(--line); }
figure { margin: 1.6rem 0; }
figure svg { display: block; width: 100%; height: auto; background: #ffffff; border-radius: 6px; }
figcaption { margin-top: .5rem; font-size: .92em; }
.label { font-weight: 600; }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --page: #fff; --line: #999; --shade: #f4f4f4;
    --notice: #fff; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  figure, .notice, .formula, pre, tr { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  thead { display: table-header-group; }
  .table, .formula { overflow: visible; }
  nav { display: none; }
  a { text-decoration: none; }
}
@page { margin: 2cm; }
)css";

QString escaped(const QString& text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar letter : text) {
        // Control characters may stand in a file's name, but in no HTML.
        const bool isControl = letter.category() == QChar::Other_Control && letter != QLatin1Char('\n');
        clean += isControl || letter.isNonCharacter() ? QChar(QChar::ReplacementCharacter) : letter;
    }
    return clean.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}

QString inlineHtml(const RichText& text)
{
    QString html;
    for (const Span& span : text) {
        const QString content = escaped(span.text);
        switch (span.style) {
        case Span::Style::Plain:
            html += content;
            break;
        case Span::Style::Emphasis:
            html += QStringLiteral("<em>%1</em>").arg(content);
            break;
        case Span::Style::Strong:
            html += QStringLiteral("<strong>%1</strong>").arg(content);
            break;
        case Span::Style::Code:
            html += QStringLiteral("<code>%1</code>").arg(content);
            break;
        case Span::Style::Math:
            html += QStringLiteral("<math>%1</math>").arg(toMathMl(parseMath(span.text)));
            break;
        }
    }
    return html;
}

/// The SVG as an element among others: without what only a file of its own needs, its names told from other figures'.
QString inlineSvg(const Figure& figure, std::size_t number)
{
    QString svg = QString::fromUtf8(svgOf(figure));
    svg.remove(0, std::max<qsizetype>(0, svg.indexOf(QLatin1String("<svg"))));
    static const QRegularExpression kNamespaces(QStringLiteral("\\s+xmlns(:\\w+)?=\"[^\"]*\""));
    svg.remove(kNamespaces);
    svg.replace(QLatin1String("xlink:href="), QLatin1String("href="));
    const QString prefix = QStringLiteral("f%1-").arg(number);
    svg.replace(QLatin1String(" id=\""), QLatin1String(" id=\"") + prefix);
    svg.replace(QLatin1String("url(#"), QLatin1String("url(#") + prefix);
    svg.replace(QLatin1String("href=\"#"), QLatin1String("href=\"#") + prefix);
    return svg.insert(4, QStringLiteral(" role=\"img\" aria-label=\"%1\"").arg(escaped(figure.title)));
}

class Writer
{
  public:
    explicit Writer(const ReportDocument& document)
        : m_document(document)
    {
    }

    QString html()
    {
        m_html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                                "<meta name=\"generator\" content=\"Normscope\"/>\n<title>%2</title>\n<style>")
                     .arg(m_document.language, escaped(m_document.title));
        m_html += QLatin1String(kStyle) + QStringLiteral("</style>\n</head>\n<body>\n<header>\n<h1>%1</h1>\n"
                                                         "<p class=\"subtitle\">%2</p>\n</header>\n")
                                              .arg(escaped(m_document.title), escaped(m_document.subtitle));
        addContents();
        m_html += QStringLiteral("<main>\n");
        for (const Block& block : m_document.blocks) {
            std::visit([this](const auto& one) { add(one); }, block);
        }
        return m_html + QStringLiteral("</main>\n</body>\n</html>\n");
    }

  private:
    void addContents()
    {
        m_html += QStringLiteral("<nav aria-label=\"%1\">\n<ul>\n").arg(escaped(m_document.words.contents));
        for (const Block& block : m_document.blocks) {
            const auto* heading = std::get_if<Heading>(&block);
            if (heading != nullptr && heading->level <= 2) {
                m_html += QStringLiteral("<li%1><a href=\"#%2\">%3</a></li>\n")
                              .arg(heading->level == 2 ? QStringLiteral(" class=\"deep\"") : QString(), heading->anchor,
                                   escaped(plainText(heading->text)));
            }
        }
        m_html += QStringLiteral("</ul>\n</nav>\n");
    }

    void add(const Heading& heading)
    {
        m_html += QStringLiteral("<h%1 id=\"%2\">%3</h%1>\n")
                      .arg(QString::number(heading.level + 1), heading.anchor, inlineHtml(heading.text));
    }

    void add(const Paragraph& paragraph)
    {
        m_html += QStringLiteral("<p>") + inlineHtml(paragraph.text) + QStringLiteral("</p>\n");
    }

    void add(const Notice& notice)
    {
        m_html += QStringLiteral("<div class=\"notice\" role=\"note\">\n<p>") + inlineHtml(notice.title) +
                  QStringLiteral("</p>\n");
        addItems(QStringLiteral("ul"), notice.items);
        m_html += QStringLiteral("</div>\n");
    }

    void add(const List& list) { addItems(list.isNumbered ? QStringLiteral("ol") : QStringLiteral("ul"), list.items); }

    void add(const Formula& formula)
    {
        m_html += QStringLiteral("<div class=\"formula\"><math display=\"block\">") +
                  toMathMl(parseMath(formula.latex)) + QStringLiteral("</math></div>\n");
    }

    void add(const Listing& listing)
    {
        m_html += QStringLiteral("<pre><code>") + escaped(listing.text) + QStringLiteral("</code></pre>\n");
    }

    void add(const Table& table)
    {
        m_html += QStringLiteral("<div class=\"table\">\n<table>\n<caption><span class=\"label\">") +
                  escaped(labelOf(m_document, table)) + QStringLiteral(".</span> ") + inlineHtml(table.caption) +
                  QStringLiteral("</caption>\n<thead>\n<tr>");
        addCells(table, table.header, QStringLiteral("th"), QStringLiteral(" scope=\"col\""));
        m_html += QStringLiteral("</tr>\n</thead>\n<tbody>\n");
        for (const Table::Row& row : table.rows) {
            m_html += row.startsGroup ? QStringLiteral("<tr class=\"group\">") : QStringLiteral("<tr>");
            addCells(table, row.cells, QStringLiteral("td"), {});
            m_html += QStringLiteral("</tr>\n");
        }
        m_html += QStringLiteral("</tbody>\n</table>\n</div>\n");
    }

    void add(const FigureBlock& block)
    {
        const Figure& figure = m_document.figures.at(block.figure);
        m_html += QStringLiteral("<figure id=\"figure-%1\" style=\"max-width: %2cm\">\n")
                      .arg(block.number)
                      .arg(figure.widthCm * kScreenScale, 0, 'f', 1);
        m_html += inlineSvg(figure, block.figure);
        m_html += QStringLiteral("<figcaption><span class=\"label\">") + escaped(labelOf(m_document, block)) +
                  QStringLiteral(".</span> ") + inlineHtml(block.caption) +
                  QStringLiteral("</figcaption>\n</figure>\n");
    }

    void add(const References& references) { addItems(QStringLiteral("ol class=\"references\""), references.entries); }

    void addItems(const QString& element, const std::vector<RichText>& items)
    {
        m_html += QStringLiteral("<%1>\n").arg(element);
        for (const RichText& item : items) {
            m_html += QStringLiteral("<li>") + inlineHtml(item) + QStringLiteral("</li>\n");
        }
        m_html += QStringLiteral("</%1>\n").arg(element.section(QLatin1Char(' '), 0, 0));
    }

    void addCells(const Table& table, const std::vector<RichText>& cells, const QString& element, const QString& more)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool isRight = table.columns.at(i) == Table::Align::Right;
            m_html += QLatin1Char('<') + element + more +
                      (isRight ? QStringLiteral(" class=\"right\">") : QStringLiteral(">"));
            m_html += inlineHtml(cells[i]) + QStringLiteral("</%1>").arg(element);
        }
    }

    /// Figures are made for paper; on a screen, read from farther away, they may be somewhat larger.
    static constexpr double kScreenScale = 1.25;

    const ReportDocument& m_document;
    QString m_html;
};

}  // namespace

QByteArray toHtml(const ReportDocument& document)
{
    return Writer(document).html().toUtf8();
}

}  // namespace normscope::ui
