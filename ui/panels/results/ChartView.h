#pragma once

#include <QJsonObject>

#include "ui/charts/LineChart.h"

/// What somebody has made of charts by hand, to go on with in another session.
namespace normscope::ui
{

/// The part that it is zoomed to, and what was typed over titles, ranges and labels; empty where nothing was.
[[nodiscard]] QJsonObject viewOf(const LineChart& chart);
/// What makes no sense is passed over. The chart shows all of its data.
void restoreView(LineChart& chart, const QJsonObject& view);

}  // namespace normscope::ui
