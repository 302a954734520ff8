#pragma once

#include <memory>
#include <vector>

#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// A network that takes part in a loop, and the label that its events carry.
struct Participant
{
    std::string variant;
    graph::Graph model;
    std::shared_ptr<const Checkpoint> from;  ///< where it goes on; null: at the beginning
};

/// Trains one network, or several on the same batches, step by step in turn; see Trainer for threads and errors.
///
/// A batch is made once and its time added to every clock. Who goes first changes from iteration to iteration, so that
/// caches and clock drift favour none. When one diverges the others go on. A network that goes on from further than
/// another waits until that has caught up. Each emits its own Started and its own end; checkpoints come when a
/// CheckpointTimer says so and before Cancelled.
void runTrainingLoop(const std::vector<Participant>& participants, const TrainingSpec& spec, const TrainingData& data,
                     RunControl& control, const EventSink& sink);

}  // namespace normscope
