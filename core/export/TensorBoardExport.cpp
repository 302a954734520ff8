#include <normscope/export/MetricTables.h>
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
    const auto add = [&](double trainSeconds, std::int64_t iteration, const auto& measured) {
        if (status) {
            status = file->add(kExportedTimeZero + trainSeconds, iteration, scalarsOf(measured));
        }
    };
    const auto last = lastIterations(run);
    auto look = run.evaluations.begin();
    auto epoch = run.epochs.begin();
    // In the order in which it happened, as TensorBoard expects of a run.
    const auto catchUp = [&](std::int64_t iteration) {
        for (; look != run.evaluations.end() && look->iteration <= iteration; ++look) {
            add(look->trainSeconds, look->iteration, *look);
        }
        for (; epoch != run.epochs.end(); ++epoch) {
            const std::int64_t end = last[static_cast<std::size_t>(epoch - run.epochs.begin())];
            if (end > iteration) {
                break;
            }
            add(epoch->trainSeconds, end, *epoch);
        }
    };
    for (const Step& step : run.steps) {
        add(step.trainSeconds, step.iteration, step);
        catchUp(step.iteration);
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
