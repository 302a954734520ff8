#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

/// The case, or the one run of it, that an export is made of.
struct ExportSource
{
    StoredCase stored;
    std::string name;  ///< the case's, or the experiment's where it is the only one: its folder's last name
};

/// Everything that a folder gives to export: an experiment with its cases, one of them, or one run.
struct ExportSources
{
    std::filesystem::path folder;
    std::string name;         ///< to call a file by: "mlp", "mlp-seed-1-bn"
    bool hasSeveral = false;  ///< cases, also where only one of them has begun

    /// By the folder below `folder` that a case lies in: "lr-0.1"; empty for the only one.
    std::vector<std::pair<std::filesystem::path, ExportSource>> cases;

    std::vector<Message> problems;  ///< a sentence for each of several cases that is not among them
};

/// Reads a folder: an experiment's, a case's or a run's. ErrorCode::Usage where it holds no experiment, Data where no
/// run of it has begun or a file cannot be understood, Io where one cannot be read.
[[nodiscard]] Result<ExportSources> readSources(const std::filesystem::path& folder);

/// The folder of one of its runs.
[[nodiscard]] std::filesystem::path leafOf(const ExportSource& source, const RunRecord& run);

/// "seed-1/bn": a run's folder below its case's.
[[nodiscard]] std::filesystem::path placeOf(const RunRecord& run);

}  // namespace normscope
