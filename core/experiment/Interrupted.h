#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/RunWriter.h>

namespace normscope
{

/// Where a run goes on.
struct RunStart
{
    RunRecord record;                        ///< what is known of it
    bool isOver = false;                     ///< done or diverged: nothing is left to do
    std::shared_ptr<const Checkpoint> from;  ///< null: at the beginning
    std::optional<RunWriter> writer;         ///< of its files, cut back to the checkpoint; none if it is over
};

/// Finds out where the run in a leaf of that experiment goes on and cuts its files back to there. A damaged checkpoint
/// is told in the log. ErrorCode::Data or Io where there are checkpoints and none can be used, and where what is there
/// cannot be read: nothing is changed then.
[[nodiscard]] Result<RunStart> findStart(const std::filesystem::path& experiment, const ExperimentSpec& spec,
                                         std::uint64_t seed, const std::string& variant, std::int64_t schedule,
                                         const RunWriter::Metadata& metadata);

}  // namespace normscope
