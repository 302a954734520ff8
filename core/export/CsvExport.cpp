#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <normscope/experiment/Csv.h>
#include <normscope/export/CsvExport.h>
#include <normscope/export/MetricTables.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

bool isMissing(const Metric& metric, double value)
{
    return metric.mayLack && std::isnan(value);
}

void addValue(CsvLine& line, const Metric& metric, double value)
{
    if (isMissing(metric, value)) {
        line.addEmpty();
    } else if (metric.isFloat) {
        line.add(static_cast<float>(value));
    } else {
        line.add(value);
    }
}

/// A run's tables and how its columns are called.
struct Column
{
    std::string suffix;  ///< "seed_1_bn"
    std::array<MetricTable, 3> tables;
};

Status writeLong(const ExportSource& source, const std::vector<Column>& columns, const fs::path& path)
{
    auto file = CsvFile::create(path, "experiment,seed,bn,table,iteration,epoch,metric,value");
    if (!file) {
        return passOn(file);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const RunRecord& run = source.stored.runs[i];
        for (const MetricTable& table : columns[i].tables) {
            for (const MetricRow& row : table.rows) {
                for (std::size_t m = 0; m < table.metrics.size(); ++m) {
                    if (isMissing(table.metrics[m], row.values[m])) {
                        continue;
                    }
                    CsvLine line;
                    line.add(std::string_view(source.name)).add(std::string_view(std::to_string(run.seed)));
                    line.add(std::string_view(run.twin == Twin::Bn ? "on" : "off")).add(std::string_view(table.name));
                    row.iteration > 0 ? line.add(row.iteration) : line.addEmpty();
                    line.add(row.epoch).add(std::string_view(table.metrics[m].name));
                    addValue(line, table.metrics[m], row.values[m]);
                    if (auto status = file->append(line); !status) {
                        return status;
                    }
                }
            }
        }
    }
    return file->flush();
}

/// Where in a run's table a reader of several tables stands.
class Cursor
{
  public:
    explicit Cursor(const MetricTable& table)
        : m_table(table)
    {
    }

    using Key = std::pair<std::int64_t, std::int64_t>;  ///< epoch, iteration

    [[nodiscard]] bool isAtEnd() const { return m_next >= m_table.rows.size(); }
    [[nodiscard]] Key key() const { return {m_table.rows[m_next].epoch, m_table.rows[m_next].iteration}; }

    /// The row of that key, gone past; null where there is none.
    const MetricRow* take(const Key& key)
    {
        return !isAtEnd() && this->key() == key ? &m_table.rows[m_next++] : nullptr;
    }

  private:
    const MetricTable& m_table;
    std::size_t m_next = 0;
};

/// One row for everything that any of the runs measured at an iteration: their tables are merged, each being in order.
Status writeWide(const std::vector<Column>& columns, std::size_t which, const fs::path& folder)
{
    const MetricTable& first = columns.front().tables[which];
    std::string header = "iteration,epoch";
    for (const Metric& metric : first.metrics) {
        for (const Column& column : columns) {
            header += fmt::format(",{}_{}", metric.name, column.suffix);
        }
    }
    auto file = CsvFile::create(folder / fmt::format("wide-{}.csv", first.name), header);
    if (!file) {
        return passOn(file);
    }
    std::vector<Cursor> cursors;
    cursors.reserve(columns.size());
    for (const Column& column : columns) {
        cursors.emplace_back(column.tables[which]);
    }
    std::vector<const MetricRow*> rows(columns.size());
    for (;;) {
        auto least = cursors.end();
        for (auto cursor = cursors.begin(); cursor != cursors.end(); ++cursor) {
            if (!cursor->isAtEnd() && (least == cursors.end() || cursor->key() < least->key())) {
                least = cursor;
            }
        }
        if (least == cursors.end()) {
            return file->flush();
        }
        const Cursor::Key key = least->key();
        std::transform(cursors.begin(), cursors.end(), rows.begin(), [&](Cursor& cursor) { return cursor.take(key); });
        CsvLine line;
        key.second > 0 ? line.add(key.second) : line.addEmpty();
        line.add(key.first);
        for (std::size_t m = 0; m < first.metrics.size(); ++m) {
            for (const MetricRow* row : rows) {
                if (row == nullptr) {
                    line.addEmpty();
                } else {
                    addValue(line, first.metrics[m], row->values[m]);
                }
            }
        }
        if (auto status = file->append(line); !status) {
            return status;
        }
    }
}

}  // namespace

Status exportCsv(const ExportSource& source, const fs::path& folder)
{
    const bool hasValidation = source.stored.config.spec.validation > 0;
    std::vector<Column> columns;
    for (const RunRecord& run : source.stored.runs) {
        columns.push_back(
            {fmt::format("seed_{}_{}", run.seed, run.twin == Twin::Bn ? "bn" : "no_bn"), tablesOf(run, hasValidation)});
    }
    if (auto status = writeLong(source, columns, folder / "long.csv"); !status) {
        return status;
    }
    for (std::size_t which = 0; which < columns.front().tables.size(); ++which) {
        if (auto status = writeWide(columns, which, folder); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace normscope
