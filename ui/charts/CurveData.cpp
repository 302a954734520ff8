#include "ui/charts/CurveData.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

CurveData::CurveData(bool isSmoothed, std::shared_ptr<const CurveSource> source)
    : m_isSmoothed(isSmoothed)
    , m_window(static_cast<int>(kLossWindow))
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

void CurveData::setWindow(int window)
{
    if (m_window != window) {
        m_window = window;
        m_revision += m_isSmoothed ? 1 : 0;
    }
}

double CurveData::smoothedAt(std::size_t index) const
{
    const CurvePoints all = points();
    return normscope::smoothedAt([&](std::size_t i) { return all[i].y(); }, index, window());
}

std::optional<std::size_t> CurveData::indexAt(double x) const
{
    const CurvePoints all = points();
    if (all.empty() || x > all.back().x()) {
        return std::nullopt;
    }
    const std::size_t after = all.partition(0, all.size(), [x](const QPointF& point) { return !(x < point.x()); });
    return after == 0 ? std::nullopt : std::optional(after - 1);
}

bool isMostlyCalm(Curve& curve, double usual)
{
    const Extent& all = curve.data.yExtent();
    if (all.isEmpty || !CalmExtent::mayRunAway(all, usual)) {
        return !all.isEmpty;
    }
    (void)curve.calm.of(curve.data.points(), curve.data.revision(), usual);
    return curve.calm.isMostlyCalm();
}

Extent yExtentOf(Curve& curve, const AxisOptions& y, double usual)
{
    Extent own = curve.data.yExtent();
    if (usual > 0 && CalmExtent::mayRunAway(own, usual)) {
        own = curve.calm.of(curve.data.points(), curve.data.revision(), usual);
    }
    if (curve.band.isEmpty() || own.isEmpty) {
        return own;
    }
    constexpr double kBandBelow = 10;  // as often less than the least value may its band be on a logarithmic axis
    const double all = usual > 0 ? usual : std::numeric_limits<double>::infinity();
    Extent band = curve.band.lower.of(curve.band.edges.lower, curve.band.revision, all);
    band.add(curve.band.upper.of(curve.band.edges.upper, curve.band.revision, all));
    if (own.lower >= 0) {
        band.lower = std::max(band.lower, 0.0);
        band.upper = std::max(band.upper, 0.0);
    }
    if (y.isPercent && own.upper <= 1) {
        band.lower = std::min(band.lower, 1.0);
        band.upper = std::min(band.upper, 1.0);
    }
    if (band.lowestPositive > 0 && own.lowestPositive > 0) {
        band.lowestPositive = std::max(band.lowestPositive, own.lowestPositive / kBandBelow);
        band.lower = y.scale == AxisScale::Log ? std::max(band.lower, band.lowestPositive) : band.lower;
    }
    own.add(band);
    return own;
}

}  // namespace normscope::ui
