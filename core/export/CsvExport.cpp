#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <normscope/experiment/Csv.h>
#include <normscope/export/CsvExport.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// A run and how its columns are called.
struct Column
{
    std::string suffix;  ///< "seed_1_bn"
    const RunRecord& run;
};

/// A source's runs and the series that its files hold of each table.
struct OpenTables
{
    std::vector<Column> columns;
    std::vector<SeriesFile> forms;  ///< in the order of kRunTables
};

Status writeLong(const ExportSource& source, const OpenTables& tables, const fs::path& path)
{
    auto file = CsvFile::create(path, "experiment,seed,variant,table,iteration,epoch,metric,value");
    if (!file) {
        return passOn(file);
    }
    const auto write = [&](const RunRecord& run, const SeriesRow& row, std::size_t which) -> Status {
        const Series& series = seriesOf(row.table)[which];
        if (!row.isMeasured(which)) {
            return {};
        }
        CsvLine line;
        line.add(std::string_view(source.name)).add(std::string_view(std::to_string(run.seed)));
        line.add(std::string_view(run.variant)).add(std::string_view(nameOf(row.table)));
        row.iteration > 0 ? line.add(row.iteration) : line.addEmpty();
        line.add(row.epoch).add(std::string_view(series.name));
        addTo(line, series, row.values[which]);
        return file->append(line);
    };
    for (const Column& column : tables.columns) {
        for (const RunTable table : kRunTables) {
            const SeriesLog& log = column.run.log(table);
            for (std::size_t i = 0; i < log.size(); ++i) {
                const SeriesRow row = log.row(i);
                for (const std::size_t which : tables.forms[static_cast<std::size_t>(table)].series()) {
                    if (auto status = write(column.run, row, which); !status) {
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
    explicit Cursor(const SeriesLog& log)
        : m_log(log)
    {
    }

    using Key = std::pair<std::int64_t, std::int64_t>;  ///< epoch, iteration

    [[nodiscard]] bool isAtEnd() const { return m_next >= m_log.size(); }
    [[nodiscard]] Key key() const { return {m_log.epoch(m_next), m_log.iteration(m_next)}; }

    /// The row of that key, gone past; none where there is none.
    std::optional<SeriesRow> take(const Key& key)
    {
        return !isAtEnd() && this->key() == key ? std::optional(m_log.row(m_next++)) : std::nullopt;
    }

  private:
    const SeriesLog& m_log;
    std::size_t m_next = 0;
};

/// One row for everything that any of the runs measured at an iteration: their tables are merged, each being in order.
Status writeWide(const OpenTables& tables, RunTable table, const fs::path& folder)
{
    const SeriesFile& form = tables.forms[static_cast<std::size_t>(table)];
    std::string header = "iteration,epoch";
    std::vector<Cursor> cursors;
    for (const std::size_t which : form.series()) {
        for (const Column& column : tables.columns) {
            header += fmt::format(",{}_{}", seriesOf(table)[which].name, column.suffix);
        }
    }
    for (const Column& column : tables.columns) {
        cursors.emplace_back(column.run.log(table));
    }
    auto file = CsvFile::create(folder / fmt::format("wide-{}.csv", nameOf(table)), header);
    if (!file) {
        return passOn(file);
    }
    std::vector<std::optional<SeriesRow>> rows(cursors.size());
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
        for (const std::size_t which : form.series()) {
            const Series& series = seriesOf(table)[which];
            for (const auto& row : rows) {
                if (!row || !row->isMeasured(which)) {
                    line.addEmpty();
                } else {
                    addTo(line, series, row->values[which]);
                }
            }
        }
        if (auto status = file->append(line); !status) {
            return status;
        }
    }
}

/// What an instrument saw in all runs, where it has looked at all.
Status writeProbes(const ExportSource& source, const Instrument& instrument, const fs::path& folder)
{
    std::optional<CsvFile> file;
    for (const RunRecord& run : source.stored.runs) {
        const ProbeTable table = run.probes.table(instrument);
        if (table.size() > 0 && !file) {
            auto created = CsvFile::create(folder / fmt::format("probe-{}.csv", instrument.name),
                                           "experiment,seed,variant," + instrument.header());
            if (!created) {
                return passOn(created);
            }
            file = std::move(*created);
        }
        for (std::size_t row = 0; row < table.size(); ++row) {
            CsvLine line;
            line.add(std::string_view(source.name)).add(std::string_view(std::to_string(run.seed)));
            line.add(std::string_view(run.variant)).add(table.iteration(row)).add(std::string_view(table.layer(row)));
            for (const double value : table.values(row)) {
                line.add(value);
            }
            if (auto status = file->append(line); !status) {
                return status;
            }
        }
    }
    return file ? file->flush() : Status();
}

}  // namespace

Status exportCsv(const ExportSource& source, const fs::path& folder)
{
    OpenTables tables;
    for (const RunRecord& run : source.stored.runs) {
        tables.columns.push_back({fmt::format("seed_{}_{}", run.seed, variantColumn(run.variant)), run});
    }
    for (const RunTable table : kRunTables) {
        tables.forms.emplace_back(table, source.stored.spec.validation > 0);
    }
    if (auto status = writeLong(source, tables, folder / "long.csv"); !status) {
        return status;
    }
    for (const RunTable table : kRunTables) {
        if (auto status = writeWide(tables, table, folder); !status) {
            return status;
        }
    }
    for (const Instrument& instrument : instruments()) {
        if (auto status = writeProbes(source, instrument, folder); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace normscope
