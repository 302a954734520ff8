#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/SeedRuns.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

/// The runs of a plan's cases while they train, case after case, all on the same lanes.
class PlanTraining
{
  public:
    PlanTraining(StoredPlan plan, bool resumes, RunControl& control, const ExperimentListener& listener);

    /// experiment.json is to name this place of data as the plan does, once they have been found to be the same.
    void keepPlaceOfData(std::string place) { m_newPlaces.insert(std::move(place)); }

    /// Prepares the first case that can be trained, before anything is written. False where whoever listens wants none
    /// trained. An error where no case can be.
    [[nodiscard]] Result<bool> prepareFirst();

    /// Whether prepareFirst() has found something left to train.
    [[nodiscard]] bool isReady() const { return m_ready != nullptr; }

    /// Makes the folder of a new experiment, with what the first case's data have told.
    [[nodiscard]] Status create(bool force, const Environment& environment);

    /// Trains with so many threads a network and writes the comparison. An error where nothing was trained.
    [[nodiscard]] Result<ExperimentOutcome> run(int threads);

  private:
    /// A case whose runs have begun.
    struct Begun
    {
        std::size_t index = 0;
        PreparedCase prepared;
        std::vector<std::unique_ptr<SeedRuns>> seeds;
        bool isTold = false;

        [[nodiscard]] bool isWhole() const { return seeds.size() == prepared.one.spec.seeds.size(); }
        [[nodiscard]] bool isOver() const
        {
            return std::all_of(seeds.begin(), seeds.end(), [](const auto& runs) { return runs->isOver(); });
        }
    };

    [[nodiscard]] bool hasSeveral() const { return m_plan.experiment.hasSeveralCases(); }
    [[nodiscard]] std::filesystem::path folderOf(const ExperimentCase& one) const;

    /// Keeps an error of a case, and tells it where others go on.
    void refuse(const ExperimentCase& one, const Error& error);

    /// What there is of a case whose runs are all over; none of one that has something left to train.
    [[nodiscard]] std::optional<CaseOutcome> overBefore(std::size_t index);

    /// Prepares the next case that has something left to train: m_ready is none where there is none.
    void prepareNext();

    /// The next seed's networks, of the case in work or of the next.
    [[nodiscard]] std::optional<TrainingGroup> next();

    /// Writes into experiment.json what the data have told and it does not know yet.
    void saveFacts();

    /// Whether a run of a case is over by now, and not only in this process.
    [[nodiscard]] bool isOverNow(std::size_t index, std::uint64_t seed, const std::string& variant) const;

    /// What others hold and have not ended.
    void tellHeld();

    /// A run that somebody else holds.
    struct HeldRun
    {
        std::size_t index = 0;
        std::uint64_t seed = 0;
        std::string variant;
    };

    void compareRuns(std::size_t index, CaseOutcome& done) const;
    void tell(std::size_t index, CaseOutcome done);
    void finishCase(Begun& begun);

    /// Tells of the cases whose last run is over.
    void tellOver();

    /// The comparisons of all cases that have begun, also of those that were not asked for.
    [[nodiscard]] std::vector<ExperimentComparison> comparisons() const;

    [[nodiscard]] Result<ExperimentOutcome> finish();

    StoredPlan m_plan;                 ///< of the whole or of a case, not of a run
    std::vector<std::size_t> m_order;  ///< the cases to train
    bool m_resumes;
    RunControl& m_control;
    const ExperimentListener& m_listener;
    std::mutex m_telling;
    ExperimentSink m_tell;
    CaseData m_data;
    int m_threads = 1;
    std::size_t m_next = 0;          ///< in m_order: the next case to be prepared
    std::unique_ptr<Begun> m_ready;  ///< prepared, not begun
    std::vector<std::unique_ptr<Begun>> m_begun;
    std::map<std::size_t, CaseOutcome> m_done;
    std::vector<HeldRun> m_held;
    ExperimentOutcome m_outcome;
    bool m_isUnwanted = false;
    std::set<std::string> m_newPlaces;  ///< of data that have been moved
    bool m_hasNewFacts = false;         ///< that experiment.json does not tell
};

}  // namespace normscope
