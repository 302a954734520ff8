#pragma once

#include <vector>

#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// A network that takes part in a loop, and the name its events carry.
struct Participant
{
    Twin twin = Twin::Bn;
    nn::ModelSpec model;
};

/// The one loop behind Trainer and TwinTrainer: one or two networks over the same batches. See TwinTrainer for the
/// rules of fairness, Trainer for threads and errors.
void runTrainingLoop(const std::vector<Participant>& participants, const TrainingSpec& spec, const TrainingData& data,
                     RunControl& control, const EventSink& sink);

}  // namespace normscope
