#include <cmath>
#include <numbers>

#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

constexpr double kDegrees = 180 / std::numbers::pi;

/// The angle between two vectors in degrees, exact for small ones as well, of which the cosine tells nothing
/// (W. Kahan's formula).
double angleBetween(const torch::Tensor& a, const torch::Tensor& b)
{
    const torch::Tensor from = a.flatten().to(torch::kDouble) / normOf(a);
    const torch::Tensor to = b.flatten().to(torch::kDouble) / normOf(b);
    return 2 * std::atan2(normOf(from - to), normOf(from + to)) * kDegrees;
}

}  // namespace

/// Van Laarhoven 2017, Hoffer et al. 2018: where BN follows, the scale of W does not matter, so that ⟨W, ∂L/∂W⟩ = 0 but
/// for BN's ε, and the step that counts is lr/‖W‖². The angle is that between W before and after the step; weight decay
/// and the growth of ‖W‖ come into balance at √(2 · lr · decay / (1 + momentum)) (Wan et al. 2020).
void lookAtEffectiveLr(Moment& moment, Rows& rows)
{
    const torch::NoGradGuard noGrad;
    const double lr = moment.sight().lr;
    const SgdOptions& sgd = moment.sgd();
    const double balance = std::sqrt(2 * lr * sgd.weightDecay / (1 + sgd.momentum)) * kDegrees;
    for (const WeightedLayer& layer : moment.layers()) {
        const torch::Tensor gradient = moment.gradients()[layer.weight].to(torch::kDouble);
        const torch::Tensor weight = moment.parameters()[layer.weight].detach().to(torch::kDouble);
        const double norm = normOf(weight);
        const double angle =
            moment.after().empty() ? kNotMeasured : angleBetween(weight, moment.after()[layer.weight].detach());
        rows.add(layer.name,
                 {layer.isScaleFree ? 1.0 : 0.0, norm, lr / (norm * norm), angle,
                  sgd.weightDecay > 0 && layer.isScaleFree ? balance : kNotMeasured, cosineOf(weight, gradient)});
    }
}

}  // namespace normscope::probe
