#pragma once

#include <QString>
#include <vector>

#include "ui/charts/AxisMap.h"

/// Ranges and ticks at round numbers; the screen and exported pictures share them.
namespace normscope::ui
{

struct Tick
{
    double value = 0;
    QString label;
};

struct Ticks
{
    std::vector<Tick> labelled;
    std::vector<double> minor;  ///< lines without labels, of a logarithmic axis
};

/// At most about `most` labels. Numbers have a decimal point in any locale.
[[nodiscard]] Ticks ticksOf(const AxisOptions& axis, double lower, double upper, int most);

/// What an axis is to hold.
struct Extent
{
    double lower = 0;
    double upper = 0;
    double lowestPositive = 0;  ///< 0: there is none
    bool isEmpty = true;

    void add(double value);
    void add(const Extent& other);
};

struct AxisRange
{
    double lower = 0;
    double upper = 1;
};

/// A range of round numbers that holds the extent: as values are added it grows in steps of 10 to 25 %, so a chart that
/// follows its data seldom moves its axes. A function of the extent alone.
[[nodiscard]] AxisRange followingRange(const AxisOptions& axis, const Extent& extent, double margin);

/// Where to draw markers, which increase: all of them, or every second, fifth, tenth … so that they are
/// `least` pixels apart on average, and nowhere less than half of that.
[[nodiscard]] std::vector<double> markerPixels(const std::vector<double>& markers, const AxisMap& x, double least);

/// A value as text beside a chart: percents, thousands grouped, four significant digits otherwise.
[[nodiscard]] QString valueText(const AxisOptions& axis, double value);

}  // namespace normscope::ui
