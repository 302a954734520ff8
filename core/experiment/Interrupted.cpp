#include <spdlog/spdlog.h>

#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Interrupted.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

Result<RunStart> findStart(const std::filesystem::path& experiment, const ExperimentSpec& spec, std::uint64_t seed,
                           Twin twin, std::int64_t schedule, const RunWriter::Metadata& metadata)
{
    const std::filesystem::path leaf = leafOf(experiment, seed, twin);
    const bool hasValidation = spec.validation > 0;
    RunStart start;
    start.record.seed = seed;
    start.record.twin = twin;
    // Unreadable beyond its checkpoint it may be: that part is cut off below.
    if (auto present = readRun(experiment, spec, seed, twin);
        present && *present && ((*present)->status == RunStatus::Done || (*present)->status == RunStatus::Diverged)) {
        start.record = std::move(**present);
        start.isOver = true;
        return start;
    }
    auto stored = readCheckpoint(leaf, schedule);
    if (!stored) {
        return passOn(stored);
    }
    if (!*stored) {
        auto writer = RunWriter::create(leaf, hasValidation, metadata);
        if (!writer) {
            return passOn(writer);
        }
        start.writer = std::move(*writer);
        return start;
    }
    StoredCheckpoint& checkpoint = **stored;
    if (!checkpoint.remark.empty()) {
        spdlog::warn("{}; going on from {}, which is a little older", checkpoint.remark, checkpoint.file);
    }
    auto writer = RunWriter::goOn(leaf, hasValidation, metadata, checkpoint.csv);
    if (!writer) {
        return passOn(writer);
    }
    auto record = readRun(experiment, spec, seed, twin);
    if (!record) {
        return passOn(record);
    }
    if (*record) {
        start.record = std::move(**record);
    }
    start.record.status = RunStatus::Running;
    start.record.message.clear();
    start.from = std::make_shared<const Checkpoint>(std::move(checkpoint.checkpoint));
    start.writer = std::move(*writer);
    spdlog::info("seed {}, {}: goes on behind iteration {}", seed, twin == Twin::Bn ? "with BN" : "without BN",
                 start.from->iteration);
    return start;
}

}  // namespace normscope
