#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Preparation.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// An event of a run, whose record has taken it in and says of which case it is. Who keeps the record shares its
/// tables, see RunRecord::part().
using ExperimentSink = std::function<void(const RunRecord& run, const TrainingEvent& event)>;

/// What has come of a case.
struct CaseOutcome
{
    std::string name;             ///< empty where it is the only one
    std::vector<RunRecord> runs;  ///< by seed, in the order of the variants
    ExperimentComparison comparison;
    std::vector<Error> errors;  ///< runs of it that failed or could not be written
    bool isTrained = false;     ///< false where all of its runs were over before
};

/// Who is told of an experiment while it trains: by one thread at a time, but not always by the same. What is null is
/// not told.
struct ExperimentListener
{
    /// A case's data are in memory; before anything of it is written. False: nothing more is to be trained.
    std::function<bool(const PreparedCase& prepared)> prepared = {};
    ExperimentSink event = {};
    /// All runs of a case are over.
    std::function<void(const CaseOutcome& done)> ended = {};
    /// A case that cannot be trained; the others are.
    std::function<void(const Error& error)> refused = {};
};

/// How an experiment ended.
struct ExperimentOutcome
{
    /// Those that have runs, in the order of the plan. Of several, the records are gone once they have been told.
    std::vector<CaseOutcome> cases;
    bool isTrained = false;         ///< false where everything was over before
    bool isDiverged = false;        ///< at least one run
    bool isCancelled = false;       ///< stopped before the end: runs, seeds and cases may be missing
    std::vector<std::string> held;  ///< runs that another process has and has not ended, by their place in the folder
    bool isSaved = true;            ///< of what was stopped: its files and checkpoints could be written
    std::vector<Error> errors;  ///< cases that could not be trained, runs that failed, files that could not be written
};

/// Trains all runs of all cases on the experiment's lanes (see lanesOf() and trainOnLanes()) and writes its folder.
/// Blocks. A case whose data or settings are refused keeps no other from training. An error is returned only where
/// nothing was trained.
[[nodiscard]] Result<ExperimentOutcome> runExperiment(const Experiment& experiment, const std::filesystem::path& folder,
                                                      bool force, RunControl& control,
                                                      const ExperimentListener& listener);

/// Where an experiment's data are now, where they have been moved since it began; empty: where they were.
struct MovedData
{
    std::string dataset;
    std::string testDataset;
};

/// Resumes the runs of an experiment's folder that are not over, each from its last whole checkpoint or, where there is
/// none, from the beginning; cases that nobody has begun are begun. By the folder of a case, or of a run in it, that
/// case alone. `moved` names data that are not where they were; experiment.json then says so, too. The folder ends as
/// if nothing had happened, but for seconds, if machine and threads are the same; if not, the log says so. Other data
/// than the runs began with are an error. Runs that are over are not touched, nor those that another process holds: so
/// several share the runs of one experiment. `jobs`: networks that train at one time, see lanesOf().
[[nodiscard]] Result<ExperimentOutcome> resumeExperiment(const std::filesystem::path& folder, RunControl& control,
                                                         const ExperimentListener& listener,
                                                         const MovedData& moved = {}, std::optional<int> jobs = {});

}  // namespace normscope
