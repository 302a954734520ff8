#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/export/ExportSource.h>

namespace normscope
{

/// The most bytes that an archive to be handed in may have.
inline constexpr std::uint64_t kLargestHandIn = 50'000'000;

/// Writes NAME-handin.zip into a folder: report, figures, comparison, experiment.json, the runs' CSVs and summaries,
/// and a README.md with the commands that make all of it again. No weights, no data, no log, no links. What a hand-in
/// should have and has not is told in `remarks`. The same files give the same bytes. ErrorCode::Data, naming what is
/// large, for an archive of more than `largest` bytes.
[[nodiscard]] Status exportHandIn(const ExportSources& sources, const std::filesystem::path& folder,
                                  std::vector<Message>& remarks, std::uint64_t largest = kLargestHandIn);

/// The README.md of an archive. `missing` are names of files that it should have had.
[[nodiscard]] std::string handInReadme(const ExportSources& sources, const std::vector<std::string>& missing);

}  // namespace normscope
