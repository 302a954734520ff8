#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
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

/// What an archive of any number of experiments, cases and runs is made of.
struct HandIn
{
    std::vector<std::filesystem::path> folders;  ///< at least one
    std::filesystem::path report;                ///< the folder of the report on all of them
    std::string reportOptions;                   ///< those that `normscope report` made it with, as words of a shell
    std::filesystem::path scratch;               ///< a folder of this work alone
    std::filesystem::path archive;               ///< where to; what is there is replaced
};

/// Packs them as exportHandIn() does, several each into a folder below experiments/. The archive appears whole or not
/// at all. Returns what it lacks, a sentence each.
[[nodiscard]] Result<std::vector<Message>> packHandIn(const HandIn& handIn);

/// The folder of one of them in the archive, where there are several; otherwise all lies at the top.
[[nodiscard]] std::vector<std::filesystem::path> handInPlaces(std::span<const ExportSources> experiments);

/// The README.md of an archive. `missing` are names of files that it should have had.
[[nodiscard]] std::string handInReadme(std::span<const ExportSources> experiments,
                                       const std::vector<std::string>& missing, const std::string& reportOptions);

}  // namespace normscope
