#include "ui/charts/RefreshPacer.h"

#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

/// How much a new cost counts: a single slow redraw is forgiven, a chart that has grown is noticed within a second.
constexpr double kWeight = 0.2;
constexpr double kShortest = 50;
constexpr double kLongest = 1000;

}  // namespace

RefreshPacer::RefreshPacer(double share)
    : m_share(share)
{
}

void RefreshPacer::add(double milliseconds)
{
    if (!std::isfinite(milliseconds) || milliseconds < 0) {
        return;
    }
    m_cost = m_cost == 0 ? milliseconds : m_cost + kWeight * (milliseconds - m_cost);
}

std::chrono::milliseconds RefreshPacer::interval() const
{
    // Not clamp() of the quotient alone: a share of 0 asks for the longest, and no cost yet for the shortest.
    const double wanted = m_cost == 0 ? 0 : m_share > 0 ? m_cost / m_share : kLongest;
    return std::chrono::milliseconds(std::lround(std::clamp(wanted, kShortest, kLongest)));
}

}  // namespace normscope::ui
