#include <chrono>

#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/LiveTensorBoard.h>

namespace normscope
{

namespace
{

double secondsSince1970()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

LiveTensorBoard::LiveTensorBoard(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

void LiveTensorBoard::keep(Status status)
{
    if (m_status && !status) {
        m_status = std::move(status);
        spdlog::warn("{}; the training goes on without it: normscope export --format tensorboard makes it afterwards",
                     m_status.error().message);
    }
}

void LiveTensorBoard::start(std::uint64_t seed, const std::string& variant, const Started& started)
{
    // The folder of a run that goes on may have come from elsewhere.
    if (auto status = refuseLinks(m_folder.parent_path(), leafOf(m_folder.filename(), seed, variant)); !status) {
        keep(std::move(status));
        return;
    }
    auto file = TensorBoardFile::create(leafOf(m_folder, seed, variant), secondsSince1970());
    if (!file) {
        keep(passOn(file));
        return;
    }
    if (started.iterationsDone > 0) {
        keep(file->addRestart(secondsSince1970(), started.iterationsDone + 1));
    }
    m_runs.insert_or_assign({seed, variant}, std::move(*file));
}

ExperimentSink LiveTensorBoard::before(ExperimentSink next)
{
    return [this, next = std::move(next)](const RunRecord& run, const TrainingEvent& event) {
        add(run.seed, event);
        next(run, event);
    };
}

void LiveTensorBoard::flush()
{
    m_sinceFlush = Stopwatch();
    for (auto& [key, file] : m_runs) {
        keep(file.flush());
    }
}

void LiveTensorBoard::add(std::uint64_t seed, const TrainingEvent& event)
{
    if (!m_status) {
        return;
    }
    if (const auto* started = std::get_if<Started>(&event.what)) {
        start(seed, event.variant, *started);
        return;
    }
    const auto found = m_runs.find({seed, event.variant});
    if (found == m_runs.end()) {
        return;
    }
    const auto row = rowOf(event);
    if (row) {
        keep(found->second.add(secondsSince1970(), row->iteration, scalarsOf(*row)));
    }
    const bool isOver = !row && !std::holds_alternative<Checkpoint>(event.what);
    constexpr double kSecondsBetweenFlushes = 1.0;
    if (isOver || m_sinceFlush.seconds() >= kSecondsBetweenFlushes) {
        flush();
    }
    if (isOver) {
        m_runs.erase(found);
    }
}

}  // namespace normscope
