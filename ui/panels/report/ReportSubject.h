#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// What a report is about, of what the window shows.
struct ReportSubject
{
    /// Folders for gatherReport(); empty where there is nothing to report yet.
    std::vector<std::filesystem::path> folders;
    /// Where the report belongs: the folder of the experiment or case, or that of the experiment whose cases they all
    /// are. Empty where several experiments have no folder in common.
    std::filesystem::path home;
    QStringList names;        ///< of the experiments
    bool isTraining = false;  ///< the current one is, so that there is no report yet

    [[nodiscard]] bool operator==(const ReportSubject&) const = default;
};

/// The current experiment and all checked ones, whichever of them is the current one: those opened, then those trained
/// here, each in the order in which they came.
[[nodiscard]] std::vector<const ShownExperiment*> checkedExperiments(const ExperimentStore& store);

/// The current experiment, or with `isAll` it and all checked ones. Those that train or have not made a single step
/// are left out.
[[nodiscard]] ReportSubject reportSubject(const ExperimentStore& store, bool isAll);

}  // namespace normscope::ui
