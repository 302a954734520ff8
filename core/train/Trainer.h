#pragma once

#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// Trains one network.
class Trainer
{
  public:
    /// Blocks until the run is over; call it on a thread of its own where others must go on. Sets the thread count
    /// and the denormal mode of the calling thread. Nothing throws out of it: what goes wrong is a Failed event.
    /// The events' variant is bn, or no-bn where the network does not use batch normalization.
    static void run(const RunSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink);
};

}  // namespace normscope
