#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// A network to be trained, and the label that its events carry.
struct Participant
{
    std::string variant;
    graph::Graph model;
    std::shared_ptr<const Checkpoint> from;  ///< where it is resumed; null: at the beginning
};

/// Networks that start together and see the same batches: the variants of a seed.
struct TrainingGroup
{
    std::vector<Participant> participants;
    TrainingSpec training;
    const TrainingData* data = nullptr;  ///< outlives the training
    EventSink sink;                      ///< of one network's events by one thread at a time, and in their order
};

/// Gives the next group that is to begin; none where no more are. Called by one lane at a time; must not throw.
using NextGroup = std::function<std::optional<TrainingGroup>()>;

/// Trains groups on so many lanes, at least one: threads that each train one network, or several of one group step by
/// step in turn, with LibTorch's thread count of the group. Blocks until all are over; the calling thread is a lane of
/// its own.
///
/// A group's networks are spread over the lanes that are free when it begins. A lane that becomes free begins the next
/// group; where none waits, it takes a network over from a lane that has several. What a network computes does not
/// depend on its lane.
///
/// Networks that share a lane share each batch, whose time is added to every clock. Who goes first changes from
/// iteration to iteration, so that caches and clock drift favour none. When one diverges the others go on. A network
/// that is resumed from further than another waits until that has caught up. Each emits its own Started and its own
/// end; checkpoints come when a CheckpointTimer says so and before Cancelled.
///
/// Sets the denormal mode of its threads while it trains. Nothing throws out of it: what goes wrong is a Failed event.
void trainOnLanes(int lanes, RunControl& control, const NextGroup& next);

/// The same of one group on the calling thread alone.
void trainGroup(const TrainingGroup& group, RunControl& control);

}  // namespace normscope
