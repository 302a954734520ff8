#include "ui/charts/ZoomHistory.h"

#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

constexpr std::size_t kMostViews = 100;

bool isShowableAxis(AxisScale scale, double lower, double upper)
{
    constexpr double kLeastShare = 1e-11;
    constexpr double kLargest = 1e200;
    constexpr double kMostDecades = 100;
    if (!std::isfinite(lower) || !std::isfinite(upper) || std::max(std::abs(lower), std::abs(upper)) > kLargest) {
        return false;
    }
    if (scale == AxisScale::Log && (lower <= 0 || std::log10(upper / lower) > kMostDecades)) {
        return false;
    }
    return upper - lower > kLeastShare * std::max(std::abs(lower), std::abs(upper));
}

}  // namespace

void ZoomHistory::zoomTo(const ChartRange& range, bool continues)
{
    if (continues && !m_views.empty()) {
        m_views.back() = range;
        return;
    }
    if (m_views.size() == kMostViews) {
        m_views.erase(m_views.begin());
    }
    m_views.push_back(range);
}

void ZoomHistory::back()
{
    if (!m_views.empty()) {
        m_views.pop_back();
    }
}

bool isShowable(const ChartRange& range, AxisScale x, AxisScale y)
{
    return isShowableAxis(x, range.xMin, range.xMax) && isShowableAxis(y, range.yMin, range.yMax);
}

}  // namespace normscope::ui
