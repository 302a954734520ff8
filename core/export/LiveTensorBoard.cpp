#include <chrono>

#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Overloaded.h>
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

void LiveTensorBoard::start(std::uint64_t seed, Twin twin, const Started& started)
{
    // The folder of a run that goes on may have come from elsewhere.
    if (auto status = refuseLinks(m_folder.parent_path(), leafOf(m_folder.filename(), seed, twin)); !status) {
        keep(std::move(status));
        return;
    }
    auto file = TensorBoardFile::create(leafOf(m_folder, seed, twin), secondsSince1970());
    if (!file) {
        keep(passOn(file));
        return;
    }
    if (started.iterationsDone > 0) {
        keep(file->addRestart(secondsSince1970(), started.iterationsDone + 1));
    }
    m_runs.insert_or_assign({seed, twin}, Run{std::move(*file), started.iterationsDone});
}

ExperimentSink LiveTensorBoard::before(ExperimentSink next)
{
    return [this, next = std::move(next)](std::uint64_t seed, const TrainingEvent& event) {
        add(seed, event);
        next(seed, event);
    };
}

void LiveTensorBoard::flush()
{
    m_sinceFlush = Stopwatch();
    for (auto& [key, run] : m_runs) {
        keep(run.file.flush());
    }
}

void LiveTensorBoard::add(std::uint64_t seed, const TrainingEvent& event)
{
    if (!m_status) {
        return;
    }
    if (const auto* started = std::get_if<Started>(&event.what)) {
        start(seed, event.twin, *started);
        return;
    }
    const auto found = m_runs.find({seed, event.twin});
    if (found == m_runs.end()) {
        return;
    }
    Run& run = found->second;
    bool isOver = false;
    std::visit(
        Overloaded{
            [&](const Step& step) {
                run.iteration = step.iteration;
                keep(run.file.add(secondsSince1970(), step.iteration, scalarsOf(step)));
            },
            [&](const Evaluation& look) { keep(run.file.add(secondsSince1970(), look.iteration, scalarsOf(look))); },
            [&](const EpochResult& epoch) { keep(run.file.add(secondsSince1970(), run.iteration, scalarsOf(epoch))); },
            [](const Checkpoint& /*checkpoint*/) {},
            [&](const auto& /*end*/) { isOver = true; },
        },
        event.what);
    constexpr double kSecondsBetweenFlushes = 1.0;
    if (isOver || m_sinceFlush.seconds() >= kSecondsBetweenFlushes) {
        flush();
    }
    if (isOver) {
        m_runs.erase(found);
    }
}

}  // namespace normscope
