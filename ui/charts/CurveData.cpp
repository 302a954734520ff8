#include "ui/charts/CurveData.h"

#include <cmath>
#include <utility>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

CurveData::CurveData(bool isSmoothed, std::shared_ptr<const CurveSource> source)
    : m_isSmoothed(isSmoothed)
    , m_source(std::move(source))
{
}

void CurveData::append(std::span<const QPointF> points)
{
    const std::size_t first = m_points.size();
    m_points.insert(m_points.end(), points.begin(), points.end());
    takeIn(first);
}

void CurveData::replace(std::vector<QPointF> points)
{
    m_points = std::move(points);
    m_x = {};
    m_y = {};
    ++m_revision;
    takeIn(0);
}

void CurveData::showFirst(std::size_t count)
{
    takeIn(std::exchange(m_count, count));
}

void CurveData::takeIn(std::size_t first)
{
    const CurvePoints all = points();
    for (std::size_t i = first; i < all.size(); ++i) {
        const QPointF point = all[i];
        if (std::isfinite(point.x()) && std::isfinite(point.y())) {
            m_x.add(point.x());
            m_y.add(point.y());
        }
    }
}

double CurveData::smoothedAt(std::size_t index) const
{
    const CurvePoints all = points();
    return normscope::smoothedAt([&](std::size_t i) { return all[i].y(); }, index);
}

std::optional<std::size_t> CurveData::indexAt(double x) const
{
    const CurvePoints all = points();
    const std::size_t after = all.partition(0, all.size(), [x](const QPointF& point) { return !(x < point.x()); });
    return after == 0 ? std::nullopt : std::optional(after - 1);
}

}  // namespace normscope::ui
