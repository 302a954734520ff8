#pragma once

#include <filesystem>

#include <normscope/base/Result.h>
#include <normscope/export/ExportSource.h>

namespace normscope
{

/// Writes the figures of all runs into a folder for other programs, RFC 4180 with LF and a decimal point:
///
/// - long.csv, for pandas, R and databases, a row a figure: experiment,seed,variant,table,iteration,epoch,metric,value;
/// - wide-iterations.csv, wide-evaluations.csv, wide-epochs.csv, for spreadsheets: a row an iteration or epoch, a
/// column
///   a metric, seed and variant ("loss_seed_1_bn"), columns of a metric side by side;
/// - probe-NAME.csv of each instrument that has looked: experiment,seed,variant, then the columns of its own files.
///
/// Metrics have the names and units of the run's own CSV files. What was not measured is no row or an empty cell.
[[nodiscard]] Status exportCsv(const ExportSource& source, const std::filesystem::path& folder);

}  // namespace normscope
