#include "ui/report/HtmlBody.h"

namespace normscope::ui
{

QString HtmlBody::blocks()
{
    m_html.clear();
    for (m_block = 0; m_block < m_document.blocks.size(); ++m_block) {
        std::visit([this](const auto& one) { add(one); }, m_document.blocks[m_block]);
    }
    return m_html;
}

QString HtmlBody::authorLines() const
{
    QStringList lines;
    for (const QString& line : {m_document.author, m_document.course}) {
        if (!line.isEmpty()) {
            lines << escaped(line);
        }
    }
    return lines.join(QStringLiteral("<br/>"));
}

QString HtmlBody::escaped(const QString& text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar letter : text) {
        const bool isControl = letter.category() == QChar::Other_Control && letter != QLatin1Char('\n');
        clean += isControl || letter.isNonCharacter() ? QChar(QChar::ReplacementCharacter) : letter;
    }
    return clean.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}

QString HtmlBody::inlineHtml(const RichText& text) const
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
            html += math(span.text);
            break;
        }
    }
    return html;
}

void HtmlBody::add(const Heading& block)
{
    m_html += heading(block, inlineHtml(block.text));
}

void HtmlBody::add(const Paragraph& block)
{
    m_html += QStringLiteral("<p>") + inlineHtml(block.text) + QStringLiteral("</p>\n");
}

void HtmlBody::add(const Notice& block)
{
    const Frame frame = noticeFrame();
    m_html += frame.before + inlineHtml(block.title) + frame.between;
    addItems(QStringLiteral("ul"), block.items);
    m_html += frame.after;
}

void HtmlBody::add(const List& block)
{
    addItems(block.isNumbered ? QStringLiteral("ol") : QStringLiteral("ul"), block.items);
}

void HtmlBody::add(const Formula& block)
{
    m_html += formula(block, m_block);
}

void HtmlBody::add(const Listing& block)
{
    m_html += listing(escaped(block.text));
}

void HtmlBody::add(const Table& block)
{
    const Frame frame = tableFrame(escaped(labelOf(m_document, block)), inlineHtml(block.caption));
    m_html += frame.before;
    addRow(block, -1, block.header);
    m_html += frame.between;
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
        addRow(block, static_cast<int>(row), block.rows[row].cells);
    }
    m_html += frame.after;
}

void HtmlBody::add(const FigureBlock& block)
{
    m_html += figure(block, escaped(labelOf(m_document, block)), inlineHtml(block.caption));
}

void HtmlBody::add(const References& block)
{
    addItems(QStringLiteral("ol class=\"references\""), block.entries);
}

void HtmlBody::addItems(const QString& element, const std::vector<RichText>& items)
{
    m_html += QStringLiteral("<%1>\n").arg(element);
    for (const RichText& item : items) {
        m_html += QStringLiteral("<li>") + inlineHtml(item) + QStringLiteral("</li>\n");
    }
    m_html += QStringLiteral("</%1>\n").arg(element.section(QLatin1Char(' '), 0, 0));
}

void HtmlBody::addRow(const Table& table, int row, const std::vector<RichText>& cells)
{
    const QString end = row < 0 ? QStringLiteral("</th>") : QStringLiteral("</td>");
    m_html += rowTag(table, row);
    for (std::size_t column = 0; column < cells.size(); ++column) {
        m_html += cellTag(table, row, column) + inlineHtml(cells[column]) + end;
    }
    m_html += QStringLiteral("</tr>\n");
}

}  // namespace normscope::ui
