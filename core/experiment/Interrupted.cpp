#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Interrupted.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

namespace
{

/// By its summary alone, whatever its tables hold.
bool saysItIsOver(const std::filesystem::path& leaf)
{
    const auto json = readJsonObject(leaf / "summary.json");
    const Json status = json ? json->value("status", Json()) : Json();
    return status == nameOf(RunStatus::Done) || status == nameOf(RunStatus::Diverged);
}

}  // namespace

Result<RunStart> findStart(const std::filesystem::path& experiment, const ExperimentSpec& spec, std::uint64_t seed,
                           const std::string& variant, std::int64_t schedule, const RunWriter::Metadata& metadata)
{
    const std::filesystem::path leaf = leafOf(experiment, seed, variant);
    const bool hasValidation = spec.validation > 0;
    RunStart start;
    start.record.seed = seed;
    start.record.variant = variant;
    auto present = readRun(experiment, spec, seed, variant);
    if (present && *present && (*present)->isOver()) {
        start.record = std::move(**present);
        start.isOver = true;
        removeCheckpoints(leaf);  // a kill in its last moment may have left them
        return start;
    }
    // Damaged beyond its checkpoint it may be: that part is cut off below. What is over has no checkpoint any more and
    // must not be begun anew, nor must what cannot be read just now.
    if (!present && (present.error().code == ErrorCode::Io || saysItIsOver(leaf))) {
        return passOn(present);
    }
    auto stored = readCheckpoint(leaf, {schedule, metadata.identity});
    if (!stored) {
        return passOn(stored);
    }
    std::error_code ignored;
    const bool hasSummary = std::filesystem::exists(leaf / "summary.json", ignored);
    if (*stored && !hasSummary) {
        spdlog::warn("{}: is missing, so this run begins anew", (leaf / "summary.json").string());
    }
    if (!*stored || !hasSummary) {
        removeCheckpoints(leaf);  // of tables that are no more
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
        if (auto status = dropDamagedCheckpoint(leaf); !status) {
            return passOn(status);
        }
    }
    auto writer = RunWriter::goOn(leaf, hasValidation, metadata, checkpoint.csv);
    if (!writer) {
        return passOn(writer);
    }
    auto record = readRun(experiment, spec, seed, variant);
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
    spdlog::info("seed {}, {}: goes on behind iteration {}", seed, variantPhrase(variant), start.from->iteration);
    return start;
}

}  // namespace normscope
