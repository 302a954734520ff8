#pragma once

#include <normscope/train/RunControl.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// Trains a pair of networks on the same batches, step by step in turn.
///
/// A batch is made once and its time added to both clocks. Who goes first alternates from iteration to iteration, so
/// that caches and clock drift favour neither. When one diverges the other goes on.
class TwinTrainer
{
  public:
    /// As Trainer::run, for both: each emits its own Started and its own end.
    static void run(const TwinSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink);
};

}  // namespace normscope
