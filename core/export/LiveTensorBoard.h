#pragma once

#include <filesystem>
#include <map>

#include <normscope/base/Result.h>
#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/export/TensorBoardFile.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// Writes TensorBoard event files while an experiment trains, flushed every second: FOLDER/seed-1/bn/events…,
/// below a folder of the case where there are several. Times are
/// those of the day. Files are made when runs start; one that goes on from an interruption gets a further file, by
/// which TensorBoard forgets the steps that are trained again.
///
/// The first error is kept and nothing more is written; the training goes on.
class LiveTensorBoard
{
  public:
    explicit LiveTensorBoard(std::filesystem::path folder);

    void add(const RunRecord& run, const TrainingEvent& event);

    /// The first thing that could not be written.
    [[nodiscard]] const Status& status() const { return m_status; }

  private:
    void keep(Status status);
    void start(const RunRecord& run, const Started& started);
    void flush();

    std::filesystem::path m_folder;
    std::map<std::filesystem::path, TensorBoardFile> m_runs;  ///< by their folders below this one
    Stopwatch m_sinceFlush;
    Status m_status;
};

}  // namespace normscope
