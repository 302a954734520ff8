#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

/// Santurkar et al. (NeurIPS 2018), definition 2.1. For each layer's W: its gradient G on the step's batch, and G′ on
/// the same once all parameters of the nodes before it are those behind the step; ‖G − G′‖ and the cosine of both.
/// Nothing is said where no step was taken.
void lookAtCovariateShift(Moment& moment, Rows& rows)
{
    if (moment.after().empty()) {
        return;
    }
    const std::vector<torch::Tensor> gradients = moment.gradients();
    moment.restore();
    for (const WeightedLayer& layer : moment.layers()) {
        for (const std::size_t updated : layer.between) {
            const torch::NoGradGuard noGrad;
            torch::Tensor parameter = moment.parameters()[updated];
            parameter.copy_(moment.after()[updated]);
        }
        const torch::Tensor& present = gradients[layer.weight];
        std::vector<torch::Tensor> there;
        (void)moment.lossNow(&there);
        const torch::Tensor difference = present.to(torch::kDouble) - there[layer.weight].to(torch::kDouble);
        rows.add(layer.name, {normOf(difference), cosineOf(present, there[layer.weight])});
    }
    moment.restore();
}

}  // namespace normscope::probe
