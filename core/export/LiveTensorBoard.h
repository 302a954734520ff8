#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>

#include <normscope/base/Result.h>
#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/export/TensorBoardFile.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// Writes TensorBoard event files while an experiment trains, flushed every second: FOLDER/seed-1/bn/events…. Times are
/// those of the day. Files are made when runs start; one that goes on from an interruption gets a further file, by
/// which TensorBoard forgets the steps that are trained again.
///
/// The first error is kept and nothing more is written; the training goes on.
class LiveTensorBoard
{
  public:
    explicit LiveTensorBoard(std::filesystem::path folder);

    void add(std::uint64_t seed, const TrainingEvent& event);

    /// A sink that tells this one, which must live as long, and then the next.
    [[nodiscard]] ExperimentSink before(ExperimentSink next);

    /// The first thing that could not be written.
    [[nodiscard]] const Status& status() const { return m_status; }

  private:
    void keep(Status status);
    void start(std::uint64_t seed, const std::string& variant, const Started& started);
    void flush();

    std::filesystem::path m_folder;
    std::map<std::pair<std::uint64_t, std::string>, TensorBoardFile> m_runs;
    Stopwatch m_sinceFlush;
    Status m_status;
};

}  // namespace normscope
