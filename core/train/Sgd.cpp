#include <algorithm>

#include <torch/torch.h>

#include <normscope/kernels/ChannelKernels.h>
#include <normscope/train/Sgd.h>

namespace normscope
{

namespace
{

/// A thread's share of a large parameter; smaller ones are not worth a second thread.
constexpr std::int64_t kShare = 32'768;

}  // namespace

Sgd::Sgd(const nn::Network& network, const SgdOptions& options)
    : m_options(options)
{
    for (const torch::Tensor& parameter : network.parameters()) {
        // W of Linear and Conv2d is what has more than one dimension.
        const bool decays = options.weightDecayOn == WeightDecayOn::All || parameter.dim() > 1;
        m_parameters.push_back({parameter, {}, decays ? static_cast<float>(options.weightDecay) : 0.0F});
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

}  // namespace normscope
