#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <torch/types.h>

#include <normscope/graph/Graph.h>
#include <normscope/nn/Network.h>
#include <normscope/train/Learner.h>
#include <normscope/train/RunControl.h>

namespace normscope::probe
{

inline constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

/// A step of the training, as far as instruments need to know it.
struct Sight
{
    std::int64_t iteration = 0;           ///< steps taken before
    const Batch* batch = nullptr;         ///< of the next step; after the last one, of that
    std::int64_t step = 1;                ///< the number of that batch's step
    double lr = 0;                        ///< of that step
    const Batch* fixed = nullptr;         ///< images that are the same at each moment
    const RunControl* control = nullptr;  ///< may be told to stop meanwhile; null: nobody waits
};

/// Thrown out of a look when its training is stopped: whoever resumes looks again.
struct LookStopped
{
};

/// A node with a matrix of weights, Linear or Conv2d.
struct WeightedLayer
{
    std::size_t node = 0;                   ///< in the graph
    std::string name;                       ///< the node's
    std::size_t weight = 0;                 ///< place of W among the parameters
    std::vector<std::size_t> between = {};  ///< parameters of the layer before it and of what stands between the two
    std::size_t outlet = 0;                 ///< the BN that alone takes what the node gives, else the node
    bool isScaleFree = false;               ///< a BN takes it, so that the scale of W does not matter
};

/// A network's copy at one moment, for instruments: its weights and running statistics as they were before a step, the
/// parameters behind that step, and what they have in common of it, computed when the first one asks.
///
/// Who changes parameters puts them back with restore().
class Moment
{
  public:
    /// What went through a node.
    struct Passed
    {
        torch::Tensor input;
        torch::Tensor output;
    };

    /// `copy` outlives it and holds the network as it was before the step; `after` are the parameters behind it, empty
    /// where none was taken.
    Moment(nn::Network& copy, const graph::Graph& graph, const std::vector<graph::NodeDescription>& nodes,
           const std::vector<WeightedLayer>& layers, const Sight& sight, const SgdOptions& sgd,
           std::vector<torch::Tensor> after);

    [[nodiscard]] const graph::Graph& graph() const { return m_graph; }
    [[nodiscard]] const std::vector<WeightedLayer>& layers() const { return m_layers; }
    [[nodiscard]] const Sight& sight() const { return m_sight; }
    [[nodiscard]] const SgdOptions& sgd() const { return m_sgd; }
    [[nodiscard]] nn::Network& network() { return m_network; }

    /// Before each pass: a look may take longer than a user waits for Ctrl-C.
    void checkStop() const
    {
        if (m_sight.control != nullptr && m_sight.control->isStopped()) {
            throw LookStopped{};
        }
    }

    /// In the order of the layers, as they were before the step unless an instrument has changed them.
    [[nodiscard]] const std::vector<torch::Tensor>& parameters() const { return m_parameters; }
    /// The same behind the step; empty: none was taken.
    [[nodiscard]] const std::vector<torch::Tensor>& after() const { return m_after; }
    /// A parameter or running statistic before the step, by its name; undefined where there is none of it.
    [[nodiscard]] torch::Tensor before(const std::string& name) const;

    /// One pass of the step's batch in training mode: what each node took and gave, the loss, the classes found.
    [[nodiscard]] const Passed& passed(const std::string& node);
    [[nodiscard]] double loss();
    [[nodiscard]] double accuracy();
    /// The loss' gradient with respect to each of the parameters.
    [[nodiscard]] const std::vector<torch::Tensor>& gradients();

    /// Loss of the step's batch, or of another, in training mode with the parameters as they are now, and their
    /// gradients if wanted.
    [[nodiscard]] double lossNow(std::vector<torch::Tensor>* gradients = nullptr, const Batch* batch = nullptr);

    /// Puts parameters at what they were before the step minus `factor` times the gradients.
    void descend(double factor);
    void restore();
    /// The same where one has changed them.
    void restoreIfChanged();

    /// Running statistics as they were before the step, for passes in evaluation mode.
    void restoreStatistics();

  private:
    [[nodiscard]] torch::Tensor forwardInTraining(const Batch& batch, std::int64_t& correct);
    void pass();

    nn::Network& m_network;
    const graph::Graph& m_graph;
    const std::vector<graph::NodeDescription>& m_nodes;
    const std::vector<WeightedLayer>& m_layers;
    Sight m_sight;
    SgdOptions m_sgd;
    std::vector<torch::Tensor> m_parameters;
    std::vector<torch::Tensor> m_kept;  ///< copies of them, where one may change them
    std::vector<torch::Tensor> m_statistics;
    std::vector<torch::Tensor> m_keptStatistics;
    std::vector<torch::Tensor> m_after;
    std::map<std::string, Passed> m_passed;
    torch::Tensor m_loss;
    std::int64_t m_correct = 0;
    std::vector<torch::Tensor> m_gradients;
};

/// ‖v‖₂ of all entries, summed in double precision.
[[nodiscard]] double normOf(const torch::Tensor& tensor);
/// Of all tensors as one vector.
[[nodiscard]] double normOf(const std::vector<torch::Tensor>& tensors);
/// ⟨a, b⟩ of all entries.
[[nodiscard]] double productOf(const torch::Tensor& a, const torch::Tensor& b);
/// The angle's cosine; NaN where one of them is 0.
[[nodiscard]] double cosineOf(const torch::Tensor& a, const torch::Tensor& b);

}  // namespace normscope::probe
