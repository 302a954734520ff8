#include <utility>

#include <spdlog/spdlog.h>

#include <normscope/experiment/PlanTraining.h>
#include <normscope/experiment/RunInfo.h>

namespace normscope
{

namespace
{

namespace fs = std::filesystem;

/// What the first run that has begun was trained with: another number would give other bits.
int threadsOfRuns(const StoredPlan& plan)
{
    for (const ExperimentCase& one : plan.experiment.cases) {
        const fs::path folder = caseFolder(plan.place.experiment, one.name);
        for (const std::uint64_t seed : one.spec.seeds) {
            for (const std::string& variant : variantsOf(one.spec)) {
                if (const auto run = readRunInfo(leafOf(folder, seed, variant))) {
                    return run->threads;
                }
            }
        }
    }
    return threadsOf(plan.experiment);
}

/// Of an experiment that nobody wanted to be trained once its data were there.
ExperimentOutcome unwanted()
{
    ExperimentOutcome outcome;
    outcome.isCancelled = true;
    return outcome;
}

}  // namespace

Result<ExperimentOutcome> runExperiment(const Experiment& experiment, const fs::path& folder, bool force,
                                        RunControl& control, const ExperimentListener& listener)
{
    const int threads = threadsOf(experiment);
    StoredPlan plan;
    plan.place.experiment = folder;
    plan.experiment = experiment;
    PlanTraining training(std::move(plan), /*resumes=*/false, control, listener);
    const auto isWanted = training.prepareFirst();
    if (!isWanted) {
        return passOn(isWanted);
    }
    if (!*isWanted) {
        return unwanted();
    }
    if (auto status = training.create(force, describeEnvironment(threads)); !status) {
        return passOn(status);
    }
    return training.run(threads);
}

Result<ExperimentOutcome> resumeExperiment(const fs::path& folder, RunControl& control,
                                           const ExperimentListener& listener)
{
    auto plan = readPlan(folder);
    if (!plan) {
        return passOn(plan);
    }
    // A run alone cannot be resumed: its case is.
    plan->place.seed.reset();
    const fs::path root = plan->place.experiment;
    const int threads = threadsOfRuns(*plan);
    PlanTraining training(std::move(*plan), /*resumes=*/true, control, listener);
    const auto isWanted = training.prepareFirst();
    if (!isWanted) {
        return passOn(isWanted);
    }
    if (!*isWanted) {
        return unwanted();
    }
    if (training.isReady()) {
        for (const std::string& change : environmentChanges(root, describeEnvironment(threads))) {
            spdlog::warn("{}: not as when the run began ({}); it goes on, but will not end in the same bits",
                         folderName(root), change);
        }
    }
    return training.run(threads);
}

}  // namespace normscope
