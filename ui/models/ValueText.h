#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include <normscope/experiment/Comparison.h>

/// Figures as people read them, with a decimal point in every language.
namespace normscope::ui
{

/// "—" where there is none. `deviation`: "96.95 ± 0.12 %".
[[nodiscard]] QString valueText(const std::optional<double>& value, Unit unit,
                                const std::optional<double>& deviation = {});

/// The same with its sign; fractions in percentage points.
[[nodiscard]] QString differenceText(const std::optional<double>& value, Unit unit,
                                     const std::optional<double>& deviation = {});

/// "8 s", "1 min 20 s", "2 h 5 min": what a person wants to know of a time that has yet to pass.
[[nodiscard]] QString durationText(double seconds);

/// "1,234,567", "1.2 million", "12.3 MiB": as people say them.
[[nodiscard]] QString groupedCount(std::int64_t count);
[[nodiscard]] QString multiplyAddsText(double count);
[[nodiscard]] QString bytesText(double bytes);

}  // namespace normscope::ui
