#include "ui/panels/report/ReportSubject.h"

#include <algorithm>

#include <normscope/experiment/Study.h>

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

/// The folder of the study that has exactly these experiments, as far as they have begun; empty where there is none.
fs::path wholeStudyOf(const std::vector<fs::path>& folders)
{
    const fs::path parent = studyOf(folders.front());
    const bool isShared = std::all_of(folders.begin(), folders.end(),
                                      [&](const fs::path& folder) { return folder.parent_path() == parent; });
    if (!isShared || parent.empty()) {
        return {};
    }
    const auto study = readStudySpec(parent);
    if (!study) {
        return {};
    }
    const auto begun = std::count_if(study->members.begin(), study->members.end(),
                                     [&](const StudyMember& member) { return holdsExperiment(parent / member.name); });
    return begun == static_cast<std::ptrdiff_t>(folders.size()) ? parent : fs::path();
}

}  // namespace

ReportSubject reportSubject(const ExperimentStore& store, bool isAll)
{
    ReportSubject subject;
    const ShownExperiment* current = store.current();
    if (current == nullptr) {
        return subject;
    }
    std::vector<const ShownExperiment*> experiments{current};
    for (const auto& [id, experiment] : store.experiments()) {
        if (isAll && experiment.isChecked && id != current->id) {
            experiments.push_back(&experiment);
        }
    }
    subject.isTraining = current->isLive;
    for (const ShownExperiment* experiment : experiments) {
        if (!experiment->isLive && hasSteps(*experiment)) {
            subject.folders.push_back(experiment->folder);
            subject.names.push_back(experiment->name);
        }
    }
    if (subject.folders.size() == 1) {
        subject.home = subject.folders.front();
    } else if (!subject.folders.empty()) {
        subject.home = wholeStudyOf(subject.folders);
        if (!subject.home.empty()) {
            subject.folders = {subject.home};
        }
    }
    return subject;
}

}  // namespace normscope::ui
