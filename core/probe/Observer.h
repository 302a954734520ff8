#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <normscope/probe/Instruments.h>
#include <normscope/probe/Moment.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope::probe
{

/// Looks at one network in training with the instruments of a training. All that is computed is computed on a copy of
/// its own, and nothing is kept from one moment to the next: what is seen is a function of the weights, the running
/// statistics and the batch. In the hands of one thread at a time, as the network.
class Observer
{
  public:
    Observer(const graph::Graph& model, const TrainingSpec& training);

    /// Whether an instrument looks at that moment.
    [[nodiscard]] bool isDue(const ProbeMoment& moment) const;

    /// Keeps the network as it is before a step.
    void keep(const nn::Network& network);

    /// What the instruments that are due see: of the network as it was kept and, with `isUpdated`, of the step that it
    /// has taken since. What fails is told in the log and left out; nothing is thrown. None where the training was
    /// stopped meanwhile.
    [[nodiscard]] std::optional<std::vector<ProbeRows>> look(const nn::Network& network, bool isUpdated,
                                                             const Sight& sight, const ProbeMoment& moment);

  private:
    graph::Graph m_graph;
    std::vector<graph::NodeDescription> m_nodes;
    std::vector<const Instrument*> m_instruments;
    std::int64_t m_every;
    SgdOptions m_sgd;
    std::shared_ptr<nn::Network> m_copy;
    std::vector<WeightedLayer> m_layers;
    bool m_isKept = false;
};

}  // namespace normscope::probe
