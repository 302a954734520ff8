#pragma once

#include <cstdint>

#include "ui/charts/ChartAxes.h"
#include "ui/charts/CurvePoints.h"

namespace normscope::ui
{

/// The extent of a curve's values without those that run away from the others, so that a run which diverges does not
/// press its twin flat. A function of the points alone, at a cost of the points that are new.
///
/// Values beyond twice the usual magnitude are away. Those away at the end of the curve count as long as none is beyond
/// ten times the usual; those from which the curve has come back, a spike, as long as none is beyond a hundred times.
/// Of a curve that has run away at its end only what was not away counts, its earlier spikes neither.
class CalmExtent
{
  public:
    /// Whether any value within that extent might not count: the points need no look as long as this is false.
    [[nodiscard]] static bool mayRunAway(const Extent& all, double usual);

    /// Of points that grow as long as `revision` is the same. `usual` is above 0.
    [[nodiscard]] Extent of(const CurvePoints& points, std::uint64_t revision, double usual);

    /// Whether half of the points seen last, at least, were not away.
    [[nodiscard]] bool isMostlyCalm() const { return 2 * m_calm >= m_finite; }

  private:
    std::uint64_t m_revision = 0;
    double m_usual = 0;
    std::size_t m_seen = 0;
    std::size_t m_finite = 0;
    std::size_t m_calm = 0;
    Extent m_quiet;    ///< of values that were not away
    Extent m_settled;  ///< of these and of spikes
    Extent m_away;     ///< since the last value that was not
};

}  // namespace normscope::ui
