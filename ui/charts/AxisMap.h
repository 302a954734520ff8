#pragma once

#include <cmath>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// An axis's values as places on a line of pixels and back. Monotone, so the least value of several has the least place
/// (or the greatest, where `from` is greater than `to`, as with y).
class AxisMap
{
  public:
    AxisMap() = default;
    /// lower < upper; on a logarithmic axis both positive.
    AxisMap(AxisScale scale, double lower, double upper, double from, double to);

    /// False for what cannot be drawn on this axis: not finite, or not positive on a logarithmic one.
    [[nodiscard]] bool holds(double value) const { return std::isfinite(value) && (!m_isLog || value > 0); }

    /// Of a value that holds().
    [[nodiscard]] double toPixel(double value) const
    {
        return ((m_isLog ? std::log10(value) : value) - m_origin) * m_pixels;
    }
    [[nodiscard]] double toValue(double pixel) const;

  private:
    bool m_isLog = false;
    double m_origin = 0;  ///< the value (or its logarithm) at pixel 0
    double m_pixels = 1;  ///< pixels a unit
};

}  // namespace normscope::ui
