#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include <normscope/base/Result.h>
#include <normscope/experiment/Series.h>
#include <normscope/train/TrainingEvent.h>

/// A run's checkpoints on disk: checkpoint.safetensors and, behind it, checkpoint.previous.safetensors. A process that
/// is killed, a full disk or a machine that loses power leaves at least the one before.
namespace normscope
{

/// How long each of the run's CSV files was at the checkpoint: what comes behind is of steps that will be taken again.
struct CsvLengths
{
    std::array<std::int64_t, kRunTables.size()> tables{};  ///< in the order of kRunTables
    std::map<std::string, std::int64_t> probes = {};       ///< by instrument; none: it had no file yet
};

/// What the whole run is to be: a checkpoint of another one does not lead there.
struct RunPlan
{
    std::int64_t steps = 0;
    std::string settings;  ///< see identityOf(); places of data may change
};

struct StoredCheckpoint
{
    Checkpoint checkpoint;
    CsvLengths csv{};
    std::string file;    ///< that it was read from
    std::string remark;  ///< why it is not the newest one; empty if it is
};

/// Writes the checkpoint to a temporary, brings it onto the disk, keeps the present one as the previous and puts the
/// new one in its place. An error leaves what was there.
[[nodiscard]] Status writeCheckpoint(const std::filesystem::path& leaf, const Checkpoint& checkpoint,
                                     const CsvLengths& csv, const RunPlan& plan);

/// The newest checkpoint of a run that is whole, as its checksum over every byte tells; none where there is no file of
/// one. ErrorCode::Data where there are some and none is whole and of that plan, Io where one cannot be read: it may
/// well be whole.
[[nodiscard]] Result<std::optional<StoredCheckpoint>> readCheckpoint(const std::filesystem::path& leaf,
                                                                     const RunPlan& plan);

/// Puts the previous checkpoint in the place of the newest, which is damaged: what is written next would else take the
/// place of the only one that is whole.
[[nodiscard]] Status dropDamagedCheckpoint(const std::filesystem::path& leaf);

/// Removes all of them, of a run that is over.
void removeCheckpoints(const std::filesystem::path& leaf);

}  // namespace normscope
