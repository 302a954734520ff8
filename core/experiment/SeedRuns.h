#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunWriter.h>
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

    /// New runs with new files.
    void begin(const std::filesystem::path& caseFolder);

    /// The runs of a folder from where they were interrupted. Where one cannot be resumed, the others are not either.
    void resume(const std::filesystem::path& caseFolder);

    /// What is left to train; none where nothing is. `sink` and these runs outlive it.
    [[nodiscard]] std::optional<TrainingGroup> group(const ExperimentSink& sink);

    /// Whether nothing is left to train. True only after everything that its last event brought is done, and then on
    /// any thread.
    [[nodiscard]] bool isOver() const { return m_left.load(std::memory_order_acquire) == 0; }

    /// Why they cannot be resumed; none where they can.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// Hands the records over and adds what went wrong to the outcome.
    void finish(CaseOutcome& done, ExperimentOutcome& outcome);

  private:
    struct One
    {
        RunRecord record;
        std::optional<RunWriter> writer;  ///< none: the run is over
        Status written = {};              ///< what the writer said at the end
    };

    [[nodiscard]] std::vector<Participant> participants() const;
    void take(const TrainingEvent& event, const ExperimentSink& sink);
    [[nodiscard]] RunWriter::Metadata metadataOf(const std::string& variant) const;
    [[nodiscard]] std::string phraseOf(const std::string& variant) const;

    const PreparedCase& m_prepared;
    std::uint64_t m_seed;
    TrainingSpec m_training;
    std::vector<One> m_runs;                  ///< in the order of the variants
    std::vector<Participant> m_participants;  ///< those that are not over, until group() takes them
    std::atomic<std::size_t> m_left = 0;      ///< runs that train
    std::optional<Error> m_error;
};

}  // namespace normscope
