#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "ui/report/Report.h"

/// Reports as the commands make them: read, written, told.
namespace normscope
{

/// Writes report, figures and tables of experiments into `target`, and prints the comparisons and the
/// files. The exit code.
[[nodiscard]] int writeReportFiles(const std::vector<std::filesystem::path>& folders,
                                   const std::filesystem::path& target, const ui::ReportOptions& options);

/// The report of an experiment into its own folder; with `talks` it is said where. Between its files `isStopped` is
/// asked whether to give up, which is kInterrupted. The exit code.
[[nodiscard]] int addReport(const std::filesystem::path& folder, bool talks,
                            const std::function<bool()>& isStopped = {});

}  // namespace normscope
