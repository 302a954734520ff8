#include "ui/charts/CurveSampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

namespace
{

/// Farther out nothing is seen, and sums of pixels stay finite.
constexpr double kFarAway = 1e12;

double place(const AxisMap& map, double value)
{
    return std::clamp(map.toPixel(value), -kFarAway, kFarAway);
}

QPointF place(const AxisMap& x, const AxisMap& y, const QPointF& point)
{
    return {place(x, point.x()), place(y, point.y())};
}

/// The first point that is not left of a pixel.
std::size_t firstFrom(const CurvePoints& points, const AxisMap& x, int pixel)
{
    const double value = x.toValue(pixel);
    return points.partition(0, points.size(), [value](const QPointF& point) { return point.x() < value; });
}

/// Columns [first, end) under construction.
class Spans
{
  public:
    Spans(int first, int end)
        : m_first(first)
        , m_spans(static_cast<std::size_t>(std::max(0, end - first)))
    {
    }

    void cover(int column, double y) { m_spans[static_cast<std::size_t>(column - m_first)].cover(y); }

    /// What the straight line from one point to another, farther right, covers.
    void coverLine(const QPointF& from, const QPointF& to)
    {
        const double end = m_first + static_cast<double>(m_spans.size());
        if (to.x() < m_first || from.x() >= end) {
            return;
        }
        const double slope = to.x() > from.x() ? (to.y() - from.y()) / (to.x() - from.x()) : 0;
        const int last = static_cast<int>(std::min(std::floor(to.x()), end - 1));
        for (int column = static_cast<int>(std::max<double>(std::floor(from.x()), m_first)); column <= last; ++column) {
            const double enters = std::max<double>(from.x(), column);
            const double leaves = std::min<double>(to.x(), column + 1);
            cover(column, from.y() + slope * (enters - from.x()));
            cover(column, leaves == to.x() ? to.y() : from.y() + slope * (leaves - from.x()));
        }
    }

    [[nodiscard]] std::vector<ColumnSpan> take() { return std::move(m_spans); }

  private:
    int m_first;
    std::vector<ColumnSpan> m_spans;
};

/// Points [begin, end) that fall into one column.
struct Column
{
    std::size_t end = 0;
    int number = 0;
};

Column columnAt(const CurvePoints& points, const AxisMap& x, std::size_t begin, int first, int end)
{
    Column column;
    const double pixel = std::floor(place(x, points[begin].x()));
    column.number = static_cast<int>(std::clamp<double>(pixel, first, end - 1));
    // Compared as values: mapping each point of a logarithmic axis would cost a logarithm each.
    const double limit = x.toValue(column.number + 1);
    // Doubling steps first: a column holds about as many as the one before, not half of all that are left.
    std::size_t step = 1;
    std::size_t low = begin + 1;
    while (low + step < points.size() && points[low + step].x() < limit) {
        low += step;
        step *= 2;
    }
    column.end = points.partition(low, std::min(low + step, points.size()),
                                  [limit](const QPointF& point) { return point.x() < limit; });
    return column;
}

/// The least and the greatest of values without a gap, as nearly all are; none where one cannot be drawn.
std::optional<std::pair<double, double>> extremesOfWhole(const CurvePoints& points, const AxisMap& y)
{
    double least = points.front().y();
    double greatest = least;
    double finite = 0;
    for (const QPointF point : points) {
        least = point.y() < least ? point.y() : least;
        greatest = point.y() > greatest ? point.y() : greatest;
        finite += point.y() * 0;  // stays 0 as long as all are finite: cheaper than to ask each
    }
    if (finite != 0 || !y.holds(least) || !y.holds(greatest)) {
        return std::nullopt;
    }
    return std::pair(least, greatest);
}

/// Appends the corners of a line, which begins anew after values that cannot be drawn.
class VertexWriter
{
  public:
    VertexWriter(std::vector<LineVertex>& vertices, const CurvePoints& points, int window, const AxisMap& x,
                 const AxisMap& y)
        : m_vertices(vertices)
        , m_points(points)
        , m_window(window)
        , m_x(x)
        , m_y(y)
        , m_isBroken(vertices.empty())
    {
    }

    void addIfDrawn(std::size_t index)
    {
        if (isDrawn(index)) {
            add(index);
        }
    }

    /// The last of points [begin, end), which are in one column. A gap that does not reach the column's end is too
    /// narrow to be seen, so the others need no look.
    void addLast(std::size_t begin, std::size_t end)
    {
        std::size_t after = end;
        while (after > begin && !isDrawn(after - 1)) {
            --after;
        }
        if (after > begin) {
            add(after - 1);
        }
        m_isBroken |= after < end;
    }

    /// Of points [begin, end), which are in one column: the first, the least, the greatest and the last up to each gap.
    void addExtremes(std::size_t begin, std::size_t end)
    {
        while (begin < end) {
            if (!isDrawn(begin)) {
                m_isBroken = true;
                ++begin;
                continue;
            }
            std::size_t least = begin;
            std::size_t greatest = begin;
            std::size_t next = begin + 1;
            for (; next < end && isDrawn(next); ++next) {
                least = value(next) < value(least) ? next : least;
                greatest = value(next) > value(greatest) ? next : greatest;
            }
            std::array corners{begin, std::min(least, greatest), std::max(least, greatest), next - 1};
            std::for_each(corners.begin(), std::unique(corners.begin(), corners.end()),
                          [this](std::size_t index) { add(index); });
            begin = next;
        }
    }

  private:
    [[nodiscard]] double value(std::size_t index) const
    {
        return m_window > 1 ? smoothedAt([this](std::size_t i) { return m_points[i].y(); }, index, m_window)
                            : m_points[index].y();
    }
    [[nodiscard]] bool isDrawn(std::size_t index) const
    {
        return m_y.holds(value(index)) && m_x.holds(m_points[index].x());
    }

    void add(std::size_t index)
    {
        const QPointF at(place(m_x, m_points[index].x()), place(m_y, value(index)));
        double length = 0;
        if (!m_isBroken) {
            const LineVertex& before = m_vertices.back();
            const QPointF step = at - before.at;
            length = before.length + std::sqrt(QPointF::dotProduct(step, step));
        }
        m_vertices.push_back({at, m_isBroken, length, index});
        m_isBroken = false;
    }

    std::vector<LineVertex>& m_vertices;
    CurvePoints m_points;
    int m_window;
    const AxisMap& m_x;
    const AxisMap& m_y;
    bool m_isBroken;
};

}  // namespace

void ColumnSpan::cover(double y)
{
    const auto pixel = static_cast<float>(y);
    top = std::min(top, pixel);
    bottom = std::max(bottom, pixel);
}

std::vector<ColumnSpan> columnSpans(const CurvePoints& points, const AxisMap& x, const AxisMap& y, int first, int end)
{
    Spans spans(first, end);
    if (points.empty() || first >= end) {
        return spans.take();
    }
    const auto isDrawn = [&](const QPointF& point) { return y.holds(point.y()) && x.holds(point.x()); };
    std::size_t i = firstFrom(points, x, first);
    // The last point drawn, with no gap since.
    bool hasBefore = i > 0 && isDrawn(points[i - 1]);
    QPointF before = hasBefore ? place(x, y, points[i - 1]) : QPointF();
    while (i < points.size() && place(x, points[i].x()) < end) {
        const Column column = columnAt(points, x, i, first, end);
        double least = std::numeric_limits<double>::infinity();
        double greatest = -least;
        if (const auto whole = extremesOfWhole(points.subspan(i, column.end - i), y)) {
            if (hasBefore) {
                spans.coverLine(before, place(x, y, points[i]));
            }
            hasBefore = true;
            std::tie(least, greatest) = *whole;
        } else {
            for (std::size_t k = i; k < column.end; ++k) {
                if (!isDrawn(points[k])) {
                    hasBefore = false;
                    continue;
                }
                if (hasBefore && least > greatest) {
                    spans.coverLine(before, place(x, y, points[k]));
                }
                hasBefore = true;
                least = std::min(least, points[k].y());
                greatest = std::max(greatest, points[k].y());
            }
        }
        if (least <= greatest) {
            spans.cover(column.number, place(y, least));
            spans.cover(column.number, place(y, greatest));
        }
        if (hasBefore) {
            before = place(x, y, points[column.end - 1]);
        }
        i = column.end;
    }
    if (i < points.size() && hasBefore && isDrawn(points[i])) {
        spans.coverLine(before, place(x, y, points[i]));
    }
    return spans.take();
}

void appendVertices(std::vector<LineVertex>& vertices, const CurvePoints& points, int window, const AxisMap& x,
                    const AxisMap& y, int columns, Thinning thinning)
{
    if (points.empty() || columns < 1 || (!vertices.empty() && vertices.back().at.x() >= columns)) {
        return;
    }
    VertexWriter writer(vertices, points, window, x, y);
    std::size_t i = vertices.empty() ? firstFrom(points, x, 0) : vertices.back().index + 1;
    if (vertices.empty() && i > 0) {
        writer.addIfDrawn(i - 1);
    }
    while (i < points.size() && place(x, points[i].x()) < columns) {
        const Column column = columnAt(points, x, i, 0, columns);
        if (thinning == Thinning::LastOfColumn) {
            writer.addLast(i, column.end);
        } else {
            writer.addExtremes(i, column.end);
        }
        i = column.end;
    }
    if (i < points.size()) {
        writer.addIfDrawn(i);
    }
}

}  // namespace normscope::ui
