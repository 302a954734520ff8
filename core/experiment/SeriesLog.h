#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

#include <normscope/experiment/Series.h>

/// A run's tables in memory: columns of numbers that grow while others read them.
namespace normscope
{

class SeriesStore;

/// One column of a log, by index. Cheap to copy; keeps the numbers alive.
class SeriesColumn
{
  public:
    /// The value in a row that was in the log before. NaN where the log has no such column.
    [[nodiscard]] double operator[](std::size_t row) const;

  private:
    friend class SeriesLog;
    SeriesColumn(std::shared_ptr<const SeriesStore> store, std::size_t column);

    std::shared_ptr<const SeriesStore> m_store;
    std::size_t m_column;
};

/// A table of a run: rows that are appended and never change. A copy shares the numbers.
///
/// One thread appends; any others may read their own copies meanwhile: they see the rows that were complete when they
/// asked for size(). Rows lie in pieces that double, so that none is ever moved.
class SeriesLog
{
  public:
    explicit SeriesLog(RunTable table);

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::int64_t iteration(std::size_t row) const;
    [[nodiscard]] std::int64_t epoch(std::size_t row) const;
    [[nodiscard]] SeriesRow row(std::size_t row) const;

    /// By its name, as in files; all NaN where nothing of that name was measured.
    [[nodiscard]] SeriesColumn column(std::string_view name) const;
    /// The value in the last row; NaN where there is none.
    [[nodiscard]] double last(std::string_view name) const;
    [[nodiscard]] std::int64_t lastIteration() const { return empty() ? 0 : iteration(size() - 1); }

    /// The number of rows that are of epochs up to `epoch`.
    [[nodiscard]] std::size_t rowsUntilEpoch(std::int64_t epoch) const;

    /// Adds a row; in a part() that is shorter than the whole it shows the next row, which is there already.
    void append(const SeriesRow& row);

    /// The same numbers, as if the log ended after so many rows, or where it ends now.
    [[nodiscard]] SeriesLog part(std::size_t rows = std::numeric_limits<std::size_t>::max()) const;

  private:
    RunTable m_table;
    std::shared_ptr<SeriesStore> m_store;
    std::size_t m_most = std::numeric_limits<std::size_t>::max();  ///< of its rows, those that are shown
};

}  // namespace normscope
