#pragma once

#include <QString>

#include "ui/charts/LineChart.h"
#include "ui/panels/results/RunSeries.h"

/// The words of the charts, the same in all tabs.
namespace normscope::ui
{

[[nodiscard]] QString quantityTitle(Quantity quantity);
/// The title of a quantity's difference between the twins.
[[nodiscard]] QString differenceTitle(Quantity quantity);
[[nodiscard]] QString unitName(XUnit unit);

[[nodiscard]] AxisOptions xAxisOf(XUnit unit, AxisScale scale);
[[nodiscard]] AxisOptions yAxisOf(Quantity quantity, AxisScale scale);
[[nodiscard]] AxisOptions differenceAxisOf(Quantity quantity);

/// What the lines are: how they are smoothed, what was measured on which samples.
[[nodiscard]] QString noteOf(Quantity quantity);
[[nodiscard]] QString differenceNote(Quantity quantity, XUnit unit);

/// The label of a run's series in the legend. `isAlone`: it has no other of that quantity.
[[nodiscard]] QString seriesLabel(const QString& run, Series series, bool isAlone);

[[nodiscard]] QString zeroLineLabel();

}  // namespace normscope::ui
