#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <torch/torch.h>

#include <normscope/base/Stopwatch.h>
#include <normscope/nn/CrossEntropy.h>
#include <normscope/train/BatchMaker.h>
#include <normscope/train/Learner.h>
#include <normscope/train/TensorCopy.h>

namespace normscope
{

Learner::Learner(const graph::Graph& model, const TrainingSpec& training)
    : m_model(model)
    , m_network(std::make_shared<nn::Network>(model, training.seed))
    , m_optimizer(*m_network, training.sgd)
    , m_threads(training.threads)
{
}

Step Learner::step(const Batch& batch, std::int64_t iteration, double lr, const ClockTime& making)
{
    const ThreadStopwatch watch;
    m_network->train();
    m_network->setIteration(iteration);
    m_optimizer.zeroGradients();
    const auto [loss, correct] = nn::functional::crossEntropy(m_network->forward(batch.input), batch.labels);

    Step step;
    step.iteration = iteration;
    step.lr = lr;
    step.loss = loss.item<float>();
    const auto samples = batch.labels.size(0);
    step.batchAccuracy = static_cast<double>(correct) / static_cast<double>(samples);
    if (std::isfinite(step.loss)) {
        loss.backward();
        m_optimizer.step(lr);
        m_lossSum += static_cast<double>(step.loss) * static_cast<double>(samples);
        m_correct += correct;
        m_samples += samples;
    }
    const ClockTime own = watch.elapsed();
    m_trainSeconds += making.wall + own.wall;
    m_cpuSeconds += making.cpu + own.cpu;
    step.trainSeconds = m_trainSeconds;
    if (m_threads == 1) {
        step.cpuSeconds = m_cpuSeconds;
    }
    return step;
}

std::optional<SetResult> Learner::evaluate(const ImageSet& set, const Normalization& normalization,
                                           std::vector<float>* probabilities, const RunControl* control)
{
    const Stopwatch watch;
    const torch::NoGradGuard noGrad;
    const BatchMaker maker(normalization, m_model.input);
    m_network->eval();
    double lossSum = 0;
    std::int64_t correct = 0;
    for (std::int64_t begin = 0; begin < set.count(); begin += kEvaluationBatch) {
        if (control != nullptr && control->isStopped()) {
            m_evalSeconds += watch.seconds();
            return std::nullopt;
        }
        const Batch batch = maker.slice(set, begin, std::min(begin + kEvaluationBatch, set.count()));
        const torch::Tensor logits = m_network->forward(batch.input);
        const auto loss = torch::nn::functional::cross_entropy(
            logits, batch.labels, torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum));
        lossSum += loss.item<double>();
        correct += logits.argmax(1).eq(batch.labels).sum().item<int64_t>();
        if (probabilities != nullptr) {
            const torch::Tensor rows = torch::softmax(logits, 1).contiguous();
            probabilities->insert(probabilities->end(), rows.data_ptr<float>(), rows.data_ptr<float>() + rows.numel());
        }
    }
    m_evalSeconds += watch.seconds();
    const auto count = static_cast<double>(set.count());
    return SetResult{lossSum / count, static_cast<double>(correct) / count};
}

bool Learner::isFinite() const
{
    const torch::NoGradGuard noGrad;
    const auto parameters = m_network->parameters();
    return std::all_of(parameters.begin(), parameters.end(),
                       [](const torch::Tensor& parameter) { return torch::isfinite(parameter).all().item<bool>(); });
}

SetResult Learner::takeEpochMeans()
{
    const auto samples = static_cast<double>(m_samples);
    const SetResult means{m_lossSum / samples, static_cast<double>(m_correct) / samples};
    m_lossSum = 0;
    m_correct = 0;
    m_samples = 0;
    return means;
}

std::vector<HostTensor> Learner::weights() const
{
    std::vector<HostTensor> state;
    for (const auto& entry : m_network->named_parameters()) {
        state.push_back(toHost(entry.key(), entry.value()));
    }
    for (const auto& entry : m_network->named_buffers()) {
        state.push_back(toHost(entry.key(), entry.value()));
    }
    return state;
}

LearnerState Learner::state() const
{
    LearnerState state{weights(), m_trainSeconds, m_cpuSeconds, m_evalSeconds, m_lossSum, m_correct, m_samples};
    m_optimizer.appendMomentum(state.tensors);
    return state;
}

void Learner::restore(const LearnerState& state)
{
    const torch::NoGradGuard noGrad;
    std::map<std::string, const HostTensor*> given;
    for (const HostTensor& tensor : state.tensors) {
        given[tensor.name] = &tensor;
    }
    const auto take = [&](const std::string& name, torch::Tensor& into) {
        const auto found = given.find(name);
        TORCH_CHECK(found != given.end(), "the checkpoint has no ", name);
        const torch::Tensor values = toTorch(*found->second);
        TORCH_CHECK(values.sizes() == into.sizes() && values.scalar_type() == into.scalar_type(), "the checkpoint has ",
                    name, " of shape ", values.sizes(), ", the network of ", into.sizes());
        into.copy_(values);
        given.erase(found);
    };
    for (auto& entry : m_network->named_parameters()) {
        take(entry.key(), entry.value());
    }
    for (auto& entry : m_network->named_buffers()) {
        take(entry.key(), entry.value());
    }
    m_optimizer.takeMomentum(given);
    TORCH_CHECK(given.empty(), "the checkpoint has ", given.begin()->first, ", which the network has not");
    m_trainSeconds = state.trainSeconds;
    m_cpuSeconds = state.cpuSeconds;
    m_evalSeconds = state.evalSeconds;
    m_lossSum = state.lossSum;
    m_correct = state.correct;
    m_samples = state.samples;
}

}  // namespace normscope
