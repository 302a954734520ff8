#include "ui/panels/report/ReportHtml.h"

#include <algorithm>
#include <array>

#include "ui/report/MathNode.h"

namespace normscope::ui
{

namespace
{

QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

QString mathHtml(const MathNode& node)
{
    using Kind = MathNode::Kind;
    const auto child = [&](std::size_t i) { return mathHtml(node.children.at(i)); };
    switch (node.kind) {
    case Kind::Row: {
        QString html;
        for (const MathNode& part : node.children) {
            html += mathHtml(part);
        }
        return html;
    }
    case Kind::Identifier:
        return QStringLiteral("<i>%1</i>").arg(escaped(node.text));
    case Kind::Operator:
        return QStringLiteral("()[],…").contains(node.text) ? escaped(node.text)
                                                            : QStringLiteral(" %1 ").arg(escaped(node.text));
    case Kind::Space:
        return QStringLiteral(" ");
    case Kind::Fraction:
        return QStringLiteral("(%1)/(%2)").arg(child(0), child(1));
    case Kind::Root:
        return QStringLiteral("√(%1)").arg(child(0));
    case Kind::Hat:
        // A combining circumflex, behind the letter and within its italics.
        return QStringLiteral("<i>%1\u0302</i>").arg(escaped(mathText(node.children.at(0))));
    case Kind::Scripts: {
        QString html = child(0);
        if (!node.children.at(1).children.empty() || !node.children.at(1).text.isEmpty()) {
            html += QStringLiteral("<sub>%1</sub>").arg(child(1));
        }
        if (!node.children.at(2).children.empty() || !node.children.at(2).text.isEmpty()) {
            html += QStringLiteral("<sup>%1</sup>").arg(child(2));
        }
        return html;
    }
    case Kind::Number:
    case Kind::Text:
        break;
    }
    return escaped(node.text);
}

QString inlineHtml(const RichText& text)
{
    QString html;
    for (const Span& span : text) {
        switch (span.style) {
        case Span::Style::Plain:
            html += escaped(span.text);
            break;
        case Span::Style::Emphasis:
            html += QStringLiteral("<i>%1</i>").arg(escaped(span.text));
            break;
        case Span::Style::Strong:
            html += QStringLiteral("<b>%1</b>").arg(escaped(span.text));
            break;
        case Span::Style::Code:
            html += QStringLiteral("<code>%1</code>").arg(escaped(span.text));
            break;
        case Span::Style::Math:
            html += inlineMath(span.text);
            break;
        }
    }
    return html;
}

class Writer
{
  public:
    Writer(const ReportDocument& document, const ReportColours& colours, double points)
        : m_document(document)
        , m_colours(colours)
        , m_points(points)
    {
    }

    QString html()
    {
        m_html = QStringLiteral("<html><head><style>p, ul, ol { line-height: 125%; } "
                                ".soft, .caption { color: %1; } .caption { margin-bottom: 18px; } "
                                "td, th { padding: 3px 8px; }</style></head><body>")
                     .arg(m_colours.soft.name());
        m_html += QStringLiteral("<p style=\"font-size: %1pt; font-weight: 600; line-height: 115%\">%2</p>"
                                 "<p class=\"soft\">%3</p>")
                      .arg(points(1.6), escaped(m_document.title), escaped(m_document.subtitle));
        for (m_block = 0; m_block < m_document.blocks.size(); ++m_block) {
            std::visit([this](const auto& one) { add(one); }, m_document.blocks[m_block]);
        }
        return m_html + QStringLiteral("</body></html>");
    }

  private:
    [[nodiscard]] QString points(double scale) const { return QString::number(m_points * scale, 'f', 1); }

    void add(const Heading& heading)
    {
        constexpr std::array kScales{1.35, 1.15, 1.05, 1.0};
        const auto level = static_cast<std::size_t>(std::clamp(heading.level - 1, 0, 3));
        m_html += QStringLiteral("<p style=\"font-size: %1pt; font-weight: 600; margin-top: %2px; margin-bottom: 4px\">"
                                 "<a name=\"%3\"></a>%4</p>")
                      .arg(points(kScales.at(level)), level == 0 ? QStringLiteral("26") : QStringLiteral("16"),
                           heading.anchor, inlineHtml(heading.text));
    }

    void add(const Paragraph& paragraph) { m_html += QStringLiteral("<p>%1</p>").arg(inlineHtml(paragraph.text)); }

    void add(const Notice& notice)
    {
        m_html += QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr>"
                                 "<td width=\"4\" bgcolor=\"#d98e00\" style=\"padding: 0\"></td>"
                                 "<td bgcolor=\"%1\"><p><b>%2</b></p>")
                      .arg(m_colours.notice.name(), inlineHtml(notice.title));
        addItems(QStringLiteral("ul"), notice.items);
        m_html += QStringLiteral("</td></tr></table>");
    }

    void add(const List& list) { addItems(list.isNumbered ? QStringLiteral("ol") : QStringLiteral("ul"), list.items); }

    void add(const Formula& /*formula*/)
    {
        m_html += QStringLiteral("<p align=\"center\"><img src=\"formula:%1\"></p>").arg(m_block);
    }

    void add(const Listing& listing)
    {
        m_html += QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr><td bgcolor=\"%1\">"
                                 "<pre style=\"white-space: pre-wrap\">%2</pre></td></tr></table>")
                      .arg(m_colours.shade.name(), escaped(listing.text));
    }

    void add(const Table& table)
    {
        m_html += QStringLiteral("<p style=\"margin-top: 14px; margin-bottom: 4px\"><b>%1.</b> %2</p>"
                                 "<table cellspacing=\"0\" style=\"border-collapse: collapse\"><thead><tr>")
                      .arg(escaped(labelOf(m_document, table)), inlineHtml(table.caption));
        addCells(table, table.header, QStringLiteral("th"),
                 QStringLiteral("border-top: 1px solid %1; border-bottom: 1px solid %1").arg(m_colours.soft.name()));
        m_html += QStringLiteral("</tr></thead><tbody>");
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            QString border;
            if (table.rows[i].startsGroup && i > 0) {
                border = QStringLiteral("border-top: 1px solid %1;").arg(m_colours.line.name());
            }
            if (i + 1 == table.rows.size()) {
                border += QStringLiteral("border-bottom: 1px solid %1").arg(m_colours.soft.name());
            }
            m_html += QStringLiteral("<tr>");
            addCells(table, table.rows[i].cells, QStringLiteral("td"), border);
            m_html += QStringLiteral("</tr>");
        }
        m_html += QStringLiteral("</tbody></table>");
    }

    void add(const FigureBlock& block)
    {
        m_html +=
            QStringLiteral("<p style=\"margin-top: 18px; margin-bottom: 4px\"><img src=\"figure:%1\"></p>"
                           "<p class=\"caption\"><b>%2.</b> %3</p>")
                .arg(QString::number(block.figure), escaped(labelOf(m_document, block)), inlineHtml(block.caption));
    }

    void add(const References& references) { addItems(QStringLiteral("ol"), references.entries); }

    void addItems(const QString& element, const std::vector<RichText>& items)
    {
        m_html += QStringLiteral("<%1>").arg(element);
        for (const RichText& item : items) {
            m_html += QStringLiteral("<li>%1</li>").arg(inlineHtml(item));
        }
        m_html += QStringLiteral("</%1>").arg(element);
    }

    void addCells(const Table& table, const std::vector<RichText>& cells, const QString& element, const QString& style)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool isRight = table.columns.at(i) == Table::Align::Right;
            m_html += QStringLiteral("<%1 align=\"%2\" style=\"%3\">%4</%1>")
                          .arg(element, isRight ? QStringLiteral("right") : QStringLiteral("left"), style,
                               inlineHtml(cells[i]));
        }
    }

    const ReportDocument& m_document;
    const ReportColours& m_colours;
    double m_points;
    std::size_t m_block = 0;
    QString m_html;
};

}  // namespace

QString inlineMath(const QString& latex)
{
    return mathHtml(parseMath(latex)).simplified();
}

QString toScreenHtml(const ReportDocument& document, const ReportColours& colours, double points)
{
    return Writer(document, colours, points).html();
}

}  // namespace normscope::ui
