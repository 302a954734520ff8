#include "ui/charts/AxisMap.h"

namespace normscope::ui
{

AxisMap::AxisMap(AxisScale scale, double lower, double upper, double from, double to)
    : m_isLog(scale == AxisScale::Log)
{
    const double first = m_isLog ? std::log10(lower) : lower;
    const double last = m_isLog ? std::log10(upper) : upper;
    m_pixels = (to - from) / (last - first);
    m_origin = first - from / m_pixels;
}

double AxisMap::toValue(double pixel) const
{
    const double value = m_origin + pixel / m_pixels;
    return m_isLog ? std::pow(10.0, value) : value;
}

}  // namespace normscope::ui
