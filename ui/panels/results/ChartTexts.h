#pragma once

#include <QString>

#include "ui/charts/LineChart.h"
#include "ui/models/Bands.h"
#include "ui/panels/results/RunSeries.h"

/// The words of the charts, the same in all tabs.
namespace normscope::ui
{

[[nodiscard]] QString quantityTitle(const Quantity& quantity);
/// The title of a quantity's difference; `name` says which: "BN − no BN".
[[nodiscard]] QString differenceTitle(const Quantity& quantity, const QString& name);
[[nodiscard]] QString unitName(XUnit unit);

[[nodiscard]] AxisOptions xAxisOf(XUnit unit, AxisScale scale);
[[nodiscard]] AxisOptions yAxisOf(const Quantity& quantity, AxisScale scale);
[[nodiscard]] AxisOptions differenceAxisOf(const Quantity& quantity, const QString& name);

/// What of several seeds a chart shows.
struct ShownSeeds
{
    std::size_t least = 0;  ///< seeds that a mean is of, at least and at most; 0: there are no means
    std::size_t most = 0;
    BandKind band = BandKind::StandardDeviation;
    bool hasSingle = true;  ///< runs that are shown by themselves
};

/// What the lines are: how they are smoothed, what was measured on which samples, what the bands are.
[[nodiscard]] QString noteOf(const Quantity& quantity, int window, const ShownSeeds& seeds);
[[nodiscard]] QString differenceNote(const Quantity& quantity, XUnit unit, int window, const ShownSeeds& seeds);

/// Beside a curve's end: its run diverged in that iteration.
[[nodiscard]] QString divergedAt(std::int64_t iteration, XUnit unit);

/// The label of a run's series in the legend. `isAlone`: it has no other of that quantity.
[[nodiscard]] QString seriesLabel(const QString& run, SeriesId series, bool isAlone);

[[nodiscard]] QString zeroLineLabel();

}  // namespace normscope::ui
