#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace normscope::ui
{

/// The mean of some values and how far they lie apart.
struct MeanSpread
{
    double mean = 0;
    std::optional<double> deviation;  ///< standard deviation with n − 1; none for a single value
    std::size_t count = 0;
};

/// None for no values.
[[nodiscard]] std::optional<MeanSpread> meanSpread(const std::vector<double>& values);

}  // namespace normscope::ui
