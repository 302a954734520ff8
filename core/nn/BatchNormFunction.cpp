#include <torch/torch.h>

#include <normscope/nn/BatchNormFunction.h>

namespace normscope::nn::functional
{

namespace
{

/// All dimensions but the channels': those that the statistics run over.
std::vector<int64_t> reducedDimensions(const torch::Tensor& x)
{
    std::vector<int64_t> dimensions{0};
    for (int64_t d = 2; d < x.dim(); ++d) {
        dimensions.push_back(d);
    }
    return dimensions;
}

/// A per-channel tensor (C) as (1, C, 1, …), to be broadcast over x.
torch::Tensor perChannel(const torch::Tensor& values, const torch::Tensor& x)
{
    std::vector<int64_t> shape(static_cast<size_t>(x.dim()), 1);
    shape[1] = values.numel();
    return values.reshape(shape);
}

torch::Tensor inverseStd(const torch::Tensor& variance, double eps)
{
    return (variance + eps).rsqrt();
}

/// (x − μ) / √(σ² + ε)
torch::Tensor standardize(const torch::Tensor& x, const BatchStatistics& statistics, double eps)
{
    return (x - perChannel(statistics.mean, x)) * perChannel(inverseStd(statistics.variance, eps), x);
}

torch::Tensor scaleAndShift(torch::Tensor normalized, const torch::Tensor& weight, const torch::Tensor& bias)
{
    if (weight.defined()) {
        normalized = normalized * perChannel(weight, normalized);
    }
    if (bias.defined()) {
        normalized = normalized + perChannel(bias, normalized);
    }
    return normalized;
}

/// The place for kernels: what runs in forward() and backward() below is all that training spends on BN.
class TrainingFunction : public torch::autograd::Function<TrainingFunction>
{
  public:
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                                                  const torch::Tensor& weight, const torch::Tensor& bias, double eps)
    {
        const BatchStatistics statistics = batchStatistics(x);
        context->save_for_backward({x, weight, statistics.mean, statistics.variance});
        context->saved_data["eps"] = eps;
        context->mark_non_differentiable({statistics.mean, statistics.variance});
        return {scaleAndShift(standardize(x, statistics, eps), weight, bias), statistics.mean, statistics.variance};
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients)
    {
        const auto saved = context->get_saved_variables();
        const torch::Tensor& x = saved[0];
        const torch::Tensor& weight = saved[1];
        const double eps = context->saved_data["eps"].toDouble();
        const torch::Tensor& g = gradients[0];

        // For a gradient of the gradient the statistics must be functions of x again, not saved constants.
        const BatchStatistics statistics =
            torch::GradMode::is_enabled() ? batchStatistics(x) : BatchStatistics{saved[2], saved[3]};
        const auto dimensions = reducedDimensions(x);
        const torch::Tensor xHat = standardize(x, statistics, eps);
        const torch::Tensor gradBias = g.sum(dimensions);
        const torch::Tensor gradWeight = (g * xHat).sum(dimensions);

        torch::Tensor gradX;
        if (context->needs_input_grad(0)) {
            const double m = static_cast<double>(x.numel() / x.size(1));
            torch::Tensor scale = inverseStd(statistics.variance, eps);
            if (weight.defined()) {
                scale = scale * weight;
            }
            gradX = (g - (perChannel(gradBias, x) + xHat * perChannel(gradWeight, x)) / m) * perChannel(scale, x);
        }
        return {gradX, weight.defined() ? gradWeight : torch::Tensor(),
                context->needs_input_grad(2) ? gradBias : torch::Tensor(), torch::Tensor()};
    }
};

}  // namespace

BatchStatistics batchStatistics(const torch::Tensor& x)
{
    const auto dimensions = reducedDimensions(x);
    const torch::Tensor mean = x.mean(dimensions);
    return {mean, (x - perChannel(mean, x)).square().mean(dimensions)};
}

torch::Tensor normalizeWith(const torch::Tensor& x, const BatchStatistics& statistics, const torch::Tensor& weight,
                            const torch::Tensor& bias, double eps)
{
    return scaleAndShift(standardize(x, statistics, eps), weight, bias);
}

BatchNormOutput batchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias, double eps)
{
    const auto outputs = TrainingFunction::apply(x, weight, bias, eps);
    return {outputs[0], {outputs[1], outputs[2]}};
}

}  // namespace normscope::nn::functional
