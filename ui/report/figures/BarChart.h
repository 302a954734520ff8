#pragma once

#include <QPainter>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include <normscope/experiment/RunRecord.h>

namespace normscope::ui
{

struct Bar
{
    std::string variant = kBn;
    std::optional<double> value;  ///< none: only the text stands there
    double deviation = 0;         ///< a whisker up and down; 0: none
    QString text;                 ///< beside the bar: the value, or why there is none
};

struct BarGroup
{
    QString label;
    std::vector<Bar> bars;
};

/// Groups of lying bars, with their values in words beside them. Their lengths start at 0.
struct BarChart
{
    QString title;
    QString axis;  ///< what the lengths are, with the unit
    std::vector<BarGroup> groups;
    bool hasLegend = true;
};

/// The height in centimetres that lets its text stand as it should.
[[nodiscard]] double barChartHeight(const BarChart& chart);

/// Charts beside each other, or one below the other where the target is too narrow for that.
void paintBars(QPainter& painter, const QRectF& target, double pixelsPerPoint,
               const std::vector<std::shared_ptr<const BarChart>>& charts);

}  // namespace normscope::ui
