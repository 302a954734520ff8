#include "TrainingRun.h"

#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/LiveTensorBoard.h>

#include "Console.h"
#include "ExitCode.h"
#include "ReportFiles.h"

namespace normscope
{

namespace
{

/// What is trained, and how that is told.
struct Telling
{
    const Experiment& experiment;
    std::filesystem::path root;
    std::string onlyCase;  ///< of several, which alone is trained; empty: all
    bool tensorBoard = false;
    TalkOptions options;
};

/// Runs `train(listener)` and tells how it went. Cases that are all trained end in a report.
template <class Train>
int tellTraining(const Telling& telling, const RunControl& control, Train train)
{
    const auto& [experiment, root, onlyCase, tensorBoard, options] = telling;
    TrainingTalk talk(options, experiment);
    LiveTensorBoard live(root / "tensorboard");
    ExperimentListener listener = talk.listener();
    if (tensorBoard) {
        listener.event = [&live, next = std::move(listener.event)](const RunRecord& run, const TrainingEvent& event) {
            live.add(run, event);
            next(run, event);
        };
    }
    Result<ExperimentOutcome> outcome = train(listener);
    if (outcome && !live.status()) {
        outcome->errors.push_back(live.status().error());
    }
    const int exitCode = talk.end(outcome, root, onlyCase);
    std::error_code ignored;
    const bool wantsReport = outcome && onlyCase.empty() && experiment.hasSeveralCases() && exitCode == kDone &&
                             (outcome->isTrained || !std::filesystem::exists(root / "report.pdf", ignored));
    return wantsReport ? addReport(root, talk.talks(), [&control] { return control.isStopped(); }) : exitCode;
}

}  // namespace

int trainExperiment(const Experiment& experiment, const TrainingOrder& order, RunControl& control)
{
    return tellTraining({experiment, order.folder, {}, order.tensorBoard, order.talk}, control,
                        [&](const ExperimentListener& listener) {
                            return runExperiment(experiment, order.folder, order.force, control, listener);
                        });
}

int resumeTraining(const TrainingOrder& order, RunControl& control)
{
    const auto plan = readPlan(order.folder);
    if (!plan) {
        return giveUp(plan.error());
    }
    const std::filesystem::path& root = plan->place.experiment;
    // What was watched is watched on.
    std::error_code ignored;
    const bool isWatched = std::filesystem::exists(root / "tensorboard", ignored);
    return tellTraining({plan->experiment, root, plan->place.caseName, isWatched, order.talk}, control,
                        [&](const ExperimentListener& listener) {
                            return resumeExperiment(order.folder, control, listener, order.moved);
                        });
}

}  // namespace normscope
