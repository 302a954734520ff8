#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <normscope/data/BatchSampler.h>
#include <normscope/data/LabelNoise.h>
#include <normscope/train/BatchMaker.h>
#include <normscope/train/CheckpointTimer.h>
#include <normscope/train/Trainee.h>

namespace normscope
{

using Trainees = std::vector<std::unique_ptr<Trainee>>;

/// The one training loop: some networks of a group, step by step in turn on the calling thread, from where they are to
/// their ends.
class TrainingLoop
{
  public:
    /// Asked between two steps; it may take networks out, which then go on elsewhere, but not the last one.
    using BetweenSteps = std::function<void(Trainees&)>;

    /// All but `turn` outlive it.
    TrainingLoop(const TrainingGroup& group, RunControl& control, RunControl::Turn turn);

    void run(Trainees& trainees, const BetweenSteps& betweenSteps);

    [[nodiscard]] const RunControl::Turn& turn() const { return m_turn; }

  private:
    void cancel(Trainees& trainees);
    void stepAll(Trainees& trainees, std::int64_t iteration, std::int64_t epoch, std::int64_t index);
    void finishEpoch(Trainee& trainee, std::int64_t epoch);

    RunControl& m_control;
    RunControl::Turn m_turn;
    const TrainingSpec& m_spec;
    const TrainingData& m_data;
    BatchSampler m_sampler;
    BatchMaker m_maker;
    Augmenter m_augmenter;
    LabelNoise m_noise;
    LrSchedule m_schedule;
    ImageSet m_quickTest;
    Batch m_fixed;  ///< for instruments; empty where there are none
    CheckpointTimer m_checkpointTimer;
};

}  // namespace normscope
