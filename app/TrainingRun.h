#pragma once

#include <filesystem>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/train/RunControl.h>

#include "TrainingTalk.h"

/// What train, twin and resume do once the line is understood.
namespace normscope
{

struct TrainingOrder
{
    std::filesystem::path folder;
    bool force = false;
    bool tensorBoard = false;  ///< writes event files, too
    TalkOptions talk;
    MovedData moved = {};  ///< of what is resumed
};

/// Trains a new experiment and tells of it. The exit code.
[[nodiscard]] int trainExperiment(const Experiment& experiment, const TrainingOrder& order, RunControl& control);

/// The same with what is left to do of the experiment or the case in the order's folder.
[[nodiscard]] int resumeTraining(const TrainingOrder& order, RunControl& control);

}  // namespace normscope
