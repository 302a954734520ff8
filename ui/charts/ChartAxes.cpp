#include "ui/charts/ChartAxes.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace normscope::ui
{

namespace
{

constexpr double kSlack = 1e-9;  ///< of a step: what rounding may do to a multiple of it

double powerOfTen(double exponent)
{
    return std::pow(10.0, exponent);
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
double roundStep(double least)
{
    const double power = powerOfTen(std::floor(std::log10(least)));
    for (const double mantissa : {1.0, 2.0, 5.0}) {
        if (mantissa * power >= least * (1 - kSlack)) {
            return mantissa * power;
        }
    }
    return 10 * power;
}

/// The next of a row of round numbers that is not below `value`: a growing maximum passes few of them.
double roundUp(double value)
{
    constexpr std::array kMantissas{1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0, 3.5,
                                    4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0};
    const double power = powerOfTen(std::floor(std::log10(value)));
    for (const double mantissa : kMantissas) {
        if (mantissa * power >= value * (1 - kSlack)) {
            return mantissa * power;
        }
    }
    return 10 * power;
}

QString numberText(double value, double step)
{
    constexpr double kPlainMost = 1e7;
    constexpr double kPlainLeast = 1e-5;
    const QLocale locale(QLocale::English, QLocale::UnitedStates);
    if (value == 0 || std::abs(value) < step * kSlack) {
        return QStringLiteral("0");
    }
    if (std::abs(value) >= kPlainMost || step < kPlainLeast) {
        const int digits = std::max(0, static_cast<int>(std::floor(std::log10(std::abs(value)) + kSlack) -
                                                        std::floor(std::log10(step) + kSlack)));
        return QLocale::c().toString(value, 'g', digits + 1);
    }
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + kSlack)));
    return locale.toString(value, 'f', decimals);
}

QString percentText(double value, double step)
{
    constexpr double kHundred = 100;
    return QStringLiteral("%1 %").arg(numberText(value * kHundred, step * kHundred));
}

QString categoryText(const AxisOptions& axis, double value)
{
    return axis.categories.value(static_cast<qsizetype>(std::llround(value)) - 1);
}

QString tickText(const AxisOptions& axis, double value, double step)
{
    if (!axis.categories.isEmpty()) {
        return categoryText(axis, value);
    }
    return axis.isPercent ? percentText(value, step) : numberText(value, step);
}

Ticks linearTicks(const AxisOptions& axis, double lower, double upper, int most)
{
    double step = roundStep((upper - lower) / most);
    if (axis.isInteger) {
        step = std::max(1.0, step);
    }
    Ticks ticks;
    const double first = std::ceil(lower / step - kSlack);
    const double last = std::floor(upper / step + kSlack);
    // Zoomed in beyond what doubles tell apart, multiples of the step are no longer multiples.
    for (double i = first; i <= last && ticks.labelled.size() <= static_cast<std::size_t>(2 * most); ++i) {
        ticks.labelled.push_back({i * step, tickText(axis, i * step, step)});
    }
    return ticks;
}

Ticks logTicks(const AxisOptions& axis, double lower, double upper, int most)
{
    constexpr int kMantissas = 10;
    const double decades = std::log10(upper / lower);
    if (decades < 1) {
        // Less than a decade shows as good as linear.
        Ticks ticks = linearTicks(axis, lower, upper, most);
        std::erase_if(ticks.labelled, [](const Tick& tick) { return tick.value <= 0; });
        return ticks;
    }
    Ticks ticks;
    const double labelEvery = std::max(1.0, std::ceil(decades / most));
    const bool hasHalves = decades * 3 <= most;  // 1, 2, 5
    for (double decade = std::floor(std::log10(lower)); decade <= std::ceil(std::log10(upper)); ++decade) {
        for (int mantissa = 1; mantissa < kMantissas; ++mantissa) {
            const double value = mantissa * powerOfTen(decade);
            if (value < lower * (1 - kSlack) || value > upper * (1 + kSlack) || (axis.isInteger && value < 1)) {
                continue;
            }
            const bool isLabelled = mantissa == 1 ? std::fmod(std::abs(decade), labelEvery) == 0
                                                  : hasHalves && (mantissa == 2 || mantissa == 5);
            if (isLabelled) {
                ticks.labelled.push_back({value, tickText(axis, value, powerOfTen(decade))});
            } else if (labelEvery == 1 || mantissa == 1) {
                ticks.minor.push_back(value);
            }
        }
    }
    return ticks;
}

AxisRange logRange(const Extent& extent)
{
    if (extent.isEmpty || extent.lowestPositive <= 0) {
        return {1, 10};
    }
    const double power = powerOfTen(std::floor(std::log10(extent.lowestPositive) + kSlack));
    double lower = power;
    for (const double mantissa : {2.0, 5.0}) {
        lower = mantissa * power <= extent.lowestPositive * (1 + kSlack) ? mantissa * power : lower;
    }
    const double upper = roundUp(extent.upper);
    return {lower, upper > lower * (1 + kSlack) ? upper : 10 * lower};
}

}  // namespace

Ticks ticksOf(const AxisOptions& axis, double lower, double upper, int most)
{
    most = std::max(most, 1);
    return axis.scale == AxisScale::Log && lower > 0 ? logTicks(axis, lower, upper, most)
                                                     : linearTicks(axis, lower, upper, most);
}

void Extent::add(double value)
{
    if (!std::isfinite(value)) {
        return;
    }
    lower = isEmpty ? value : std::min(lower, value);
    upper = isEmpty ? value : std::max(upper, value);
    if (value > 0) {
        lowestPositive = lowestPositive > 0 ? std::min(lowestPositive, value) : value;
    }
    isEmpty = false;
}

void Extent::add(const Extent& other)
{
    if (other.isEmpty) {
        return;
    }
    add(other.lower);
    add(other.upper);
    if (other.lowestPositive > 0) {
        add(other.lowestPositive);
    }
}

AxisRange followingRange(const AxisOptions& axis, const Extent& extent, double margin)
{
    constexpr double kSteps = 8;
    constexpr double kFromZero = 0.5;  // values from less than half their maximum up are shown from 0
    if (axis.scale == AxisScale::Log) {
        return logRange(extent);
    }
    if (extent.isEmpty || (extent.lower == 0 && extent.upper == 0)) {
        return {0, 1};
    }
    const double spread = margin * (extent.upper - extent.lower);
    AxisRange range;
    if (extent.lower >= 0 && (extent.lower <= kFromZero * extent.upper || extent.lower == extent.upper)) {
        range = {0, roundUp(extent.upper + spread)};
    } else {
        const double span = extent.upper - extent.lower;
        const double size = std::max(std::abs(extent.lower), std::abs(extent.upper));
        const double least = size > 0 ? size * kSlack : 1;
        const double step = roundStep(std::max(span > 0 ? span / kSteps : size / kSteps, least));
        range = {std::floor((extent.lower - spread) / step + kSlack) * step,
                 std::ceil((extent.upper + spread) / step - kSlack) * step};
        if (extent.lower >= 0) {
            range.lower = std::max(range.lower, 0.0);
        }
        if (!(range.upper - range.lower > step / 2)) {
            range = {range.lower - step, range.upper + step};
        }
    }
    if (axis.isInteger) {
        range = {std::floor(range.lower + kSlack), std::ceil(range.upper - kSlack)};
    }
    if (axis.isPercent && extent.lower >= 0 && extent.upper <= 1) {
        range = {std::max(range.lower, 0.0), std::min(range.upper, 1.0)};
    }
    return range;
}

std::vector<double> markerPixels(const std::vector<double>& markers, const AxisMap& x, double least)
{
    std::vector<double> all;
    for (const double marker : markers) {
        if (x.holds(marker)) {
            all.push_back(x.toPixel(marker));
        }
    }
    if (all.size() < 2) {
        return all;
    }
    const double apart = (all.back() - all.front()) / static_cast<double>(all.size() - 1);
    // 1, 2, 5, 10, 20, 50 …
    std::size_t stride = 1;
    for (std::size_t next = 0; stride < all.size() && apart * static_cast<double>(stride) < least; ++next) {
        stride = stride * (next % 3 == 1 ? 5 : 2) / (next % 3 == 1 ? 2 : 1);
    }
    std::vector<double> some;
    for (std::size_t i = stride - 1; i < all.size(); i += stride) {
        // On a logarithmic axis and in time they are not evenly spaced.
        if (some.empty() || all[i] - some.back() >= least / 2) {
            some.push_back(all[i]);
        }
    }
    return some;
}

QString valueText(const AxisOptions& axis, double value)
{
    constexpr double kHundred = 100;
    constexpr int kDigits = 4;
    constexpr double kGroupedLeast = 1000;
    const QLocale locale(QLocale::English, QLocale::UnitedStates);
    if (!std::isfinite(value)) {
        return std::isnan(value) ? QStringLiteral("nan") : value > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
    }
    if (axis.isPercent) {
        return QStringLiteral("%1 %").arg(locale.toString(value * kHundred, 'f', 2));
    }
    if (!axis.categories.isEmpty()) {
        return categoryText(axis, value);
    }
    if (axis.isInteger && value == std::round(value)) {
        return locale.toString(value, 'f', 0);
    }
    if (std::abs(value) >= kGroupedLeast && std::abs(value) < 1e7) {
        return locale.toString(value, 'f', 1);
    }
    return QLocale::c().toString(value, 'g', kDigits);
}

}  // namespace normscope::ui
