#include "ui/models/ValueText.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include <normscope/base/Numbers.h>

namespace normscope::ui
{

namespace
{

struct ValueTexts
{
    Q_DECLARE_TR_FUNCTIONS(ValueTexts)
};

QString number(double value, Unit unit)
{
    switch (unit) {
    case Unit::Seconds:
    case Unit::Fraction:
        return QString::number(value, 'f', 2);
    case Unit::Loss:
        return QString::number(value, 'f', 4);
    case Unit::Iterations:
    case Unit::Count:
        break;
    }
    // Past what a double counts exactly there is no whole number to show.
    constexpr double kExact = 9e15;
    return std::floor(value) == value && std::abs(value) < kExact
               ? QString::fromStdString(grouped(static_cast<std::int64_t>(value)))
               : QString::number(value, 'f', 1);
}

/// "+0.00" would claim a direction.
bool isNothing(const QString& shown)
{
    return std::all_of(shown.begin(), shown.end(),
                       [](QChar letter) { return !letter.isDigit() || letter == QLatin1Char('0'); });
}

QString text(const std::optional<double>& value, Unit unit, const std::optional<double>& deviation, bool isDifference)
{
    if (!value) {
        return QStringLiteral("—");
    }
    const double factor = unit == Unit::Fraction ? 100 : 1;
    QString shown = number(std::abs(*value) * factor, unit);
    if (!isNothing(shown) && (*value < 0 || isDifference)) {
        shown.prepend(*value < 0 ? QStringLiteral("−") : QStringLiteral("+"));
    }
    // What cannot vary, like the number of parameters, needs no deviation.
    const bool isFixed = (unit == Unit::Count || unit == Unit::Iterations) && deviation && *deviation == 0;
    if (deviation && !isFixed) {
        //: A mean and its standard deviation
        shown = ValueTexts::tr("%1 ± %2").arg(shown, number(*deviation * factor, unit));
    }
    if (unit == Unit::Seconds) {
        //: Seconds
        return ValueTexts::tr("%1 s").arg(shown);
    }
    if (unit == Unit::Fraction) {
        //: Percentage points
        return isDifference ? ValueTexts::tr("%1 pp").arg(shown) : ValueTexts::tr("%1 %").arg(shown);
    }
    return shown;
}

struct DurationTexts
{
    Q_DECLARE_TR_FUNCTIONS(DurationTexts)
};

}  // namespace

QString valueText(const std::optional<double>& value, Unit unit, const std::optional<double>& deviation)
{
    return text(value, unit, deviation, false);
}

QString differenceText(const std::optional<double>& value, Unit unit, const std::optional<double>& deviation)
{
    return text(value, unit, deviation, true);
}

QString durationText(double seconds)
{
    const auto whole = static_cast<qlonglong>(std::llround(std::clamp(seconds, 0.0, 1e9)));
    if (whole < 60) {
        return DurationTexts::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return DurationTexts::tr("%1 min %2 s").arg(QString::number(whole / 60), QString::number(whole % 60));
    }
    return DurationTexts::tr("%1 h %2 min").arg(QString::number(whole / 3600), QString::number(whole % 3600 / 60));
}

QString groupedCount(std::int64_t count)
{
    return QString::fromStdString(grouped(count));
}

QString multiplyAddsText(double count)
{
    constexpr double kMillion = 1e6;
    constexpr double kBillion = 1e9;
    if (count >= kBillion) {
        return ValueTexts::tr("%1 billion").arg(QString::number(count / kBillion, 'f', 2));
    }
    if (count >= kMillion) {
        return ValueTexts::tr("%1 million").arg(QString::number(count / kMillion, 'f', 2));
    }
    return groupedCount(static_cast<std::int64_t>(count));
}

QString bytesText(double bytes)
{
    if (bytes >= 0x1p30) {
        return QStringLiteral("%1 GiB").arg(QString::number(bytes / 0x1p30, 'f', 1));
    }
    return bytes >= 0x1p20 ? QStringLiteral("%1 MiB").arg(QString::number(bytes / 0x1p20, 'f', 1))
                           : QStringLiteral("%1 KiB").arg(QString::number(bytes / 0x1p10, 'f', 1));
}

}  // namespace normscope::ui
