#include "ui/panels/report/ReportSubject.h"

#include <algorithm>

#include <normscope/experiment/RunFolder.h>

namespace normscope::ui
{

namespace
{

namespace fs = std::filesystem;

bool hasSteps(const ShownExperiment& experiment)
{
    return std::any_of(experiment.runs.begin(), experiment.runs.end(),
                       [](const auto& run) { return !run.second.iterations.empty(); });
}

/// The folder of the experiment that has exactly these cases, as far as they have begun; empty where there is none.
fs::path wholeExperimentOf(const std::vector<const ShownExperiment*>& cases)
{
    const fs::path& root = cases.front()->root;
    const bool isShared = std::all_of(cases.begin(), cases.end(),
                                      [&](const ShownExperiment* one) { return !one->isPart && one->root == root; });
    const auto plan = readPlan(root);
    if (!isShared || !plan) {
        return {};
    }
    const auto& planned = plan->experiment.cases;
    const auto begun = std::count_if(planned.begin(), planned.end(), [&](const ExperimentCase& one) {
        return holdsResults(caseFolder(root, one.name));
    });
    return begun == static_cast<std::ptrdiff_t>(cases.size()) ? root : fs::path();
}

}  // namespace

std::vector<const ShownExperiment*> checkedExperiments(const ExperimentStore& store)
{
    std::vector<const ShownExperiment*> experiments;
    for (const auto& [id, experiment] : store.experiments()) {
        if (experiment.isChecked || &experiment == store.current()) {
            experiments.push_back(&experiment);
        }
    }
    // The ids of opened ones count down from -1.
    const auto trained =
        std::find_if(experiments.begin(), experiments.end(), [](const ShownExperiment* one) { return one->id > 0; });
    std::reverse(experiments.begin(), trained);
    return experiments;
}

ReportSubject reportSubject(const ExperimentStore& store, bool isAll)
{
    ReportSubject subject;
    const ShownExperiment* current = store.current();
    if (current == nullptr) {
        return subject;
    }
    auto experiments = isAll ? checkedExperiments(store) : std::vector{current};
    subject.isTraining = current->isLive;
    std::erase_if(experiments, [](const ShownExperiment* one) { return one->isLive || !hasSteps(*one); });
    for (const ShownExperiment* experiment : experiments) {
        subject.folders.push_back(experiment->folder);
        subject.names.push_back(experiment->name);
    }
    if (subject.folders.size() == 1) {
        subject.home = subject.folders.front();
    } else if (!subject.folders.empty()) {
        subject.home = wholeExperimentOf(experiments);
        if (!subject.home.empty()) {
            subject.folders = {subject.home};
        }
    }
    return subject;
}

}  // namespace normscope::ui
