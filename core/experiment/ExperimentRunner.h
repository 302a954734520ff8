#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/Study.h>
#include <normscope/runtime/Environment.h>
#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// An experiment whose data are in memory and whose settings have been found to fit them.
struct PreparedExperiment
{
    ExperimentSpec spec;
    DataFacts facts;
    TrainingData data;
};

/// Names folders of data so that the experiment can be gone on with from any working directory.
void nameDataFromAnywhere(ExperimentSpec& spec);
void nameDataFromAnywhere(Study& study);

/// Checks everything that can be decided without data: settings against each other, whether the dataset is there.
/// ErrorCode::Usage if not.
[[nodiscard]] Status checkWithoutData(const ExperimentSpec& spec);

/// That, and whether `folder` may be written to.
[[nodiscard]] Status checkBeforeData(const ExperimentSpec& spec, const std::filesystem::path& folder, bool force);

/// Reads the data and checks the settings against them. `expected` are the facts of the experiment.json that the
/// settings came from, if any; data that differ from them are told in the log.
[[nodiscard]] Result<PreparedExperiment> prepareExperiment(const ExperimentSpec& spec, const DataFacts& expected);

/// An event of a run, whose record has taken it in. Who keeps the record shares its tables, see RunRecord::part().
/// Called by one thread at a time, but not always by the same.
using ExperimentSink = std::function<void(const RunRecord& run, const TrainingEvent& event)>;

/// How an experiment ended.
struct ExperimentOutcome
{
    std::vector<RunRecord> runs;  ///< by seed, in the order of the variants
    ExperimentComparison comparison;
    bool isDiverged = false;    ///< at least one run
    bool isCancelled = false;   ///< stopped before the end: runs and seeds may be missing
    bool isSaved = true;        ///< of what was stopped: its files and checkpoints could be written
    std::vector<Error> errors;  ///< runs that failed, files that could not be written
};

/// Trains all runs of the experiment on its lanes (see lanesOf() and trainOnLanes()) and writes its folder. Blocks. An
/// error is returned only where nothing was trained.
[[nodiscard]] Result<ExperimentOutcome> runExperiment(const PreparedExperiment& experiment,
                                                      const std::filesystem::path& folder, bool force,
                                                      RunControl& control, const ExperimentSink& sink);

/// Goes on with the runs of that folder that are not over, each from its last whole checkpoint or, where there is none,
/// from the beginning. The folder ends as if nothing had happened, but for seconds, if machine and threads are the
/// same; if not, the log says so. `experiment` was prepared with the folder's own settings and facts; other data are an
/// error. Runs that are over are not touched.
[[nodiscard]] Result<ExperimentOutcome> resumeExperiment(const PreparedExperiment& experiment,
                                                         const DataFacts& expected, const std::filesystem::path& folder,
                                                         RunControl& control, const ExperimentSink& sink);

}  // namespace normscope
