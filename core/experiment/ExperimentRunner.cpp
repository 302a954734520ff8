#include <set>
#include <string>
#include <utility>

#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <normscope/data/DatasetCatalog.h>
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

/// Gives the plan's cases the new place of their data, whose SHA-256 is looked at later: all of them where all have the
/// same, otherwise those whose data are not where they were. ErrorCode::Usage where it is not clear which are meant.
Status moveTo(const std::string& place, const char* option, std::string ExperimentSpec::*dataset, StoredPlan& plan)
{
    if (place.empty()) {
        return {};
    }
    std::set<std::string> all;
    std::set<std::string> missing;
    for (const std::size_t index : plan.cases()) {
        const std::string& name = plan.experiment.cases[index].spec.*dataset;
        if (!name.empty() && all.insert(name).second && !locateDataset(name)) {
            missing.insert(name);
        }
    }
    if (all.empty()) {
        return fail(ErrorCode::Usage, Message::tr("{}: the experiment has no such dataset", option));
    }
    if (all.size() > 1 && missing.size() != 1) {
        return fail(ErrorCode::Usage,
                    missing.empty()
                        ? Message::tr("{}: all of the experiment's datasets are where they were", option)
                        : Message::tr("{}: several datasets are not where they were ({}): resume one case after "
                                      "the other, by their folders",
                                      option, fmt::join(missing, ", ")));
    }
    const std::string moved = all.size() == 1 ? *all.begin() : *missing.begin();
    for (ExperimentCase& one : plan.experiment.cases) {
        if (one.spec.*dataset == moved) {
            one.spec.*dataset = nameFromAnywhere(place);
        }
    }
    return {};
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
                                           const ExperimentListener& listener, const MovedData& moved,
                                           std::optional<int> jobs)
{
    auto plan = readPlan(folder);
    if (!plan) {
        return passOn(plan);
    }
    // A run alone cannot be resumed: its case is.
    plan->place.seed.reset();
    for (ExperimentCase& one : plan->experiment.cases) {
        one.spec.jobs = jobs;
    }
    const fs::path root = plan->place.experiment;
    const int threads = threadsOfRuns(*plan);
    for (const auto& status : {moveTo(moved.dataset, "--dataset", &ExperimentSpec::dataset, *plan),
                               moveTo(moved.testDataset, "--test-dataset", &ExperimentSpec::testDataset, *plan)}) {
        if (!status) {
            return passOn(status);
        }
    }
    PlanTraining training(std::move(*plan), /*resumes=*/true, control, listener);
    for (const std::string& place : {moved.dataset, moved.testDataset}) {
        if (!place.empty()) {
            training.keepPlaceOfData(nameFromAnywhere(place));
        }
    }
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
