#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include <normscope/nn/CrossEntropy.h>
#include <normscope/probe/Moment.h>

namespace normscope::probe
{

namespace
{

void copyAll(const std::vector<torch::Tensor>& from, std::vector<torch::Tensor>& into)
{
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < from.size(); ++i) {
        into[i].copy_(from[i]);
    }
}

std::vector<torch::Tensor> clones(const std::vector<torch::Tensor>& tensors)
{
    std::vector<torch::Tensor> copies;
    for (const torch::Tensor& tensor : tensors) {
        copies.push_back(tensor.detach().clone());
    }
    return copies;
}

std::vector<torch::Tensor> gradientsOf(const torch::Tensor& loss, const std::vector<torch::Tensor>& parameters)
{
    auto gradients = torch::autograd::grad({loss}, parameters, {}, {}, false, /*allow_unused=*/true);
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        if (!gradients[i].defined()) {
            gradients[i] = torch::zeros_like(parameters[i]);
        }
    }
    return gradients;
}

}  // namespace

Moment::Moment(nn::Network& copy, const graph::Graph& graph, const std::vector<graph::NodeDescription>& nodes,
               const std::vector<WeightedLayer>& layers, const Sight& sight, const SgdOptions& sgd,
               std::vector<torch::Tensor> after)
    : m_network(copy)
    , m_graph(graph)
    , m_nodes(nodes)
    , m_layers(layers)
    , m_sight(sight)
    , m_sgd(sgd)
    , m_parameters(copy.parameters())
    , m_statistics(copy.buffers())
    , m_keptStatistics(clones(m_statistics))
    , m_after(std::move(after))
{
}

torch::Tensor Moment::before(const std::string& name) const
{
    const auto statistics = m_network.named_buffers();
    for (std::size_t i = 0; i < statistics.size(); ++i) {
        if (statistics[i].key() == name) {
            return m_keptStatistics[i];
        }
    }
    const auto parameters = m_network.named_parameters();
    const auto* const found = parameters.find(name);
    return found != nullptr ? found->detach() : torch::Tensor();
}

torch::Tensor Moment::forwardInTraining(const Batch& batch, std::int64_t& correct)
{
    checkStop();
    m_network.train();
    m_network.setIteration(m_sight.step);
    const auto result = nn::functional::crossEntropy(m_network.forward(batch.input), batch.labels);
    correct = result.correct;
    return result.loss;
}

void Moment::pass()
{
    if (m_loss.defined()) {
        return;
    }
    const torch::AutoGradMode mode(true);
    m_network.setProbe([this](const nn::Network::StepView& step) {
        m_passed[step.name] = {step.inputs.front(), step.output};
    });
    m_loss = forwardInTraining(*m_sight.batch, m_correct);
    m_network.setProbe({});
}

const Moment::Passed& Moment::passed(const std::string& node)
{
    pass();
    return m_passed.at(node);
}

double Moment::loss()
{
    pass();
    return m_loss.item<double>();
}

double Moment::accuracy()
{
    pass();
    return static_cast<double>(m_correct) / static_cast<double>(m_sight.batch->labels.size(0));
}

const std::vector<torch::Tensor>& Moment::gradients()
{
    pass();
    if (m_gradients.empty()) {
        m_gradients = gradientsOf(m_loss, m_parameters);
        m_loss = m_loss.detach();
    }
    return m_gradients;
}

double Moment::lossNow(std::vector<torch::Tensor>* gradients, const Batch* batch)
{
    const torch::AutoGradMode mode(gradients != nullptr);
    std::int64_t correct = 0;
    const torch::Tensor loss = forwardInTraining(batch != nullptr ? *batch : *m_sight.batch, correct);
    if (gradients != nullptr) {
        *gradients = gradientsOf(loss, m_parameters);
    }
    return loss.item<double>();
}

void Moment::descend(double factor)
{
    (void)gradients();
    restore();
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        m_parameters[i].sub_(m_gradients[i], factor);
    }
}

void Moment::restore()
{
    if (m_kept.empty()) {
        m_kept = clones(m_parameters);
    }
    copyAll(m_kept, m_parameters);
}

void Moment::restoreIfChanged()
{
    if (!m_kept.empty()) {
        copyAll(m_kept, m_parameters);
    }
}

void Moment::restoreStatistics()
{
    copyAll(m_keptStatistics, m_statistics);
}

double productOf(const torch::Tensor& a, const torch::Tensor& b)
{
    const torch::NoGradGuard noGrad;
    return a.flatten().to(torch::kDouble).dot(b.flatten().to(torch::kDouble)).item<double>();
}

double normOf(const torch::Tensor& tensor)
{
    return std::sqrt(productOf(tensor, tensor));
}

double normOf(const std::vector<torch::Tensor>& tensors)
{
    double sum = 0;
    for (const torch::Tensor& tensor : tensors) {
        sum += productOf(tensor, tensor);
    }
    return std::sqrt(sum);
}

double cosineOf(const torch::Tensor& a, const torch::Tensor& b)
{
    return productOf(a, b) / (normOf(a) * normOf(b));
}

}  // namespace normscope::probe
