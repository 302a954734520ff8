#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/runtime/CoreWait.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

/// One seed's runs of a case while they train: record and writer of each. A run's events come from one thread at a
/// time.
class SeedRuns
{
  public:
    /// `prepared` outlives it; its data need not outlive the training.
    SeedRuns(const PreparedCase& prepared, std::uint64_t seed, int threads);

    /// Takes the runs that nobody else holds, each from where it was interrupted, or from the beginning, and holds them
    /// until they are over. Where one cannot be resumed, the others are not either. `isNew`: of an experiment that has
    /// just been made, whose files may also be made later than now.
    void take(const std::filesystem::path& caseFolder, bool isNew);

    /// What is left to train; none where nothing is. `sink` and these runs outlive it.
    [[nodiscard]] std::optional<TrainingGroup> group(const ExperimentSink& sink);

    /// Whether nothing is left to train. True only after everything that its last event brought is done, and then on
    /// any thread.
    [[nodiscard]] bool isOver() const { return m_left.load(std::memory_order_acquire) == 0; }

    /// Why they cannot be resumed; none where they can.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// Hands the records over and adds what went wrong to the outcome. Gives the variants that somebody else holds.
    [[nodiscard]] std::vector<std::string> finish(CaseOutcome& done, ExperimentOutcome& outcome);

    [[nodiscard]] std::uint64_t seed() const { return m_seed; }

  private:
    struct One
    {
        RunRecord record = {};
        std::optional<FolderLock> lock = {};   ///< of its folder, while it trains
        std::optional<RunWriter> writer = {};  ///< none: the run is over, or somebody else's
        bool isHeld = false;                   ///< by somebody else
        bool isTrained = false;
        bool isStarted = false;  ///< one that fails for want of memory may end without
        CoreWaitMeter coreWait;
        Status written = {};  ///< what the writer said at the end
    };

    [[nodiscard]] std::vector<Participant> participants() const;
    /// Files and state of a run that nobody else holds, and where it starts.
    [[nodiscard]] Status start(One& run, Participant& participant, bool isNew);
    void add(const TrainingEvent& event, const ExperimentSink& sink);

    /// What the record knows of the machine, which events do not tell.
    void lookAtMachine(One& run, const TrainingEvent& event);
    [[nodiscard]] RunWriter::Metadata metadataOf(const std::string& variant) const;
    [[nodiscard]] std::string phraseOf(const std::string& variant) const;

    const PreparedCase& m_prepared;
    std::uint64_t m_seed;
    std::filesystem::path m_folder;  ///< of the case
    TrainingSpec m_training;
    std::vector<One> m_runs;                  ///< in the order of the variants
    std::vector<Participant> m_participants;  ///< those that are not over, until group() takes them
    std::atomic<std::size_t> m_left = 0;      ///< runs that train, or will
    std::atomic<std::size_t> m_started = 0;   ///< runs that have begun and are not over
    std::atomic<bool> m_isOverlapped = false;
    std::optional<Error> m_error;
};

}  // namespace normscope
