#include "ui/models/MeanSpread.h"

#include <cmath>
#include <numeric>

namespace normscope::ui
{

std::optional<MeanSpread> meanSpread(const std::vector<double>& values)
{
    if (values.empty()) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(values.size());
    MeanSpread spread{std::accumulate(values.begin(), values.end(), 0.0) / count, std::nullopt, values.size()};
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) {
            squares += (value - spread.mean) * (value - spread.mean);
        }
        spread.deviation = std::sqrt(squares / (count - 1));
    }
    return spread;
}

}  // namespace normscope::ui
