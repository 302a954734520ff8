#include <array>

#include <normscope/export/TensorBoardExport.h>
#include <normscope/export/TensorBoardFile.h>

namespace normscope
{

namespace
{

Status writeRun(const RunRecord& run, const std::filesystem::path& folder)
{
    auto file = TensorBoardFile::create(folder, kExportedTimeZero);
    if (!file) {
        return passOn(file);
    }
    Status status;
    const auto add = [&](const SeriesLog& log, std::size_t row) {
        if (status) {
            status = file->add(kExportedTimeZero + log.column("train_seconds")[row], log.iteration(row),
                               scalarsOf(log.row(row)));
        }
    };
    // In the order in which it happened, as TensorBoard expects of a run.
    std::array<std::size_t, kRunTables.size()> next{};
    std::size_t look = 0;
    const auto addLooks = [&](std::int64_t until, double seconds) {
        for (; status && look < run.probes.size() && run.probes.look(look)->iteration <= until; ++look) {
            const auto seen = run.probes.look(look);
            status = file->add(kExportedTimeZero + seconds, seen->iteration, scalarsOf(*seen));
        }
    };
    addLooks(0, 0);
    for (std::size_t i = 0; i < run.iterations.size(); ++i) {
        add(run.iterations, i);
        addLooks(run.iterations.iteration(i), run.iterations.column("train_seconds")[i]);
        for (const RunTable table : {RunTable::Evaluations, RunTable::Epochs}) {
            const SeriesLog& log = run.log(table);
            std::size_t& row = next.at(static_cast<std::size_t>(table));
            for (; row < log.size() && log.iteration(row) <= run.iterations.iteration(i); ++row) {
                add(log, row);
            }
        }
    }
    return status ? file->flush() : status;
}

}  // namespace

Status exportTensorBoard(const ExportSource& source, const std::filesystem::path& folder)
{
    for (const RunRecord& run : source.stored.runs) {
        if (auto status = writeRun(run, folder / placeOf(run)); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace normscope
