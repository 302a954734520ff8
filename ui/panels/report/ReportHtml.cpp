#include "ui/panels/report/ReportHtml.h"

#include <algorithm>
#include <array>

#include "ui/report/HtmlBody.h"
#include "ui/report/MathNode.h"

namespace normscope::ui
{

namespace
{

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
        return QStringLiteral("<i>%1</i>").arg(HtmlBody::escaped(node.text));
    case Kind::Operator:
        return QStringLiteral("()[],…").contains(node.text) ? HtmlBody::escaped(node.text)
                                                            : QStringLiteral(" %1 ").arg(HtmlBody::escaped(node.text));
    case Kind::Space:
        return QStringLiteral(" ");
    case Kind::Fraction:
        return QStringLiteral("(%1)/(%2)").arg(child(0), child(1));
    case Kind::Root:
        return QStringLiteral("√(%1)").arg(child(0));
    case Kind::Hat:
        // A combining circumflex, behind the letter and within its italics.
        return QStringLiteral("<i>%1\u0302</i>").arg(HtmlBody::escaped(mathText(node.children.at(0))));
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
    return HtmlBody::escaped(node.text);
}

class ScreenHtml : public HtmlBody
{
  public:
    ScreenHtml(const ReportDocument& document, const ReportColours& colours, double points)
        : HtmlBody(document)
        , m_colours(colours)
        , m_points(points)
    {
    }

    QString html()
    {
        return QStringLiteral("<html><head><style>p, ul, ol { line-height: 125%; } "
                              ".soft, .caption { color: %1; } .caption { margin-bottom: 18px; } "
                              "td, th { padding: 3px 8px; }</style></head><body>"
                              "<p style=\"font-size: %2pt; font-weight: 600; line-height: 115%\">%3</p>"
                              "%4<p class=\"soft\">%5</p>")
                   .arg(m_colours.soft.name(), points(1.6), escaped(document().title), author(),
                        escaped(document().subtitle)) +
               blocks() + QStringLiteral("</body></html>");
    }

  private:
    [[nodiscard]] QString author() const
    {
        const QString lines = authorLines();
        return lines.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(lines);
    }

    [[nodiscard]] QString points(double scale) const { return QString::number(m_points * scale, 'f', 1); }

    [[nodiscard]] QString math(const QString& latex) const override { return inlineMath(latex); }

    [[nodiscard]] QString heading(const Heading& heading, const QString& text) const override
    {
        constexpr std::array kScales{1.35, 1.15, 1.05, 1.0};
        const auto level = static_cast<std::size_t>(std::clamp(heading.level - 1, 0, 3));
        return QStringLiteral("<p style=\"font-size: %1pt; font-weight: 600; margin-top: %2px; margin-bottom: 4px\">"
                              "<a name=\"%3\"></a>%4</p>")
            .arg(points(kScales.at(level)), level == 0 ? QStringLiteral("26") : QStringLiteral("16"), heading.anchor,
                 text);
    }

    [[nodiscard]] Frame noticeFrame() const override
    {
        return {QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr>"
                               "<td width=\"4\" bgcolor=\"#d98e00\" style=\"padding: 0\"></td>"
                               "<td bgcolor=\"%1\"><p><b>")
                    .arg(m_colours.notice.name()),
                QStringLiteral("</b></p>"), QStringLiteral("</td></tr></table>")};
    }

    [[nodiscard]] QString formula(const Formula& /*formula*/, std::size_t block) const override
    {
        return QStringLiteral("<p align=\"center\"><img src=\"formula:%1\"></p>").arg(block);
    }

    [[nodiscard]] QString listing(const QString& text) const override
    {
        return QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr><td bgcolor=\"%1\">"
                              "<pre style=\"white-space: pre-wrap\">%2</pre></td></tr></table>")
            .arg(m_colours.shade.name(), text);
    }

    [[nodiscard]] Frame tableFrame(const QString& label, const QString& caption) const override
    {
        return {QStringLiteral("<p style=\"margin-top: 14px; margin-bottom: 4px\"><b>%1.</b> %2</p>"
                               "<table cellspacing=\"0\" style=\"border-collapse: collapse\"><thead>")
                    .arg(label, caption),
                QStringLiteral("</thead><tbody>"), QStringLiteral("</tbody></table>")};
    }

    [[nodiscard]] QString rowTag(const Table& /*table*/, int /*row*/) const override { return QStringLiteral("<tr>"); }

    [[nodiscard]] QString cellTag(const Table& table, int row, std::size_t column) const override
    {
        const auto line = [](const char* side, const QColor& colour) {
            return QStringLiteral("border-%1: 1px solid %2;").arg(QLatin1String(side), colour.name());
        };
        QString style;
        if (row < 0 || (row > 0 && table.rows[static_cast<std::size_t>(row)].startsGroup)) {
            style += line("top", row < 0 ? m_colours.soft : m_colours.line);
        }
        if (row < 0 || static_cast<std::size_t>(row) + 1 == table.rows.size()) {
            style += line("bottom", m_colours.soft);
        }
        const bool isRight = table.columns.at(column) == Table::Align::Right;
        return QStringLiteral("<%1 align=\"%2\" style=\"%3\">")
            .arg(row < 0 ? QStringLiteral("th") : QStringLiteral("td"),
                 isRight ? QStringLiteral("right") : QStringLiteral("left"), style);
    }

    [[nodiscard]] QString figure(const FigureBlock& block, const QString& label, const QString& caption) const override
    {
        return QStringLiteral("<p style=\"margin-top: 18px; margin-bottom: 4px\"><img src=\"figure:%1\"></p>"
                              "<p class=\"caption\"><b>%2.</b> %3</p>")
            .arg(QString::number(block.figure), label, caption);
    }

    const ReportColours& m_colours;
    double m_points;
};

}  // namespace

QString inlineMath(const QString& latex)
{
    return mathHtml(parseMath(latex)).simplified();
}

QString toScreenHtml(const ReportDocument& document, const ReportColours& colours, double points)
{
    return ScreenHtml(document, colours, points).html();
}

}  // namespace normscope::ui
