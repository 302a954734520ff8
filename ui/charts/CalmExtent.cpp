#include "ui/charts/CalmExtent.h"

#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

constexpr double kAway = 2;  ///< all of these times the usual magnitude
constexpr double kRunaway = 10;
constexpr double kSpike = 100;

double magnitudeOf(const Extent& extent)
{
    return extent.isEmpty ? 0 : std::max(std::abs(extent.lower), std::abs(extent.upper));
}

}  // namespace

bool CalmExtent::mayRunAway(const Extent& all, double usual)
{
    return magnitudeOf(all) > kRunaway * usual;
}

Extent CalmExtent::of(const CurvePoints& points, std::uint64_t revision, double usual)
{
    if (revision != m_revision || usual != m_usual) {
        *this = {};
        m_revision = revision;
        m_usual = usual;
    }
    for (; m_seen < points.size(); ++m_seen) {
        const QPointF point = points[m_seen];
        if (!std::isfinite(point.x()) || !std::isfinite(point.y())) {
            continue;
        }
        ++m_finite;
        if (std::abs(point.y()) > kAway * usual) {
            m_away.add(point.y());
            continue;
        }
        if (magnitudeOf(m_away) <= kSpike * usual) {
            m_settled.add(m_away);
        }
        m_away = {};
        ++m_calm;
        m_quiet.add(point.y());
        m_settled.add(point.y());
    }
    if (magnitudeOf(m_away) > kRunaway * usual) {
        return m_quiet;
    }
    Extent extent = m_settled;
    extent.add(m_away);
    return extent;
}

}  // namespace normscope::ui
