#include <algorithm>

#include <torch/torch.h>

#include <normscope/kernels/ChannelKernels.h>
#include <normscope/train/Sgd.h>
#include <normscope/train/TensorCopy.h>

namespace normscope
{

namespace
{

/// PyTorch's word for it, before the parameter's name.
constexpr const char* kMomentumPrefix = "momentum_buffer.";

/// A thread's share of a large parameter; smaller ones are not worth a second thread.
constexpr std::int64_t kShare = 32'768;

}  // namespace

Sgd::Sgd(const nn::Network& network, const SgdOptions& options)
    : m_options(options)
{
    for (const auto& entry : network.named_parameters()) {
        const torch::Tensor& parameter = entry.value();
        // W of Linear and Conv2d is what has more than one dimension.
        const bool decays = options.weightDecayOn == WeightDecayOn::All || parameter.dim() > 1;
        m_parameters.push_back({entry.key(), parameter, {}, decays ? static_cast<float>(options.weightDecay) : 0.0F});
    }
}

void Sgd::zeroGradients()
{
    for (Parameter& parameter : m_parameters) {
        parameter.value.mutable_grad().reset();
    }
}

void Sgd::step(double lr)
{
    const kernels::ChannelKernels& kernels = kernels::channelKernels();
    const torch::NoGradGuard noGrad;
    for (Parameter& parameter : m_parameters) {
        if (!parameter.value.grad().defined()) {
            continue;
        }
        const torch::Tensor gradient = parameter.value.grad().contiguous();
        const bool isFirst = !parameter.velocity.defined();
        if (isFirst) {
            parameter.velocity = torch::empty_like(gradient);
        }
        auto* w = parameter.value.data_ptr<float>();
        const auto* g = gradient.data_ptr<float>();
        auto* v = parameter.velocity.data_ptr<float>();
        const std::int64_t count = parameter.value.numel();
#pragma omp parallel for if (count > kShare)
        for (std::int64_t begin = 0; begin < count; begin += kShare) {
            kernels.sgdStep(std::min(kShare, count - begin), w + begin, g + begin, v + begin, static_cast<float>(lr),
                            static_cast<float>(m_options.momentum), parameter.decay, m_options.nesterov, isFirst);
        }
    }
}

void Sgd::appendMomentum(std::vector<HostTensor>& state) const
{
    for (const Parameter& parameter : m_parameters) {
        if (parameter.velocity.defined()) {
            state.push_back(toHost(kMomentumPrefix + parameter.name, parameter.velocity));
        }
    }
}

void Sgd::takeMomentum(std::map<std::string, const HostTensor*>& given)
{
    for (Parameter& parameter : m_parameters) {
        const auto found = given.find(kMomentumPrefix + parameter.name);
        if (found == given.end()) {
            continue;
        }
        parameter.velocity = toTorch(*found->second);
        TORCH_CHECK(parameter.velocity.sizes() == parameter.value.sizes() &&
                        parameter.velocity.scalar_type() == parameter.value.scalar_type(),
                    found->first, " has shape ", parameter.velocity.sizes(), ", the parameter ",
                    parameter.value.sizes());
        given.erase(found);
    }
}

}  // namespace normscope
