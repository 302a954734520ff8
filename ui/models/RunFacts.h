#pragma once

#include <QString>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/RunsCatalog.h>

#include "ui/models/ExperimentStore.h"

/// What a list of runs says of an experiment, or of a part of it.
namespace normscope::ui
{

enum class RunState
{
    Waiting,
    Training,
    Paused,
    TrainingElsewhere,
    Interrupted,
    Done,
    Diverged,
    Failed,
    NotBegun,
    Unreadable,
};

[[nodiscard]] QString stateText(RunState state);
/// As a filter has it: "training-elsewhere".
[[nodiscard]] std::string nameOf(RunState state);

using ListedRuns = std::vector<const ListedRun*>;

[[nodiscard]] ListedRuns runsOf(const ListedExperiment& experiment);
[[nodiscard]] ListedRuns runsOf(const ListedCase& one);

/// As far as their folders tell: never waiting or paused.
[[nodiscard]] RunState stateOf(const ListedRuns& runs);

/// Mean over seeds of the test accuracies of those that are done, or, while none is, of those that train. None where no
/// run of that variant has one.
[[nodiscard]] std::optional<double> accuracyOf(const ListedRuns& runs, const std::string& variant);

/// What the first variant that is not the reference has more than that, in the mean over the seeds that have both.
[[nodiscard]] std::optional<double> differenceOf(const ListedCase& one);

/// Of all of them together.
[[nodiscard]] double trainSecondsOf(const ListedRuns& runs);

/// With the title that was given, or what its settings make of it; its folder's name where it cannot be read.
[[nodiscard]] QString titleOf(const ListedExperiment& experiment);

/// What differs between its cases, or, of a single case, from a new experiment.
[[nodiscard]] QString differingSettings(const ListedExperiment& experiment);

/// "MLP", "MNIST": what the settings' value is called; "" where there is none.
[[nodiscard]] QString settingName(const ListedExperiment& experiment, const std::string& key);

/// What the window sees of experiments of one folder in place of what is listed of them; `listed` may be null.
[[nodiscard]] ListedExperiment seenFromHere(const ListedExperiment* listed,
                                            const std::vector<const ShownExperiment*>& shown);

}  // namespace normscope::ui
