#pragma once

#include <QString>
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

}  // namespace normscope::ui
