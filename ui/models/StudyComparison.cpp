#include "ui/models/StudyComparison.h"

#include <algorithm>

#include <normscope/experiment/Study.h>

namespace normscope::ui
{

Status compareStudyOf(const ExperimentStore& store, const std::filesystem::path& member)
{
    const std::filesystem::path folder = studyOf(member);
    if (folder.empty()) {
        return {};
    }
    auto study = readStudySpec(folder);
    if (!study) {
        return passOn(study);
    }
    std::vector<ExperimentComparison> comparisons;
    for (const StudyMember& one : study->members) {
        const auto& experiments = store.experiments();
        const auto shown = std::find_if(experiments.begin(), experiments.end(),
                                        [&](const auto& entry) { return entry.second.folder == folder / one.name; });
        if (shown == experiments.end() || shown->second.isLive) {
            return {};
        }
        std::vector<RunRecord> runs;
        for (const auto& [key, record] : shown->second.runs) {
            runs.push_back(record);
        }
        comparisons.push_back(compare(one.name, variantsOf(shown->second.spec), runs));
        compareMistakes(comparisons.back(), folder / one.name);
    }
    return writeComparison(folder, comparisons);
}

}  // namespace normscope::ui
