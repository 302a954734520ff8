#include "ui/report/pdf/PdfText.h"

#include <QTextCharFormat>
#include <QTextLayout>
#include <algorithm>

#include "ui/report/MathNode.h"
#include "ui/report/pdf/PdfFonts.h"

namespace normscope::ui
{

namespace
{

/// Text with the formats of its parts, as QTextLayout takes them.
struct Formatted
{
    QString text;
    QList<QTextLayout::FormatRange> formats;

    void add(const QString& more, const QTextCharFormat& format)
    {
        formats.append({static_cast<int>(text.size()), static_cast<int>(more.size()), format});
        text += more;
    }
};

QTextCharFormat formatOf(const QFont& font)
{
    QTextCharFormat format;
    format.setFont(font);
    return format;
}

/// A formula within a line: letters, with their indices below and above. Fractions and roots are written out.
void addMath(const MathNode& node, int size, QTextCharFormat::VerticalAlignment alignment, Formatted& to)
{
    using Kind = MathNode::Kind;
    const auto add = [&](const QString& text, bool isItalic) {
        QTextCharFormat format = formatOf(mathFont(size, isItalic));
        format.setVerticalAlignment(alignment);
        to.add(text, format);
    };
    const auto child = [&](std::size_t i) { addMath(node.children[i], size, alignment, to); };
    switch (node.kind) {
    case Kind::Row:
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            child(i);
        }
        break;
    case Kind::Scripts:
        child(0);
        addMath(node.children[1], size, QTextCharFormat::AlignSubScript, to);
        addMath(node.children[2], size, QTextCharFormat::AlignSuperScript, to);
        break;
    case Kind::Identifier:
        add(node.text, true);
        break;
    case Kind::Hat:
        child(0);
        add(QChar(0x0302), true);
        break;
    case Kind::Operator:
    case Kind::Fraction:
    case Kind::Root:
        add(mathText(node), false);
        break;
    default:
        add(node.text, false);
        break;
    }
}

Formatted formatted(const RichText& text, const TextStyle& style)
{
    Formatted all;
    QFont plain = textFont(style.pixelSize);
    plain.setBold(style.isBold);
    for (const Span& span : text) {
        QFont font = plain;
        switch (span.style) {
        case Span::Style::Math:
            addMath(parseMath(span.text), style.pixelSize, QTextCharFormat::AlignNormal, all);
            continue;
        case Span::Style::Code:
            // Letters of one width look larger than others.
            font = codeFont(static_cast<int>(style.pixelSize * 0.9));
            break;
        case Span::Style::Emphasis:
            font.setItalic(true);
            break;
        case Span::Style::Strong:
            font.setBold(true);
            break;
        case Span::Style::Plain:
            break;
        }
        all.add(span.text, formatOf(font));
    }
    // Within one layout the ends of lines have a letter of their own.
    all.text.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator));
    return all;
}

}  // namespace

PdfText::PdfText(const RichText& text, const TextStyle& style, double width)
    : m_layout(std::make_shared<QTextLayout>())
    , m_lineHeight(style.pixelSize * style.leading)
{
    const Formatted content = formatted(text, style);
    QFont font = textFont(style.pixelSize);
    font.setBold(style.isBold);
    m_layout->setFont(font);
    m_layout->setText(content.text);
    m_layout->setFormats(content.formats);
    QTextOption option;
    option.setAlignment(style.isRight ? Qt::AlignRight : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout->setTextOption(option);
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, 0));
    }
    m_layout->endLayout();
}

int PdfText::lineCount() const
{
    return m_layout->lineCount();
}

double PdfText::height() const
{
    return m_lineHeight * lineCount();
}

double PdfText::width() const
{
    double widest = 0;
    for (int i = 0; i < lineCount(); ++i) {
        widest = std::max(widest, m_layout->lineAt(i).naturalTextWidth());
    }
    return widest;
}

void PdfText::paintLine(QPainter& painter, QPointF topLeft, int line) const
{
    const QTextLine content = m_layout->lineAt(line);
    // All lines have their baseline at one height, whatever fonts and indices are in them.
    constexpr double kBaseline = 0.76;
    content.draw(&painter, topLeft + QPointF(0, m_lineHeight * kBaseline - content.ascent()));
}

void PdfText::paint(QPainter& painter, QPointF topLeft) const
{
    for (int i = 0; i < lineCount(); ++i) {
        paintLine(painter, topLeft + QPointF(0, i * m_lineHeight), i);
    }
}

std::vector<FlowItem> PdfText::items(const RichText& text, const TextStyle& style, double width, double indent,
                                     double before)
{
    const PdfText lines(text, style, width - indent);
    std::vector<FlowItem> items;
    const int count = lines.lineCount();
    for (int i = 0; i < count; ++i) {
        FlowItem item;
        item.before = i == 0 ? before : 0;
        item.height = lines.lineHeight();
        item.keepsWithNext = i + 1 < count && (i == 0 || i == count - 2);
        item.paint = [lines, i, indent](QPainter& painter, QPointF topLeft) {
            lines.paintLine(painter, topLeft + QPointF(indent, 0), i);
        };
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace normscope::ui
