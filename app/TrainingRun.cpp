#include "TrainingRun.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/LiveTensorBoard.h>

#include "Console.h"
#include "ExitCode.h"
#include "ReportFiles.h"

namespace normscope
{

namespace
{

bool isOver(const Result<std::optional<RunRecord>>& run)
{
    return run && *run && ((*run)->status == RunStatus::Done || (*run)->status == RunStatus::Diverged);
}

/// Whether every run of the experiment is done or diverged.
bool isOver(const StoredConfig& stored)
{
    const ExperimentSpec& spec = stored.config.spec;
    const auto variants = variantsOf(spec);
    return std::all_of(spec.seeds.begin(), spec.seeds.end(), [&](std::uint64_t seed) {
        return std::all_of(variants.begin(), variants.end(), [&](const std::string& variant) {
            return isOver(readRun(stored.folder, spec, seed, variant));
        });
    });
}

/// Runs `train(sink)` and tells how it went.
template <class Train>
TrainingEnd tellTraining(TrainingTalk& talk, const std::filesystem::path& folder, bool tensorBoard, Train train)
{
    LiveTensorBoard live(folder / "tensorboard");
    Result<ExperimentOutcome> outcome = train(tensorBoard ? live.before(talk.sink()) : talk.sink());
    if (outcome && !live.status()) {
        outcome->errors.push_back(live.status().error());
    }
    TrainingEnd end;
    end.exitCode = talk.end(outcome, folder);
    if (outcome) {
        end.isCancelled = outcome->isCancelled;
        end.comparison = std::move(outcome->comparison);
    }
    return end;
}

/// Of several experiments: interrupted, then errors, then divergence, then success.
int firstThatApplies(int a, int b)
{
    for (const int code : {kInterrupted, kUsage, kFailed, kDiverged}) {
        if (a == code || b == code) {
            return code == kUsage ? kFailed : code;
        }
    }
    return kDone;
}

/// Trains or goes on with each member by `one(member, order)` and tells the study's end.
template <class One>
int overMembers(const Study& study, const TrainingOrder& order, RunControl& control, One one)
{
    // Others would begin the members that this one has not come to.
    const auto lock = FolderLock::take(order.folder);
    if (!lock) {
        return giveUp(lock.error());
    }
    std::vector<ExperimentComparison> comparisons;
    int exitCode = kDone;
    bool isCancelled = false;
    for (const StudyMember& member : study.members) {
        if (auto status = refuseLinks(order.folder, member.name); !status) {
            exitCode = firstThatApplies(exitCode, giveUp(status.error()));
            continue;
        }
        TrainingOrder memberOrder = order;
        memberOrder.folder = order.folder / member.name;
        memberOrder.force = false;
        memberOrder.talk.member = member.name;
        const TrainingEnd end = one(member, memberOrder);
        // A value at which training diverges is what such a study wants to know.
        const bool isResult = end.exitCode == kDiverged && !study.varies.empty();
        exitCode = firstThatApplies(exitCode, isResult ? static_cast<int>(kDone) : end.exitCode);
        if (end.comparison) {
            comparisons.push_back(*end.comparison);
        }
        isCancelled |= end.isCancelled || control.isStopped();
        if (isCancelled) {
            break;
        }
    }
    if (isCancelled && comparisons.size() < study.members.size()) {
        exitCode = firstThatApplies(exitCode, kInterrupted);
    }
    if (auto status = writeComparison(order.folder, comparisons); !status) {
        printError(status.error().message);
        exitCode = firstThatApplies(exitCode, kFailed);
    }
    if (!order.talk.quiet && !order.talk.json) {
        print(toText(study, comparisons));
        print(fmt::format("\nResults: {}\n", order.folder.string()));
    }
    if (exitCode == kDone || exitCode == kDiverged) {
        exitCode = firstThatApplies(exitCode, addReport(order.folder, !order.talk.quiet && !order.talk.json));
    }
    return exitCode;
}

}  // namespace

TrainingEnd trainExperiment(const ExperimentConfig& config, const TrainingOrder& order, RunControl& control)
{
    const auto experiment = prepareExperiment(config.spec, config.facts);
    if (!experiment) {
        return {giveUp(experiment.error()), false, std::nullopt};
    }
    TrainingTalk talk(order.talk, experiment->spec);
    talk.showModel(*experiment);
    return tellTraining(talk, order.folder, order.tensorBoard, [&](const ExperimentSink& sink) {
        return runExperiment(*experiment, order.folder, order.force, control, sink);
    });
}

TrainingEnd goOnWithExperiment(const TrainingOrder& order, RunControl& control)
{
    const auto stored = readStoredConfig(order.folder);
    if (!stored) {
        return {giveUp(stored.error()), false, std::nullopt};
    }
    if (isOver(*stored)) {
        if (!order.talk.quiet && !order.talk.json) {
            print(fmt::format("{} is finished: nothing is left to train\n", stored->folder.string()));
        }
        for (const std::uint64_t seed : stored->config.spec.seeds) {
            for (const std::string& variant : variantsOf(stored->config.spec)) {
                // As a kill in the last moment may have left.
                if (refuseLinks(stored->folder, leafOf({}, seed, variant))) {
                    removeCheckpoints(leafOf(stored->folder, seed, variant));
                }
            }
        }
        TrainingEnd end;
        if (const auto finished = readExperiment(stored->folder)) {
            end.comparison = compare(folderName(stored->folder), variantsOf(stored->config.spec), finished->runs);
            compareMistakes(*end.comparison, stored->folder);
            // All is trained, but the disk may have been full when that was to be written.
            if (!holdsComparison(stored->folder, *end.comparison)) {
                if (auto status = writeComparison(stored->folder, {*end.comparison}); !status) {
                    end.exitCode = giveUp(status.error());
                }
            }
        }
        return end;
    }
    const auto experiment = prepareExperiment(stored->config.spec, stored->config.facts);
    if (!experiment) {
        return {giveUp(experiment.error()), false, std::nullopt};
    }
    TrainingTalk talk(order.talk, experiment->spec);
    // What was watched is watched on.
    std::error_code ignored;
    const bool isWatched = std::filesystem::exists(stored->folder / "tensorboard", ignored);
    return tellTraining(talk, stored->folder, isWatched, [&](const ExperimentSink& sink) {
        return resumeExperiment(*experiment, stored->config.facts, stored->folder, control, sink);
    });
}

int trainStudy(const Study& study, const TrainingOrder& order, RunControl& control)
{
    if (auto status = createStudy(order.folder, order.force, study); !status) {
        return giveUp(status.error());
    }
    return overMembers(study, order, control, [&](const StudyMember& member, const TrainingOrder& memberOrder) {
        return trainExperiment({member.spec, {}}, memberOrder, control);
    });
}

int goOnWithStudy(const TrainingOrder& order, RunControl& control)
{
    const auto study = readStudySpec(order.folder);
    if (!study) {
        return giveUp(study.error());
    }
    return overMembers(*study, order, control, [&](const StudyMember& member, const TrainingOrder& memberOrder) {
        return holdsExperiment(memberOrder.folder) ? goOnWithExperiment(memberOrder, control)
                                                   : trainExperiment({member.spec, {}}, memberOrder, control);
    });
}

}  // namespace normscope
