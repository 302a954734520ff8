#pragma once

#include <filesystem>
#include <optional>

#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/Study.h>

#include "TrainingTalk.h"

/// What train, twin and resume do once the line is understood: experiments and studies, new or gone on with.
namespace normscope
{

struct TrainingOrder
{
    std::filesystem::path folder;
    bool force = false;
    bool tensorBoard = false;  ///< writes event files, too
    TalkOptions talk;
};

/// How it ended, for the shell and for what comes after.
struct TrainingEnd
{
    int exitCode = 0;
    bool isCancelled = false;
    std::optional<ExperimentComparison> comparison;  ///< none where nothing was trained
};

/// A new experiment.
[[nodiscard]] TrainingEnd trainExperiment(const ExperimentConfig& config, const TrainingOrder& order,
                                          RunControl& control);

/// What is left to do of the experiment in the order's folder.
[[nodiscard]] TrainingEnd goOnWithExperiment(const TrainingOrder& order, RunControl& control);

/// A new study: its members one after the other. One that diverges in a study of values is a result.
[[nodiscard]] int trainStudy(const Study& study, const TrainingOrder& order, RunControl& control);

/// What is left to do of the study in the order's folder.
[[nodiscard]] int goOnWithStudy(const TrainingOrder& order, RunControl& control);

}  // namespace normscope
