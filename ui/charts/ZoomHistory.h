#pragma once

#include <vector>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// Where the user has zoomed to and by which way. Without any zoom the chart follows its data.
class ZoomHistory
{
  public:
    [[nodiscard]] bool isFollowing() const { return m_views.empty(); }
    /// Not while following.
    [[nodiscard]] const ChartRange& range() const { return m_views.back(); }

    /// `continues`: part of one movement (turning the wheel, dragging), which is gone back as one.
    void zoomTo(const ChartRange& range, bool continues);
    /// To the zoom before, at last to following.
    void back();
    void reset() { m_views.clear(); }

  private:
    std::vector<ChartRange> m_views;
};

/// Whether a chart can show it: finite, not turned over, positive on logarithmic axes, and wide enough for doubles to
/// tell its pixels apart.
[[nodiscard]] bool isShowable(const ChartRange& range, AxisScale x, AxisScale y);

}  // namespace normscope::ui
