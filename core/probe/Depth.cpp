#include <cmath>

#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

/// Bjorck et al. (NeurIPS 2018): of each layer with weights, in order, how large the channels of what it gives are
/// (behind the BN that takes it, where there is one): mean over channels of |mean| and of the variance over batch and
/// places; and norm and variance of the loss' gradient with respect to W. In rows of the whole network
/// L(θ − α·g) / L(θ) for some α in training mode, of which more than a thousand counts as diverged.
void lookAtDepth(Moment& moment, Rows& rows)
{
    double depth = 0;
    for (const WeightedLayer& layer : moment.layers()) {
        const torch::Tensor given = moment.passed(moment.graph().nodes[layer.outlet].name).output.detach();
        const auto over = given.dim() == 2 ? std::vector<std::int64_t>{0} : std::vector<std::int64_t>{0, 2, 3};
        const auto [variance, mean] = torch::var_mean(given, over, /*unbiased=*/false);
        const torch::Tensor gradient = moment.gradients()[layer.weight].to(torch::kDouble);
        rows.add(layer.name,
                 {++depth, mean.abs().mean().item<double>(), variance.mean().item<double>(), normOf(gradient),
                  torch::var(gradient, /*unbiased=*/false).item<double>(), kNotMeasured, kNotMeasured});
    }
    constexpr int kLeast = -8;  // in half decades
    constexpr int kMost = 2;
    const double loss = moment.loss();
    for (int half = kLeast; half <= kMost; ++half) {
        const double alpha = std::pow(10.0, half / 2.0);
        moment.descend(alpha);
        rows.add(
            {}, {kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured, alpha, moment.lossNow() / loss});
    }
    moment.restore();
}

}  // namespace normscope::probe
