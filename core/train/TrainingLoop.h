#pragma once

#include <memory>
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
    std::shared_ptr<const Checkpoint> from;  ///< where it goes on; null: at the beginning
};

/// The one loop behind Trainer and TwinTrainer: one or two networks over the same batches. See TwinTrainer for the
/// rules of fairness, Trainer for threads and errors. A network that goes on from further than the other waits until
/// that has caught up. Checkpoints come when a CheckpointTimer says so and before Cancelled.
void runTrainingLoop(const std::vector<Participant>& participants, const TrainingSpec& spec, const TrainingData& data,
                     RunControl& control, const EventSink& sink);

}  // namespace normscope
