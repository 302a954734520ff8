#include "ui/report/pdf/PdfTable.h"

#include <algorithm>
#include <numeric>

namespace normscope::ui
{

namespace
{

constexpr double kGap = 1.6;   ///< between columns, in sizes of the letters
constexpr double kRoom = 0.2;  ///< above and below the text of a row, likewise
constexpr double kEndless = 1e9;
constexpr std::size_t kKeptRows = 14;  ///< of a table that stays in one piece

struct Columns
{
    std::vector<double> left;
    std::vector<double> width;
    double total = 0;
};

/// As wide as the content where all of it fits; otherwise the widest columns give way to the others.
Columns columnsOf(const Table& table, const TextStyle& style, double most)
{
    Columns columns;
    columns.width.assign(table.columns.size(), 0);
    std::vector<double> least(table.columns.size(), 0);
    const auto look = [&](const std::vector<RichText>& cells, bool isBold) {
        TextStyle own = style;
        own.isBold = isBold;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // A little more, or rounding breaks a line that fits.
            const auto widthOf = [&](const RichText& text) { return PdfText(text, own, kEndless).width() * 1.005 + 1; };
            columns.width[i] = std::max(columns.width[i], widthOf(cells[i]));
            for (const QString& word : plainText(cells[i]).split(QLatin1Char(' '))) {
                least[i] = std::max(least[i], widthOf(literal(word)));
            }
        }
    };
    look(table.header, true);
    for (const Table::Row& row : table.rows) {
        look(row.cells, false);
    }
    const double gap = kGap * style.pixelSize;
    const double room = most - gap * static_cast<double>(columns.width.size() - 1);
    const auto sum = [&] { return std::accumulate(columns.width.begin(), columns.width.end(), 0.0); };
    // Lower the limit that all columns are cut to until they fit.
    for (double limit = most; sum() > room && limit > style.pixelSize; limit *= 0.97) {
        for (std::size_t i = 0; i < columns.width.size(); ++i) {
            // Words stay whole, as long as there is room for that.
            const double floor = std::min(least[i], most / static_cast<double>(columns.width.size()));
            columns.width[i] = std::min(columns.width[i], std::max(limit, floor));
        }
    }
    double left = 0;
    for (const double width : columns.width) {
        columns.left.push_back(left);
        left += width + gap;
    }
    columns.total = left - gap;
    return columns;
}

FlowItem rowItem(const Table& table, const std::vector<RichText>& cells, const Columns& columns, const TextStyle& style,
                 double lineAbove, double lineBelow)
{
    struct Cell
    {
        PdfText text;
        double x;
    };
    std::vector<Cell> texts;
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        TextStyle own = style;
        own.isRight = table.columns[i] == Table::Align::Right;
        PdfText text(cells[i], own, columns.width[i]);
        height = std::max(height, text.height());
        texts.push_back({std::move(text), columns.left[i]});
    }
    const double room = kRoom * style.pixelSize;
    FlowItem item;
    item.height = height + 2 * room;
    item.paint = [=, total = columns.total](QPainter& painter, QPointF at) {
        for (const Cell& cell : texts) {
            cell.text.paint(painter, at + QPointF(cell.x, room));
        }
        const auto rule = [&](double thickness, double y) {
            if (thickness > 0) {
                painter.fillRect(QRectF(at.x(), at.y() + y - thickness / 2, total, thickness), painter.pen().color());
            }
        };
        rule(lineAbove, 0);
        rule(lineBelow, item.height);
    };
    return item;
}

}  // namespace

std::vector<FlowItem> tableItems(const Table& table, const TextStyle& style, double width, double line, double before)
{
    const Columns columns = columnsOf(table, style, width);
    const double thick = 2 * line;
    TextStyle bold = style;
    bold.isBold = true;
    FlowItem header = rowItem(table, table.header, columns, bold, thick, line);
    header.before = before;
    header.keepsWithNext = true;
    const auto repeated = std::make_shared<FlowItem>(header);
    std::vector<FlowItem> items{std::move(header)};
    items.front().header = repeated;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Table::Row& row = table.rows[i];
        const bool isLast = i + 1 == table.rows.size();
        FlowItem item =
            rowItem(table, row.cells, columns, style, row.startsGroup && i > 0 ? line : 0, isLast ? thick : 0);
        item.header = repeated;
        // A short table is cut only where a page were left empty otherwise, and of any table no row is left alone.
        const bool isShort = table.rows.size() <= kKeptRows;
        item.keepsWithNext = !isLast && (i == 0 || i + 2 == table.rows.size());
        item.likesItsNext = !isLast && isShort;
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace normscope::ui
