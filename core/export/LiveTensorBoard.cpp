#include <chrono>

#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/LiveTensorBoard.h>

namespace normscope
{

namespace
{

/// Below the folder of all: "lr-0.1/seed-1/bn".
std::filesystem::path folderOf(const RunRecord& run)
{
    return leafOf(caseFolder({}, run.caseName), run.seed, run.variant);
}

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

void LiveTensorBoard::start(const RunRecord& run, const Started& started)
{
    const std::filesystem::path place = folderOf(run);
    // The folder of a run that is resumed may have come from elsewhere.
    if (auto status = refuseLinks(m_folder.parent_path(), m_folder.filename() / place); !status) {
        keep(std::move(status));
        return;
    }
    auto file = TensorBoardFile::create(m_folder / place, secondsSince1970());
    if (!file) {
        keep(passOn(file));
        return;
    }
    if (started.iterationsDone > 0) {
        keep(file->addRestart(secondsSince1970(), started.iterationsDone + 1));
    }
    m_runs.insert_or_assign(place, std::move(*file));
}

void LiveTensorBoard::flush()
{
    m_sinceFlush = Stopwatch();
    for (auto& [key, file] : m_runs) {
        keep(file.flush());
    }
}

void LiveTensorBoard::add(const RunRecord& run, const TrainingEvent& event)
{
    if (!m_status) {
        return;
    }
    if (const auto* started = std::get_if<Started>(&event.what)) {
        start(run, *started);
        return;
    }
    const auto found = m_runs.find(folderOf(run));
    if (found == m_runs.end()) {
        return;
    }
    const auto row = rowOf(event);
    if (row) {
        keep(found->second.add(secondsSince1970(), row->iteration, scalarsOf(*row)));
    }
    if (const auto* look = std::get_if<ProbeRows>(&event.what)) {
        keep(found->second.add(secondsSince1970(), look->iteration, scalarsOf(*look)));
        return;
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
