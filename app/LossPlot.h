#pragma once

#include <string>
#include <vector>

#include <normscope/experiment/RunRecord.h>

namespace normscope
{

/// The smoothed training losses of the first seed's runs, drawn in characters for a terminal. Empty where there is
/// nothing to draw.
[[nodiscard]] std::string lossPlot(const std::vector<RunRecord>& runs);

}  // namespace normscope
