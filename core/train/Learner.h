#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <torch/types.h>

#include <normscope/base/Stopwatch.h>
#include <normscope/nn/Network.h>
#include <normscope/train/RunControl.h>
#include <normscope/train/Sgd.h>
#include <normscope/train/TrainingEvent.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// A mini-batch ready for the network.
struct Batch
{
    torch::Tensor input;   ///< (N, input…), float32, normalized
    torch::Tensor labels;  ///< (N), int64
};

/// Mean loss and accuracy over a set.
struct SetResult
{
    double loss = 0;
    double accuracy = 0;
};

/// A network in training with its optimizer, its clocks and the sums of the current epoch.
/// Knows nothing of the order of batches, of other networks or of events.
class Learner
{
  public:
    Learner(const graph::Graph& model, const TrainingSpec& training);

    /// Loss and accuracy of the batch, then one update, unless the loss is not finite. `iteration` counts from 1 over
    /// the whole run. Adds its time and that of `making` the batch to the training clocks.
    Step step(const Batch& batch, std::int64_t iteration, double lr, const ClockTime& making);

    /// Loss and accuracy on a whole set, in evaluation mode; its time goes to the evaluation clock.
    /// Probabilities are appended to `probabilities` if given. None where `control` is given and was told to stop
    /// before the end.
    std::optional<SetResult> evaluate(const ImageSet& set, const Normalization& normalization,
                                      std::vector<float>* probabilities = nullptr, const RunControl* control = nullptr);

    /// Whether all parameters are finite numbers.
    [[nodiscard]] bool isFinite() const;

    /// Means over the samples stepped on since the last call.
    SetResult takeEpochMeans();
    /// Whether there are samples that takeEpochMeans() has not been asked about.
    [[nodiscard]] bool isWithinEpoch() const { return m_samples > 0; }

    [[nodiscard]] double trainSeconds() const { return m_trainSeconds; }
    [[nodiscard]] double evalSeconds() const { return m_evalSeconds; }

    /// The network, to be looked at between steps.
    [[nodiscard]] const nn::Network& network() const { return *m_network; }

    /// A copy of the state dict: parameters and buffers in the order of the layers.
    [[nodiscard]] std::vector<HostTensor> weights() const;

    [[nodiscard]] LearnerState state() const;

    /// Goes on from there. Throws c10::Error if the state is not one of this network.
    void restore(const LearnerState& state);

  private:
    graph::Graph m_model;
    std::shared_ptr<nn::Network> m_network;
    Sgd m_optimizer;
    int m_threads;
    double m_trainSeconds = 0;
    double m_cpuSeconds = 0;
    double m_evalSeconds = 0;
    double m_lossSum = 0;
    std::int64_t m_correct = 0;
    std::int64_t m_samples = 0;
};

}  // namespace normscope
