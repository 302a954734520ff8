#include <torch/torch.h>

#include <normscope/kernels/BatchNormKernels.h>
#include <normscope/nn/BatchNormFunction.h>
#include <normscope/nn/FusedFunctions.h>

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

c10::optional<torch::Tensor> orNone(const torch::Tensor& tensor)
{
    return tensor.defined() ? c10::optional<torch::Tensor>(tensor) : c10::nullopt;
}

kernels::ChannelShape shapeOf(const torch::Tensor& x)
{
    return {x.size(0), x.size(1), x.numel() / (x.size(0) * x.size(1))};
}

/// Runs a kernel with the element type of x.
template <class Kernel>
void dispatch(const torch::Tensor& x, Kernel kernel)
{
    if (x.scalar_type() == torch::kDouble) {
        kernel(double{});
    } else {
        kernel(float{});
    }
}

/// γ · 1/√(σ² + ε), the slope of the normalization, per channel.
torch::Tensor slopeOf(const torch::Tensor& inverse, const torch::Tensor& weight)
{
    return weight.defined() ? (inverse * weight).contiguous() : inverse;
}

/// The gradients of section 3 of the paper as tensor operations, which can themselves be differentiated.
torch::autograd::variable_list differentiableGradients(const torch::Tensor& x, const torch::Tensor& weight, double eps,
                                                       const torch::Tensor& g)
{
    const BatchStatistics statistics = batchStatistics(x);
    const auto dimensions = reducedDimensions(x);
    const torch::Tensor xHat = standardize(x, statistics, eps);
    const torch::Tensor gradBias = g.sum(dimensions);
    const torch::Tensor gradWeight = (g * xHat).sum(dimensions);
    const auto m = static_cast<double>(x.numel() / x.size(1));
    const torch::Tensor slope = slopeOf(inverseStd(statistics.variance, eps), weight);
    const torch::Tensor gradX =
        (g - (perChannel(gradBias, x) + xHat * perChannel(gradWeight, x)) / m) * perChannel(slope, x);
    return {gradX, gradWeight, gradBias};
}

/// The same by the kernels, as numbers only.
torch::autograd::variable_list gradients(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& mean,
                                         const torch::Tensor& variance, double eps, const torch::Tensor& g)
{
    const torch::Tensor inverse = inverseStd(variance, eps);
    const torch::Tensor slope = slopeOf(inverse, weight);
    torch::Tensor gradX = torch::empty_like(x);
    torch::Tensor gradWeight = torch::empty_like(mean);
    torch::Tensor gradBias = torch::empty_like(mean);
    dispatch(x, [&](auto type) {
        using T = decltype(type);
        const auto shape = shapeOf(x);
        const T* px = x.data_ptr<T>();
        const T* pg = g.data_ptr<T>();
        const T* pMean = mean.data_ptr<T>();
        const T* pInverse = inverse.data_ptr<T>();
        T* pBias = gradBias.data_ptr<T>();
        T* pWeight = gradWeight.data_ptr<T>();
        kernels::gradientSums(shape, px, pg, pMean, pInverse, pBias, pWeight);
        kernels::gradientInput(shape, px, pg, pMean, pInverse, slope.data_ptr<T>(), pBias, pWeight,
                               gradX.data_ptr<T>());
    });
    return {gradX, gradWeight, gradBias};
}

class TrainingFunction : public torch::autograd::Function<TrainingFunction>
{
  public:
    /// γ and β are optional to autograd as well: it refuses undefined tensors.
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                                                  const c10::optional<torch::Tensor>& optionalWeight,
                                                  const c10::optional<torch::Tensor>& optionalBias, double eps)
    {
        const torch::Tensor x = input.contiguous();
        const torch::Tensor weight = optionalWeight.value_or(torch::Tensor());
        const torch::Tensor bias = optionalBias.value_or(torch::Tensor());
        torch::Tensor y = torch::empty_like(x);
        torch::Tensor mean = torch::empty({x.size(1)}, x.options());
        torch::Tensor variance = torch::empty_like(mean);
        dispatch(x, [&](auto type) {
            using T = decltype(type);
            const auto shape = shapeOf(x);
            const torch::Tensor shift = bias.defined() ? bias.contiguous() : bias;
            kernels::channelStatistics(shape, x.data_ptr<T>(), mean.data_ptr<T>(), variance.data_ptr<T>());
            const torch::Tensor slope = slopeOf(inverseStd(variance, eps), weight);
            kernels::normalizeChannels(shape, x.data_ptr<T>(), mean.data_ptr<T>(), slope.data_ptr<T>(),
                                       shift.defined() ? shift.data_ptr<T>() : nullptr, y.data_ptr<T>());
        });
        context->save_for_backward({input, weight, mean, variance});
        context->saved_data["eps"] = eps;
        context->saved_data["hasBias"] = bias.defined();
        context->mark_non_differentiable({mean, variance});
        return {y, mean, variance};
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& outputGradients)
    {
        const auto saved = context->get_saved_variables();
        const double eps = context->saved_data["eps"].toDouble();
        const torch::Tensor& weight = saved[1];
        // For a gradient of the gradient everything must be a function of x again, not numbers of the past.
        auto found = torch::GradMode::is_enabled() ? differentiableGradients(saved[0], weight, eps, outputGradients[0])
                                                   : gradients(saved[0].contiguous(), weight, saved[2], saved[3], eps,
                                                               outputGradients[0].contiguous());
        if (!weight.defined()) {
            found[1] = torch::Tensor();
        }
        if (!context->saved_data["hasBias"].toBool()) {
            found[2] = torch::Tensor();
        }
        found.emplace_back();
        return found;
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
                            const torch::Tensor& bias, double eps, Tail tail)
{
    if (hasKernels(x) && !torch::GradMode::is_enabled()) {
        return fusedNormalize(x, statistics, weight, bias, eps, tail);
    }
    return withTail(scaleAndShift(standardize(x, statistics, eps), weight, bias), tail);
}

BatchNormOutput composedBatchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                  double eps)
{
    const BatchStatistics statistics = batchStatistics(x);
    return {scaleAndShift(standardize(x, statistics, eps), weight, bias), statistics};
}

BatchNormOutput batchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias, double eps,
                          Tail tail)
{
    if (hasKernels(x)) {
        return fusedBatchNorm(x, weight, bias, eps, tail);
    }
    if (!x.device().is_cpu()) {
        // The loops are this machine's processor's: what lies elsewhere is computed there.
        const auto output = composedBatchNorm(x, weight, bias, eps);
        return {withTail(output.y, tail), {output.statistics.mean.detach(), output.statistics.variance.detach()}};
    }
    const auto outputs = TrainingFunction::apply(x, orNone(weight), orNone(bias), eps);
    return {withTail(outputs[0], tail), {outputs[1], outputs[2]}};
}

void accumulate(torch::Tensor& running, const torch::Tensor& batch, double momentum, double factor)
{
    if (!running.is_contiguous() || running.scalar_type() != batch.scalar_type() || !hasKernels(batch)) {
        running.mul_(momentum).add_(batch, (1.0 - momentum) * factor);
        return;
    }
    // Some hundred numbers at most: less work than calling an operation.
    auto* kept = running.data_ptr<float>();
    const auto* taken = batch.data_ptr<float>();
    for (int64_t c = 0; c < running.numel(); ++c) {
        kept[c] = static_cast<float>(momentum * static_cast<double>(kept[c]) +
                                     (1.0 - momentum) * factor * static_cast<double>(taken[c]));
    }
}

}  // namespace normscope::nn::functional
