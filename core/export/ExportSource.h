#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

/// The experiment, or the one run of it, that an export is made of.
struct ExportSource
{
    StoredExperiment stored;
    std::filesystem::path experiment;  ///< the experiment's folder
    std::string name;                  ///< the experiment's: its folder's last name
    bool isLeaf = false;               ///< one run alone was asked for
};

/// Everything that a folder gives to export: an experiment, a run of it, or a study's experiments.
struct ExportSources
{
    std::filesystem::path folder;
    std::string name;  ///< to call a file by: "mlp", "mlp-seed-1-bn"
    bool isStudy = false;

    /// By the folder below `folder` that an experiment lies in: "lr-0.1"; empty for the only one.
    std::vector<std::pair<std::filesystem::path, ExportSource>> members;

    std::vector<std::string> problems;  ///< a sentence for each of a study's experiments that is not among them
};

/// Reads a folder: a study's, an experiment's or a run's. ErrorCode::Usage where it holds no experiment, Data where no
/// run of it has begun or a file cannot be understood, Io where one cannot be read.
[[nodiscard]] Result<ExportSources> readSources(const std::filesystem::path& folder);

/// The folder of one of its runs.
[[nodiscard]] std::filesystem::path leafOf(const ExportSource& source, const RunRecord& run);

/// "seed-1/bn": a run's folder below its experiment's.
[[nodiscard]] std::filesystem::path placeOf(const RunRecord& run);

}  // namespace normscope
