#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/experiment/Csv.h>
#include <normscope/train/TrainingEvent.h>

/// What a run measures: one table of named series. Records, CSV files, JSON events, TensorBoard, exports and the
/// charts' menu are made from it, so that a new series is one entry there, a member of its event and the place that
/// measures it.
namespace normscope
{

/// The tables of a run. A row of one is what was measured at one moment: a step, a look at part of the test set, the
/// end of an epoch.
enum class RunTable
{
    Iterations,
    Evaluations,
    Epochs,
};
inline constexpr std::array kRunTables{RunTable::Iterations, RunTable::Evaluations, RunTable::Epochs};

/// "iterations", "evaluations", "epochs": the table's file without ".csv".
[[nodiscard]] const char* nameOf(RunTable table);
/// "step", "evaluated", "epoch_finished": what a row of it is called among the JSON events.
[[nodiscard]] const char* eventNameOf(RunTable table);

enum class SeriesUnit
{
    Loss,  ///< mean cross entropy
    Fraction,
    LearningRate,
    Seconds,
    Count,
};

/// How a series is read from the event that holds it.
using SeriesReader =
    std::variant<double (*)(const Step&), double (*)(const Evaluation&), double (*)(const EpochResult&)>;

/// A number that is measured again and again. Names are unique within a table.
struct Series
{
    std::string name = {};  ///< in files and JSON events
    SeriesUnit unit = SeriesUnit::Count;
    std::string tag = {};  ///< TensorBoard's; empty: not for TensorBoard
    SeriesReader read = {};
    bool isFloat = false;  ///< a float, whose shortest text is not that of the double it becomes
    /// The series of the same table, maybe itself, that is NaN wherever this one was not measured; empty: always
    /// measured, and NaN is a result.
    std::string measuredWith = {};
    bool isHeldOut = false;  ///< in files only where samples were held out, and then behind the others
    std::string chart = {};  ///< title of the window's chart that draws it; empty: none

    [[nodiscard]] RunTable table() const { return static_cast<RunTable>(read.index()); }
};

/// The series of a table, in the order of a record's columns. References stay valid.
[[nodiscard]] const std::deque<Series>& seriesOf(RunTable table);

/// The place of a series among those of its table; none of that name: nullopt.
[[nodiscard]] std::optional<std::size_t> findSeries(RunTable table, std::string_view name);

/// Adds a series for as long as it lives, for tests of what goes by the table. Records made meanwhile have it. While
/// nothing trains; the last one added goes first.
class ScopedSeries
{
  public:
    explicit ScopedSeries(Series series);
    ~ScopedSeries();
    ScopedSeries(const ScopedSeries&) = delete;
    ScopedSeries& operator=(const ScopedSeries&) = delete;

  private:
    RunTable m_table;
};

/// A row of a table.
struct SeriesRow
{
    RunTable table = RunTable::Iterations;
    std::int64_t iteration = 0;  ///< of an epoch, its last one
    std::int64_t epoch = 0;
    std::vector<double> values;  ///< one for each of seriesOf(table)

    /// Whether series number `column` was measured at that moment.
    [[nodiscard]] bool isMeasured(std::size_t column) const;
};

/// What an event adds to a table; nullopt for events that measure nothing.
[[nodiscard]] std::optional<SeriesRow> rowOf(const TrainingEvent& event);

/// The row as a JSON event: "event", "iteration", "epoch" and the series by name; null where a value is not finite.
[[nodiscard]] Json toJson(const SeriesRow& row);

/// Adds a value to a line, in the shortest text that reads back as the same number.
void addTo(CsvLine& line, const Series& series, double value);

/// A table as it stands in its CSV file.
class SeriesFile
{
  public:
    /// With `hasHeldOut` also the series of samples held out.
    SeriesFile(RunTable table, bool hasHeldOut);

    /// "iterations.csv".
    [[nodiscard]] std::string name() const;
    /// The column names: iteration and epoch (of epochs: epoch first), then the series.
    [[nodiscard]] std::vector<std::string> columns() const;
    [[nodiscard]] std::string header() const;
    [[nodiscard]] CsvLine lineOf(const SeriesRow& row) const;
    /// The row of a line with numbers for each of columns(), of which the first two are whole.
    [[nodiscard]] SeriesRow rowOf(std::span<const double> numbers) const;

    /// The numbers of the series in it, in its order.
    [[nodiscard]] const std::vector<std::size_t>& series() const { return m_series; }

  private:
    RunTable m_table;
    std::vector<std::size_t> m_series;
};

}  // namespace normscope
