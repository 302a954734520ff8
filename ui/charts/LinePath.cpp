#include "ui/charts/LinePath.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace normscope::ui
{

namespace
{

struct Clipped
{
    double from = 0;  ///< shares of the line
    double to = 1;
};

/// Liang and Barsky's clipping of the line from a to b.
std::optional<Clipped> clip(const QPointF& a, const QPointF& b, const QRectF& bounds)
{
    Clipped clipped;
    const QPointF d = b - a;
    const std::array<std::pair<double, double>, 4> edges{{{-d.x(), a.x() - bounds.left()},
                                                          {d.x(), bounds.right() - a.x()},
                                                          {-d.y(), a.y() - bounds.top()},
                                                          {d.y(), bounds.bottom() - a.y()}}};
    for (const auto& [direction, distance] : edges) {
        if (direction == 0) {
            if (distance < 0) {
                return std::nullopt;
            }
        } else if (direction < 0) {
            clipped.from = std::max(clipped.from, distance / direction);
        } else {
            clipped.to = std::min(clipped.to, distance / direction);
        }
    }
    if (clipped.from > clipped.to) {
        return std::nullopt;
    }
    return clipped;
}

/// A path of lines that goes on where it stopped.
class PathPen
{
  public:
    void draw(const QPointF& from, const QPointF& to)
    {
        if (path.isEmpty() || from != m_at) {
            path.moveTo(from);
        }
        path.lineTo(to);
        m_at = to;
    }

    QPainterPath path;

  private:
    QPointF m_at;
};

struct PiecePen
{
    void draw(const QPointF& from, const QPointF& to) { pieces.emplace_back(from, to); }

    std::vector<QLineF> pieces;
};

/// Those parts of the line from a (at `length`) to b that dashes cover.
template <class Pen>
void drawDashed(Pen& pen, const LineVertex& a, const LineVertex& b, const Clipped& clipped, const QList<qreal>& dash)
{
    const double total = b.length - a.length;
    if (total <= 0) {
        return;
    }
    double period = 0;
    for (const qreal length : dash) {
        period += length;
    }
    const auto at = [&](double length) { return a.at + (b.at - a.at) * ((length - a.length) / total); };
    double here = a.length + clipped.from * total;
    const double end = a.length + clipped.to * total;
    double within = std::fmod(here, period);
    qsizetype element = 0;
    while (element + 1 < dash.size() && within >= dash[element]) {
        within -= dash[element++];
    }
    while (here < end) {
        const double next = std::min(end, here + std::max(dash[element] - within, 1e-3));
        if (element % 2 == 0) {
            pen.draw(at(here), next == b.length ? b.at : at(next));
        }
        here = next;
        within = 0;
        element = (element + 1) % dash.size();
    }
}

template <class Pen>
Pen drawLine(std::span<const LineVertex> vertices, const QRectF& bounds, const QList<qreal>& dash)
{
    Pen pen;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const LineVertex& to = vertices[i];
        const bool isEnd = i + 1 == vertices.size() || vertices[i + 1].isStart;
        if (to.isStart && isEnd && bounds.contains(to.at)) {
            // A point on its own, between two that cannot be drawn: a dot.
            pen.draw(to.at - QPointF(0.5, 0), to.at + QPointF(0.5, 0));
        }
        if (i == 0 || to.isStart) {
            continue;
        }
        const LineVertex& from = vertices[i - 1];
        const auto clipped = clip(from.at, to.at, bounds);
        if (!clipped) {
            continue;
        }
        if (!dash.isEmpty()) {
            drawDashed(pen, from, to, *clipped, dash);
            continue;
        }
        const QPointF line = to.at - from.at;
        pen.draw(clipped->from == 0 ? from.at : from.at + line * clipped->from,
                 clipped->to == 1 ? to.at : from.at + line * clipped->to);
    }
    return pen;
}

}  // namespace

QPainterPath linePath(std::span<const LineVertex> vertices, const QRectF& bounds, const QList<qreal>& dash)
{
    return drawLine<PathPen>(vertices, bounds, dash).path;
}

std::vector<QLineF> linePieces(std::span<const LineVertex> vertices, const QRectF& bounds, const QList<qreal>& dash)
{
    return drawLine<PiecePen>(vertices, bounds, dash).pieces;
}

}  // namespace normscope::ui
