#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/export/ExportSource.h>

namespace normscope
{

/// Writes model.py, state_dict.pt and README.md for each run that has weights: into the folder itself for one run,
/// into seed-1/bn and so on for an experiment. Runs without weights, which ended early, are told in `remarks`. Returns
/// the number of the others.
[[nodiscard]] Result<std::size_t> exportPyTorch(const ExportSource& source, const std::filesystem::path& folder,
                                                std::vector<Message>& remarks);

}  // namespace normscope
