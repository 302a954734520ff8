#include "ui/report/PdfWriter.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "ui/report/MathNode.h"
#include "ui/report/pdf/MathBox.h"
#include "ui/report/pdf/PageFlow.h"
#include "ui/report/pdf/PdfTable.h"
#include "ui/report/pdf/PdfText.h"

namespace normscope::ui
{

namespace
{

constexpr int kDpi = 1200;  ///< only for the rounding of coordinates; the paper has none
constexpr double kPointsPerInch = 72;
constexpr double kCmPerInch = 2.54;
constexpr double kMarginCm = 2.2;
constexpr double kBodyPoints = 9.5;
constexpr double kSmallPoints = 8.5;
constexpr double kFormulaPoints = 11.5;

constexpr double points(double value)
{
    return value * kDpi / kPointsPerInch;
}

constexpr double centimetres(double value)
{
    return value * kDpi / kCmPerInch;
}

TextStyle styleOf(double size, bool isBold = false)
{
    return {static_cast<int>(std::lround(points(size))), isBold};
}

/// The document's blocks as items for the pages.
class Flow
{
  public:
    Flow(const ReportDocument& document, double width, double pageHeight)
        : m_document(document)
        , m_width(width)
        , m_pageHeight(pageHeight)
    {
        TextStyle title = styleOf(18, true);
        title.leading = 1.25;
        append(PdfText::items(literal(document.title), title, width, 0, 0));
        for (const QString& line : {document.author, document.course}) {
            if (!line.isEmpty()) {
                append(PdfText::items(literal(line), styleOf(11), width, 0, points(4)));
            }
        }
        append(PdfText::items(literal(document.subtitle), styleOf(kBodyPoints), width, 0, points(4)));
        for (const Block& block : document.blocks) {
            std::visit([this](const auto& one) { add(one); }, block);
        }
    }

    [[nodiscard]] const std::vector<FlowItem>& items() const { return m_items; }

  private:
    void append(std::vector<FlowItem> items) { std::move(items.begin(), items.end(), std::back_inserter(m_items)); }

    void add(const Heading& heading)
    {
        constexpr double kSizes[]{14, 11.5, 10, 9.5};
        const auto level = static_cast<std::size_t>(std::clamp(heading.level - 1, 0, 3));
        TextStyle style = styleOf(kSizes[level], true);
        style.leading = 1.25;
        auto items = PdfText::items(heading.text, style, m_width, 0, points(level == 0 ? 18 : 12));
        for (FlowItem& item : items) {
            item.keepsWithNext = true;
        }
        items.front().stopsFloats = heading.level <= 2;
        append(std::move(items));
        m_isAfterHeading = true;
        m_isLead = false;
    }

    /// A paragraph leads to what follows it: its last line is not left alone.
    void keepLead()
    {
        if (std::exchange(m_isLead, false) && !m_items.empty()) {
            m_items.back().keepsWithNext = true;
        }
    }

    /// Room above a block of text.
    double before() { return std::exchange(m_isAfterHeading, false) ? points(3) : points(6); }

    void add(const Paragraph& paragraph)
    {
        m_isLead = true;
        append(PdfText::items(paragraph.text, styleOf(kBodyPoints), m_width, 0, before()));
    }

    void add(const Notice& notice)
    {
        const double indent = points(10);
        auto items = PdfText::items(notice.title, styleOf(kBodyPoints, true), m_width, indent, before());
        for (FlowItem& item : items) {
            item.keepsWithNext = true;
        }
        for (const RichText& text : notice.items) {
            auto lines = listItem(QStringLiteral("•"), text, indent, points(2));
            std::move(lines.begin(), lines.end(), std::back_inserter(items));
        }
        for (FlowItem& item : items) {
            // A bar along the left side, over the gap above as well.
            const double above = &item == &items.front() ? 0 : item.before;
            item.paint = [paint = item.paint, height = item.height, above](QPainter& painter, QPointF at) {
                painter.fillRect(QRectF(at.x(), at.y() - above, points(2.5), height + above + 1),
                                 QColor(0xd9, 0x8e, 0x00));
                paint(painter, at);
            };
        }
        append(std::move(items));
    }

    void add(const List& list) { addList(list.items, list.isNumbered); }

    void addList(const std::vector<RichText>& texts, bool isNumbered)
    {
        keepLead();
        double room = before();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const QString mark = isNumbered ? QStringLiteral("%1.").arg(i + 1) : QStringLiteral("•");
            append(listItem(mark, texts[i], points(4), room));
            room = points(3);
        }
    }

    [[nodiscard]] std::vector<FlowItem> listItem(const QString& mark, const RichText& text, double indent,
                                                 double before) const
    {
        const double hanging = indent + points(mark.size() > 2 ? 18 : 13);
        auto items = PdfText::items(text, styleOf(kBodyPoints), m_width, hanging, before);
        if (!items.empty()) {
            const PdfText label(literal(mark), styleOf(kBodyPoints), m_width);
            items.front().paint = [paint = items.front().paint, label, indent](QPainter& painter, QPointF at) {
                label.paint(painter, at + QPointF(indent, 0));
                paint(painter, at);
            };
        }
        return items;
    }

    void add(const Formula& formula)
    {
        const MathNode node = parseMath(formula.latex);
        MathBox box = layoutMath(node, styleOf(kFormulaPoints).pixelSize);
        if (box.width > m_width) {
            box = layoutMath(node, styleOf(kFormulaPoints * m_width / box.width).pixelSize);
        }
        FlowItem item;
        item.before = before() + points(3);
        item.height = box.ascent + box.descent + points(3);
        item.paint = [box, left = std::max(0.0, (m_width - box.width) / 2)](QPainter& painter, QPointF at) {
            box.paint(painter, at + QPointF(left, box.ascent));
        };
        m_isLead = true;
        keepLead();
        m_items.push_back(std::move(item));
    }

    void add(const Listing& listing)
    {
        keepLead();
        const double room = points(6);
        auto items =
            PdfText::items(code(listing.text), styleOf(kBodyPoints), m_width - room, room, before() + points(2));
        for (FlowItem& item : items) {
            const double above = &item == &items.front() ? points(3) : 0;
            const double below = &item == &items.back() ? points(3) : 0;
            item.paint = [paint = item.paint, width = m_width, height = item.height, above, below](QPainter& painter,
                                                                                                   QPointF at) {
                painter.fillRect(QRectF(at.x(), at.y() - above, width, height + above + below),
                                 QColor(0xf2, 0xf4, 0xf6));
                paint(painter, at);
            };
        }
        append(std::move(items));
    }

    /// "Figure 3. Text".
    [[nodiscard]] static RichText captionOf(const QString& label, const RichText& text)
    {
        return joined({{{Span::Style::Strong, label + QLatin1Char('.')}}, text}, QStringLiteral(" "));
    }

    void add(const Table& table)
    {
        auto caption = PdfText::items(captionOf(labelOf(m_document, table), table.caption), styleOf(kSmallPoints),
                                      m_width, 0, before() + points(6));
        for (FlowItem& item : caption) {
            item.keepsWithNext = true;
        }
        append(std::move(caption));
        append(tableItems(table, styleOf(kSmallPoints), m_width, points(0.5), points(3)));
        addGap(points(4));
        m_isLead = false;
    }

    void add(const FigureBlock& block)
    {
        const Figure& figure = m_document.figures.at(block.figure);
        const PdfText caption(captionOf(labelOf(m_document, block), block.caption), styleOf(kSmallPoints), m_width);
        const double gap = points(4);
        const double room = m_pageHeight - caption.height() - 2 * gap;
        const double scale =
            std::min({1.0, m_width / centimetres(figure.widthCm), room / centimetres(figure.heightCm)});
        const QSizeF size(centimetres(figure.widthCm) * scale, centimetres(figure.heightCm) * scale);
        FlowItem item;
        item.before = before() + points(6);
        // With some room below the caption.
        item.height = size.height() + gap + caption.height() + gap;
        item.mayFloat = true;
        item.scalable = size.height();
        item.paintScaled = [figure, caption, size, gap, scale, width = m_width](QPainter& painter, QPointF at,
                                                                                double smaller) {
            const QSizeF drawn = size * smaller;
            const QRectF target(at + QPointF((width - drawn.width()) / 2, 0), drawn);
            painter.save();
            figure.paint(painter, target, points(1) * scale * smaller);
            painter.restore();
            caption.paint(painter, at + QPointF(0, drawn.height() + gap));
        };
        m_isLead = false;
        m_items.push_back(std::move(item));
    }

    void add(const References& references) { addList(references.entries, true); }

    /// Room below what is no text.
    void addGap(double height)
    {
        FlowItem gap;
        gap.before = height;
        gap.paint = [](QPainter&, QPointF) {};
        m_items.push_back(std::move(gap));
    }

    const ReportDocument& m_document;
    double m_width;
    double m_pageHeight;
    bool m_isAfterHeading = false;
    bool m_isLead = false;  ///< the last block is a paragraph
    std::vector<FlowItem> m_items;
};

void setPaper(QPdfWriter& writer, PaperSize paper)
{
    writer.setResolution(kDpi);
    writer.setPageSize(QPageSize(paper == PaperSize::A4 ? QPageSize::A4 : QPageSize::Letter));
    writer.setPageMargins(QMarginsF());
}

/// What is left of a sheet between its margins.
QSizeF columnOf(const QPdfWriter& writer)
{
    const double margins = 2 * centimetres(kMarginCm);
    return QSizeF(writer.width(), writer.height()) - QSizeF(margins, margins);
}

}  // namespace

std::vector<double> pageFills(const ReportDocument& document, PaperSize paper)
{
    QBuffer nowhere;
    QPdfWriter writer(&nowhere);
    setPaper(writer, paper);
    const QSizeF column = columnOf(writer);
    const Flow flow(document, column.width(), column.height());
    std::vector<double> fills;
    for (const FlowPage& page : pagesOf(flow.items(), column.height())) {
        fills.push_back(fillOf(page, column.height()));
    }
    return fills;
}

QByteArray toPdf(const ReportDocument& document, PaperSize paper)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    setPaper(writer, paper);
    writer.setTitle(document.title);
    writer.setCreator(QStringLiteral("Normscope"));
    const QSizeF sheet(writer.width(), writer.height());
    const double margin = centimetres(kMarginCm);
    const QSizeF column = columnOf(writer);

    QPainter painter;
    if (!painter.begin(&writer)) {
        return {};
    }
    const Flow flow(document, column.width(), column.height());
    const std::vector<FlowPage> pages = pagesOf(flow.items(), column.height());
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0 && !writer.newPage()) {
            return {};
        }
        painter.setPen(Qt::black);
        for (const PlacedItem& placed : pages[i]) {
            const QPointF at(margin, margin + placed.top);
            if (placed.item->paintScaled) {
                placed.item->paintScaled(painter, at, placed.scale);
            } else {
                placed.item->paint(painter, at);
            }
        }
        const PdfText number(literal(document.words.page.arg(QString::number(i + 1), QString::number(pages.size()))),
                             styleOf(kSmallPoints), column.width());
        number.paint(painter, QPointF((sheet.width() - number.width()) / 2, sheet.height() - margin * 0.65));
    }
    if (!painter.end()) {
        return {};
    }
    return bytes;
}

}  // namespace normscope::ui
