#include <torch/torch.h>

#include <normscope/kernels/FusedKernels.h>
#include <normscope/nn/BatchNormFunction.h>
#include <normscope/nn/FusedFunctions.h>

namespace normscope::nn::functional
{

namespace
{

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Images whose channels lie side by side stay so; all else is brought into the contiguous format.
at::MemoryFormat formatOf(const torch::Tensor& x)
{
    return x.dim() == 4 ? x.suggest_memory_format() : at::MemoryFormat::Contiguous;
}

kernels::ImageShape shapeOf(const torch::Tensor& x)
{
    kernels::ImageShape shape{x.size(0), x.size(1)};
    if (x.dim() == 4) {
        shape.rows = x.size(2);
    }
    if (x.dim() >= 3) {
        shape.columns = x.size(x.dim() - 1);
    }
    if (formatOf(x) == at::MemoryFormat::ChannelsLast) {
        shape.format = kernels::MemoryFormat::ChannelsLast;
    }
    return shape;
}

kernels::Tail toKernel(Tail tail)
{
    return static_cast<kernels::Tail>(tail);
}
static_assert(static_cast<int>(Tail::ReluPool) == static_cast<int>(kernels::Tail::ReluPool) &&
              static_cast<int>(Tail::Relu) == static_cast<int>(kernels::Tail::Relu));

const float* dataOrNull(const torch::Tensor& tensor)
{
    return tensor.defined() ? tensor.data_ptr<float>() : nullptr;
}

torch::Tensor contiguousOrNone(const torch::Tensor& tensor)
{
    return tensor.defined() ? tensor.contiguous() : tensor;
}

torch::Tensor outputFor(const torch::Tensor& x, Tail tail)
{
    std::vector<int64_t> sizes = x.sizes().vec();
    if (tail == Tail::ReluPool) {
        sizes[2] /= 2;
        sizes[3] /= 2;
    }
    return torch::empty(sizes, x.options(), formatOf(x));
}

c10::optional<torch::Tensor> orNone(const torch::Tensor& tensor)
{
    return tensor.defined() ? c10::optional<torch::Tensor>(tensor) : c10::nullopt;
}

/// Gradients of `output` as functions that can be differentiated again, for the inputs that need them.
variable_list differentiate(const torch::Tensor& output, const variable_list& inputs, const torch::Tensor& gradient)
{
    variable_list wanted;
    for (const torch::Tensor& input : inputs) {
        if (input.defined() && input.requires_grad()) {
            wanted.push_back(input);
        }
    }
    const auto found = torch::autograd::grad({output}, wanted, {gradient}, /*retain_graph=*/true, /*create_graph=*/true,
                                             /*allow_unused=*/true);
    variable_list all;
    std::size_t next = 0;
    for (const torch::Tensor& input : inputs) {
        all.push_back(input.defined() && input.requires_grad() ? found[next++] : torch::Tensor());
    }
    return all;
}

/// What both forms of batch normalization save for their backward pass, and the part of it that they share.
struct SavedBatchNorm
{
    torch::Tensor x;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor mean;
    torch::Tensor variance;
    double eps = 0;

    /// ∂ℓ/∂x, ∂ℓ/∂γ, ∂ℓ/∂β of tail(BN(x)).
    [[nodiscard]] variable_list gradients(Tail tail, const torch::Tensor& gradient) const
    {
        Gradients found(*this);
        const torch::Tensor g = gradient.contiguous(formatOf(found.x));
        kernels::batchNormBackward(shapeOf(found.x), toKernel(tail), found.x.data_ptr<float>(), g.data_ptr<float>(),
                                   found.affinity(), mean.data_ptr<float>(), variance.data_ptr<float>(), eps,
                                   found.gradX.data_ptr<float>(), found.gradWeight.data_ptr<float>(),
                                   found.gradBias.data_ptr<float>());
        return {found.gradX, weight.defined() ? found.gradWeight : torch::Tensor(),
                bias.defined() ? found.gradBias : torch::Tensor()};
    }

    /// ∂ℓ/∂x, ∂ℓ/∂z, ∂ℓ/∂γ, ∂ℓ/∂β of y = relu(BN(x) + z), and none for ε.
    [[nodiscard]] variable_list gradientsOfSum(const torch::Tensor& y, const torch::Tensor& gradient) const
    {
        Gradients found(*this);
        const torch::Tensor g = gradient.contiguous(formatOf(found.x));
        torch::Tensor gradZ = outputFor(found.x, Tail::None);
        kernels::batchNormAddReluBackward(
            shapeOf(found.x), found.x.data_ptr<float>(), y.data_ptr<float>(), g.data_ptr<float>(), found.affinity(),
            mean.data_ptr<float>(), variance.data_ptr<float>(), eps, found.gradX.data_ptr<float>(),
            gradZ.data_ptr<float>(), found.gradWeight.data_ptr<float>(), found.gradBias.data_ptr<float>());
        return {found.gradX, gradZ, weight.defined() ? found.gradWeight : torch::Tensor(),
                bias.defined() ? found.gradBias : torch::Tensor(), torch::Tensor()};
    }

  private:
    /// Inputs of the kernels as they want them, and memory for their outputs.
    struct Gradients
    {
        torch::Tensor x;
        torch::Tensor gamma;
        torch::Tensor beta;
        torch::Tensor gradX;
        torch::Tensor gradWeight;
        torch::Tensor gradBias;

        explicit Gradients(const SavedBatchNorm& saved)
            : x(saved.x.contiguous(formatOf(saved.x)))
            , gamma(contiguousOrNone(saved.weight))
            , beta(contiguousOrNone(saved.bias))
            , gradX(outputFor(x, Tail::None))
            , gradWeight(torch::empty_like(saved.mean))
            , gradBias(torch::empty_like(saved.mean))
        {
        }

        [[nodiscard]] kernels::Affinity affinity() const { return {dataOrNull(gamma), dataOrNull(beta)}; }
    };
};

class FusedBatchNorm : public torch::autograd::Function<FusedBatchNorm>
{
  public:
    static variable_list forward(AutogradContext* context, const torch::Tensor& input,
                                 const c10::optional<torch::Tensor>& optionalWeight,
                                 const c10::optional<torch::Tensor>& optionalBias, double eps, int64_t tailNumber)
    {
        const auto tail = static_cast<Tail>(tailNumber);
        const torch::Tensor x = input.contiguous(formatOf(input));
        const torch::Tensor weight = contiguousOrNone(optionalWeight.value_or(torch::Tensor()));
        const torch::Tensor bias = contiguousOrNone(optionalBias.value_or(torch::Tensor()));
        torch::Tensor y = outputFor(x, tail);
        torch::Tensor mean = torch::empty({x.size(1)}, x.options());
        torch::Tensor variance = torch::empty_like(mean);
        kernels::batchNormForward(shapeOf(x), toKernel(tail), x.data_ptr<float>(),
                                  {dataOrNull(weight), dataOrNull(bias)}, eps, y.data_ptr<float>(),
                                  mean.data_ptr<float>(), variance.data_ptr<float>());
        context->save_for_backward(
            {input, optionalWeight.value_or(torch::Tensor()), optionalBias.value_or(torch::Tensor()), mean, variance});
        context->saved_data["eps"] = eps;
        context->saved_data["tail"] = tailNumber;
        context->mark_non_differentiable({mean, variance});
        return {y, mean, variance};
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputGradients)
    {
        const auto saved = context->get_saved_variables();
        const SavedBatchNorm norm{saved[0], saved[1], saved[2],
                                  saved[3], saved[4], context->saved_data["eps"].toDouble()};
        const auto tail = static_cast<Tail>(context->saved_data["tail"].toInt());
        // For a gradient of the gradient everything must be a function of x again, not numbers of the past.
        variable_list found =
            torch::GradMode::is_enabled()
                ? differentiate(withTail(composedBatchNorm(norm.x, norm.weight, norm.bias, norm.eps).y, tail),
                                {norm.x, norm.weight, norm.bias}, outputGradients[0])
                : norm.gradients(tail, outputGradients[0]);
        found.resize(5);
        return found;
    }
};

class FusedBatchNormAddRelu : public torch::autograd::Function<FusedBatchNormAddRelu>
{
  public:
    static variable_list forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& residual,
                                 const c10::optional<torch::Tensor>& optionalWeight,
                                 const c10::optional<torch::Tensor>& optionalBias, double eps)
    {
        const torch::Tensor x = input.contiguous(formatOf(input));
        const torch::Tensor z = residual.contiguous(formatOf(x));
        const torch::Tensor weight = contiguousOrNone(optionalWeight.value_or(torch::Tensor()));
        const torch::Tensor bias = contiguousOrNone(optionalBias.value_or(torch::Tensor()));
        torch::Tensor y = outputFor(x, Tail::None);
        torch::Tensor mean = torch::empty({x.size(1)}, x.options());
        torch::Tensor variance = torch::empty_like(mean);
        kernels::batchNormAddReluForward(shapeOf(x), x.data_ptr<float>(), z.data_ptr<float>(),
                                         {dataOrNull(weight), dataOrNull(bias)}, eps, y.data_ptr<float>(),
                                         mean.data_ptr<float>(), variance.data_ptr<float>());
        context->save_for_backward({input, optionalWeight.value_or(torch::Tensor()),
                                    optionalBias.value_or(torch::Tensor()), mean, variance, residual, y});
        context->saved_data["eps"] = eps;
        context->mark_non_differentiable({mean, variance});
        return {y, mean, variance};
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputGradients)
    {
        const auto saved = context->get_saved_variables();
        const SavedBatchNorm norm{saved[0], saved[1], saved[2],
                                  saved[3], saved[4], context->saved_data["eps"].toDouble()};
        const torch::Tensor& z = saved[5];
        if (torch::GradMode::is_enabled()) {
            const auto composed = torch::relu(composedBatchNorm(norm.x, norm.weight, norm.bias, norm.eps).y + z);
            auto found = differentiate(composed, {norm.x, z, norm.weight, norm.bias}, outputGradients[0]);
            found.resize(5);
            return found;
        }
        return norm.gradientsOfSum(saved[6], outputGradients[0]);
    }
};

class FusedReluPool : public torch::autograd::Function<FusedReluPool>
{
  public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input)
    {
        const torch::Tensor x = input.contiguous(formatOf(input));
        torch::Tensor y = outputFor(x, Tail::ReluPool);
        kernels::reluPoolForward(shapeOf(x), x.data_ptr<float>(), y.data_ptr<float>());
        context->save_for_backward({input});
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputGradients)
    {
        const torch::Tensor input = context->get_saved_variables()[0];
        if (torch::GradMode::is_enabled()) {
            return differentiate(withTail(input, Tail::ReluPool), {input}, outputGradients[0]);
        }
        const torch::Tensor x = input.contiguous(formatOf(input));
        const torch::Tensor g = outputGradients[0].contiguous(formatOf(x));
        torch::Tensor gradX = outputFor(x, Tail::None);
        kernels::reluPoolBackward(shapeOf(x), x.data_ptr<float>(), g.data_ptr<float>(), gradX.data_ptr<float>());
        return {gradX};
    }
};

}  // namespace

torch::Tensor withTail(const torch::Tensor& y, Tail tail)
{
    if (tail == Tail::None) {
        return y;
    }
    const torch::Tensor positive = torch::relu(y);
    return tail == Tail::Relu ? positive : torch::avg_pool2d(positive, 2);
}

BatchNormOutput fusedBatchNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                               double eps, Tail tail)
{
    const auto outputs = FusedBatchNorm::apply(x, orNone(weight), orNone(bias), eps, static_cast<int64_t>(tail));
    return {outputs[0], {outputs[1], outputs[2]}};
}

torch::Tensor fusedNormalize(const torch::Tensor& input, const BatchStatistics& statistics, const torch::Tensor& weight,
                             const torch::Tensor& bias, double eps, Tail tail)
{
    const torch::Tensor x = input.contiguous(formatOf(input));
    const torch::Tensor mean = statistics.mean.contiguous();
    const torch::Tensor variance = statistics.variance.contiguous();
    const torch::Tensor gamma = contiguousOrNone(weight);
    const torch::Tensor beta = contiguousOrNone(bias);
    torch::Tensor y = outputFor(x, tail);
    kernels::normalizeForward(shapeOf(x), toKernel(tail), x.data_ptr<float>(), {dataOrNull(gamma), dataOrNull(beta)},
                              mean.data_ptr<float>(), variance.data_ptr<float>(), eps, y.data_ptr<float>());
    return y;
}

BatchNormOutput batchNormAddRelu(const torch::Tensor& x, const torch::Tensor& z, const torch::Tensor& weight,
                                 const torch::Tensor& bias, double eps)
{
    if (!hasKernels(x) || !hasKernels(z)) {
        auto output = batchNorm(x, weight, bias, eps);
        output.y = torch::relu(output.y + z);
        return output;
    }
    const auto outputs = FusedBatchNormAddRelu::apply(x, z, orNone(weight), orNone(bias), eps);
    return {outputs[0], {outputs[1], outputs[2]}};
}

torch::Tensor reluPool(const torch::Tensor& x)
{
    return hasKernels(x) ? FusedReluPool::apply(x) : withTail(x, Tail::ReluPool);
}

}  // namespace normscope::nn::functional
