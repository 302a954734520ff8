#include "ui/charts/CurveData.h"

#include <algorithm>
#include <cmath>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

CurveData::CurveData(bool isSmoothed)
    : m_isSmoothed(isSmoothed)
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
    m_smoothed.clear();
    m_x = {};
    m_y = {};
    ++m_revision;
    takeIn(0);
}

void CurveData::takeIn(std::size_t first)
{
    for (std::size_t i = first; i < m_points.size(); ++i) {
        const QPointF& point = m_points[i];
        if (std::isfinite(point.x()) && std::isfinite(point.y())) {
            m_x.add(point.x());
            m_y.add(point.y());
        }
    }
    if (!m_isSmoothed) {
        return;
    }
    constexpr auto kWindow = static_cast<std::size_t>(kLossWindow);
    m_smoothed.reserve(m_points.size());
    for (std::size_t i = first; i < m_points.size(); ++i) {
        // Added up afresh each time, in smoothedLoss()'s order: a running sum would never get rid of a NaN, and of the
        // rounding of a spike neither.
        const std::size_t from = i + 1 > kWindow ? i + 1 - kWindow : 0;
        double sum = 0;
        for (std::size_t k = from; k <= i; ++k) {
            sum += m_points[k].y();
        }
        m_smoothed.push_back(sum / static_cast<double>(i + 1 - from));
    }
}

std::optional<std::size_t> CurveData::indexAt(double x) const
{
    const auto after = std::upper_bound(m_points.begin(), m_points.end(), x,
                                        [](double value, const QPointF& point) { return value < point.x(); });
    if (after == m_points.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(after - m_points.begin()) - 1;
}

}  // namespace normscope::ui
