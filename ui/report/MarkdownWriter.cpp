#include "ui/report/MarkdownWriter.h"

namespace normscope::ui
{

namespace
{

/// Every sign that Markdown may take for markup gets a backslash; line ends would end a table's row.
QString escaped(const QString& text)
{
    static const QString kSigns = QStringLiteral("\\`*_[]<>|~$&#");
    QString result;
    for (const QChar letter : text) {
        if (kSigns.contains(letter)) {
            result += QLatin1Char('\\');
        }
        result += letter.category() == QChar::Other_Control ? QLatin1Char(' ') : letter;
    }
    return result;
}

/// Between more backticks than the text has in a row.
QString codeSpan(QString text)
{
    for (QChar& letter : text) {
        letter = letter.category() == QChar::Other_Control ? QChar(QLatin1Char(' ')) : letter;
    }
    text.replace(QLatin1Char('|'), QLatin1String("\\|"));
    QString fence(1, QLatin1Char('`'));
    while (text.contains(fence)) {
        fence += QLatin1Char('`');
    }
    const QString gap = fence.size() > 1 ? QStringLiteral(" ") : QString();
    return fence + gap + text + gap + fence;
}

QString inlineMarkdown(const RichText& text)
{
    QString markdown;
    for (const Span& span : text) {
        switch (span.style) {
        case Span::Style::Plain:
            markdown += escaped(span.text);
            break;
        case Span::Style::Emphasis:
            markdown += QLatin1Char('*') + escaped(span.text) + QLatin1Char('*');
            break;
        case Span::Style::Strong:
            markdown += QLatin1String("**") + escaped(span.text) + QLatin1String("**");
            break;
        case Span::Style::Code:
            markdown += codeSpan(span.text);
            break;
        case Span::Style::Math:
            markdown += QLatin1Char('$') + span.text + QLatin1Char('$');
            break;
        }
    }
    return markdown;
}

class Writer
{
  public:
    explicit Writer(const ReportDocument& document)
        : m_document(document)
    {
    }

    QString markdown()
    {
        m_text = QStringLiteral("# ") + escaped(m_document.title) + QLatin1String("\n\n");
        for (const QString& line : {m_document.author, m_document.course}) {
            m_text += line.isEmpty() ? QString() : escaped(line) + QLatin1String("\n\n");
        }
        m_text += escaped(m_document.subtitle) + QLatin1Char('\n');
        for (const Block& block : m_document.blocks) {
            m_text += QLatin1Char('\n');
            std::visit([this](const auto& one) { add(one); }, block);
        }
        return m_text;
    }

    QString markdown(const Table& table)
    {
        add(table);
        return m_text;
    }

  private:
    void add(const Heading& heading)
    {
        m_text += QString(heading.level + 1, QLatin1Char('#')) + QLatin1Char(' ') + inlineMarkdown(heading.text) +
                  QLatin1Char('\n');
    }

    void add(const Paragraph& paragraph) { m_text += inlineMarkdown(paragraph.text) + QLatin1Char('\n'); }

    void add(const Notice& notice)
    {
        m_text += QStringLiteral("> **") + escaped(plainText(notice.title)) + QStringLiteral("**\n>\n");
        for (const RichText& item : notice.items) {
            m_text += QStringLiteral("> - ") + inlineMarkdown(item) + QLatin1Char('\n');
        }
    }

    void add(const List& list)
    {
        int number = 0;
        for (const RichText& item : list.items) {
            m_text += list.isNumbered ? QStringLiteral("%1. ").arg(++number) : QStringLiteral("- ");
            m_text += inlineMarkdown(item) + QLatin1Char('\n');
        }
    }

    void add(const Formula& formula) { m_text += QStringLiteral("$$\n") + formula.latex + QStringLiteral("\n$$\n"); }

    void add(const Listing& listing)
    {
        QString fence = QStringLiteral("```");
        while (listing.text.contains(fence)) {
            fence += QLatin1Char('`');
        }
        // Some will read it in a terminal, which a name's control characters could steer.
        QString text = listing.text;
        for (QChar& letter : text) {
            const bool isControl = letter.category() == QChar::Other_Control && letter != QLatin1Char('\n');
            letter = isControl ? QChar(QChar::ReplacementCharacter) : letter;
        }
        m_text += fence + QStringLiteral("sh\n") + text + QLatin1Char('\n') + fence + QLatin1Char('\n');
    }

    void add(const Table& table)
    {
        const QString label = table.number > 0 ? QStringLiteral("**%1.** ").arg(labelOf(m_document, table)) : QString();
        const QString caption = label + inlineMarkdown(table.caption);
        m_text += caption.isEmpty() ? QString() : caption + QStringLiteral("\n\n");
        addRow(table.header);
        for (const Table::Align align : table.columns) {
            m_text += align == Table::Align::Right ? QStringLiteral("|--:") : QStringLiteral("|:--");
        }
        m_text += QStringLiteral("|\n");
        for (const Table::Row& row : table.rows) {
            addRow(row.cells);
        }
    }

    void addRow(const std::vector<RichText>& cells)
    {
        for (const RichText& cell : cells) {
            m_text += QStringLiteral("| ") + inlineMarkdown(cell) + QLatin1Char(' ');
        }
        m_text += QStringLiteral("|\n");
    }

    void add(const FigureBlock& block)
    {
        const Figure& figure = m_document.figures.at(block.figure);
        const QString picture = m_document.undrawn.isEmpty()
                                    ? QStringLiteral("![") + escaped(figure.title) + QStringLiteral("](figures/") +
                                          QString::fromStdString(figure.name) + QStringLiteral(".png)")
                                    : QStringLiteral("(%1)").arg(escaped(m_document.undrawn));
        m_text += picture + QStringLiteral("\n\n**") + labelOf(m_document, block) + QStringLiteral(".** ") +
                  inlineMarkdown(block.caption) + QLatin1Char('\n');
    }

    void add(const References& references) { add(List{true, references.entries}); }

    const ReportDocument& m_document;
    QString m_text;
};

}  // namespace

QByteArray toMarkdown(const ReportDocument& document)
{
    return Writer(document).markdown().toUtf8();
}

QByteArray toMarkdown(const Table& table)
{
    const ReportDocument none;
    return Writer(none).markdown(table).toUtf8();
}

}  // namespace normscope::ui
