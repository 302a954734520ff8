#pragma once

#include <cstdint>
#include <string>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// The network of an experiment layer by layer, and for a twin the totals of both halves.
[[nodiscard]] std::string modelTable(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns);

}  // namespace normscope
