#pragma once

#include <string>
#include <vector>

#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

/// Small trainings on made-up images, and what they tell.
namespace normscope::test
{

/// Images of 12×12 that a network can tell apart, the same every time: noise with a bright row where the label says.
[[nodiscard]] TrainingData smallData(std::int64_t trainCount = 200, std::int64_t testCount = 60);

/// Two epochs in batches of 20 with one thread.
[[nodiscard]] TrainingSpec smallTraining();

[[nodiscard]] graph::Graph smallMlp();
[[nodiscard]] graph::Graph smallCnn();
[[nodiscard]] graph::Graph smallResNet();
[[nodiscard]] graph::Graph withoutBatchNorm(graph::Graph model);

/// The events of one half of a twin, or of a single run, by kind.
struct Told
{
    std::vector<std::string> order;  ///< "started", "step", "evaluation", "epoch", "finished", …
    std::vector<Step> steps;
    std::vector<Evaluation> evaluations;
    std::vector<EpochResult> epochs;
    std::vector<ProbeRows> probes;
    std::vector<Checkpoint> checkpoints;
    std::vector<Finished> finished;
    std::vector<Diverged> diverged;
    std::vector<Failed> failed;
    int started = 0;
    int cancelled = 0;

    void add(const TrainingEvent& event);

    /// The losses step by step.
    [[nodiscard]] std::vector<float> losses() const;
};

/// True if the state dicts are equal to the byte.
[[nodiscard]] bool sameWeights(const std::vector<HostTensor>& a, const std::vector<HostTensor>& b);

}  // namespace normscope::test
