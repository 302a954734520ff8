#include "ui/report/HtmlWriter.h"

#include <QRegularExpression>

#include "ui/report/HtmlBody.h"
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
.author { margin: 0 0 .4rem; }
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
    return svg.insert(4, QStringLiteral(" role=\"img\" aria-label=\"%1\"").arg(HtmlBody::escaped(figure.title)));
}

class HtmlFile : public HtmlBody
{
  public:
    explicit HtmlFile(const ReportDocument& document)
        : HtmlBody(document)
    {
    }

    QString html()
    {
        const QString title = escaped(document().title);
        return QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                              "<meta name=\"generator\" content=\"Normscope\"/>\n<title>%2</title>\n<style>")
                   .arg(document().language, title) +
               QLatin1String(kStyle) +
               QStringLiteral("</style>\n</head>\n<body>\n<header>\n<h1>%1</h1>\n"
                              "%2<p class=\"subtitle\">%3</p>\n</header>\n")
                   .arg(title, author(), escaped(document().subtitle)) +
               contents() + QStringLiteral("<main>\n") + blocks() + QStringLiteral("</main>\n</body>\n</html>\n");
    }

  private:
    [[nodiscard]] QString author() const
    {
        const QString lines = authorLines();
        return lines.isEmpty() ? QString() : QStringLiteral("<p class=\"author\">%1</p>\n").arg(lines);
    }

    [[nodiscard]] QString contents() const
    {
        QString html = QStringLiteral("<nav aria-label=\"%1\">\n<ul>\n").arg(escaped(document().words.contents));
        for (const Block& block : document().blocks) {
            const auto* heading = std::get_if<Heading>(&block);
            if (heading != nullptr && heading->level <= 2) {
                html += QStringLiteral("<li%1><a href=\"#%2\">%3</a></li>\n")
                            .arg(heading->level == 2 ? QStringLiteral(" class=\"deep\"") : QString(), heading->anchor,
                                 escaped(plainText(heading->text)));
            }
        }
        return html + QStringLiteral("</ul>\n</nav>\n");
    }

    [[nodiscard]] QString math(const QString& latex) const override
    {
        return QStringLiteral("<math>%1</math>").arg(toMathMl(parseMath(latex)));
    }

    [[nodiscard]] QString heading(const Heading& heading, const QString& text) const override
    {
        return QStringLiteral("<h%1 id=\"%2\">%3</h%1>\n")
            .arg(QString::number(heading.level + 1), heading.anchor, text);
    }

    [[nodiscard]] Frame noticeFrame() const override
    {
        return {QStringLiteral("<div class=\"notice\" role=\"note\">\n<p>"), QStringLiteral("</p>\n"),
                QStringLiteral("</div>\n")};
    }

    [[nodiscard]] QString formula(const Formula& formula, std::size_t /*block*/) const override
    {
        return QStringLiteral("<div class=\"formula\"><math display=\"block\">") + toMathMl(parseMath(formula.latex)) +
               QStringLiteral("</math></div>\n");
    }

    [[nodiscard]] QString listing(const QString& text) const override
    {
        return QStringLiteral("<pre><code>") + text + QStringLiteral("</code></pre>\n");
    }

    [[nodiscard]] Frame tableFrame(const QString& label, const QString& caption) const override
    {
        return {QStringLiteral("<div class=\"table\">\n<table>\n<caption><span class=\"label\">") + label +
                    QStringLiteral(".</span> ") + caption + QStringLiteral("</caption>\n<thead>\n"),
                QStringLiteral("</thead>\n<tbody>\n"), QStringLiteral("</tbody>\n</table>\n</div>\n")};
    }

    [[nodiscard]] QString rowTag(const Table& table, int row) const override
    {
        const bool startsGroup = row >= 0 && table.rows[static_cast<std::size_t>(row)].startsGroup;
        return startsGroup ? QStringLiteral("<tr class=\"group\">") : QStringLiteral("<tr>");
    }

    [[nodiscard]] QString cellTag(const Table& table, int row, std::size_t column) const override
    {
        const bool isRight = table.columns.at(column) == Table::Align::Right;
        return (row < 0 ? QStringLiteral("<th scope=\"col\"") : QStringLiteral("<td")) +
               (isRight ? QStringLiteral(" class=\"right\">") : QStringLiteral(">"));
    }

    [[nodiscard]] QString figure(const FigureBlock& block, const QString& label, const QString& caption) const override
    {
        const Figure& figure = document().figures.at(block.figure);
        const QString picture = document().undrawn.isEmpty()
                                    ? inlineSvg(figure, block.figure)
                                    : QStringLiteral("<p class=\"subtitle\">%1</p>\n").arg(escaped(document().undrawn));
        return QStringLiteral("<figure id=\"figure-%1\" style=\"max-width: %2cm\">\n")
                   .arg(QString::number(block.number), QString::number(figure.widthCm * kScreenScale, 'f', 1)) +
               picture + QStringLiteral("<figcaption><span class=\"label\">") + label + QStringLiteral(".</span> ") +
               caption + QStringLiteral("</figcaption>\n</figure>\n");
    }

    /// Figures are made for paper; on a screen, read from farther away, they may be somewhat larger.
    static constexpr double kScreenScale = 1.25;
};

}  // namespace

QByteArray toHtml(const ReportDocument& document)
{
    return HtmlFile(document).html().toUtf8();
}

}  // namespace normscope::ui
