#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <normscope/experiment/RunRecord.h>

namespace normscope
{

/// A column of figures in one of a run's tables.
struct Metric
{
    const char* name;      ///< as in the run's own CSV files
    bool isFloat = false;  ///< a float, whose shortest text is not that of the double it becomes
    bool mayLack = false;  ///< NaN means that it was not measured
};

/// What a run measured at one iteration or epoch.
struct MetricRow
{
    std::int64_t iteration = 0;  ///< the epoch's last one in the table of epochs; 0 where it is not known
    std::int64_t epoch = 0;
    std::vector<double> values;  ///< one a metric
};

/// One of a run's three tables: "iterations", "evaluations", "epochs".
struct MetricTable
{
    const char* name;
    std::vector<Metric> metrics;
    std::vector<MetricRow> rows;
};

/// The tables of a run, in that order. `hasValidation` adds the validation metrics to the epochs.
[[nodiscard]] std::array<MetricTable, 3> tablesOf(const RunRecord& run, bool hasValidation);

/// For each of the run's epochs, the iteration that it ended with; 0 where the steps do not say.
[[nodiscard]] std::vector<std::int64_t> lastIterations(const RunRecord& run);

}  // namespace normscope
