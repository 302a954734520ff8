#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <torch/torch.h>

#include <normscope/nn/BatchNorm.h>
#include <normscope/selftest/CheckSupport.h>

namespace normscope
{

namespace
{

/// Scalar function of a tensor that can be changed in place.
using Function = std::function<torch::Tensor()>;

/// Central differences of `f` in each element of `variable`.
torch::Tensor numericalGradient(const Function& f, torch::Tensor variable)
{
    constexpr double kStep = 1e-6;
    const torch::NoGradGuard noGrad;
    auto gradient = torch::zeros_like(variable);
    auto elements = variable.view(-1);
    auto slopes = gradient.view(-1);
    for (int64_t i = 0; i < elements.numel(); ++i) {
        const double value = elements[i].item<double>();
        elements[i] = value + kStep;
        const double above = f().item<double>();
        elements[i] = value - kStep;
        const double below = f().item<double>();
        elements[i] = value;
        slopes[i] = (above - below) / (2 * kStep);
    }
    return gradient;
}

/// The largest distance between the gradients that autograd finds and central differences.
double largestDistance(const Function& f, const std::vector<torch::Tensor>& variables)
{
    const auto gradients = torch::autograd::grad({f()}, variables);
    double largest = 0;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        largest = std::max(largest, distance(gradients[i], numericalGradient(f, variables[i])));
    }
    return largest;
}

template <class Layer>
double checkGradients(const std::vector<int64_t>& shape, bool training, bool second)
{
    Layer layer{nn::BatchNormOptions(shape[1])};
    layer->to(torch::kDouble);
    {
        const torch::NoGradGuard noGrad;
        layer->weight.copy_(sampleInput({1, shape[1]}, torch::kDouble, 1).squeeze(0));
        layer->bias.copy_(sampleInput({1, shape[1]}, torch::kDouble, 2).squeeze(0));
        layer(sampleInput(shape, torch::kDouble, 3));  // running estimates that are not 0 and 1
    }
    layer->train(training);
    const auto x = sampleInput(shape, torch::kDouble, 4).requires_grad_();
    // Weights make the sum's gradient differ from element to element: the plain sum of a normalized batch is constant.
    const auto mix = sampleInput(shape, torch::kDouble, 5);
    const Function first = [&] { return (layer(x).tanh() * mix).sum(); };
    if (!second) {
        return largestDistance(first, {x, layer->weight, layer->bias});
    }
    const auto direction = sampleInput(shape, torch::kDouble, 6);
    const Function slope = [&] {
        const torch::AutoGradMode withGrad(true);
        const auto gradient = torch::autograd::grad({first()}, {x}, {}, /*retain_graph=*/true, /*create_graph=*/true);
        return (gradient[0] * direction).sum();
    };
    return largestDistance(slope, {x, layer->weight});
}

/// The gradients of the float32 kernels that train, against central differences in float64 of the same numbers.
template <class Layer>
double checkKernels(const std::vector<int64_t>& shape, torch::MemoryFormat format)
{
    Layer layer{nn::BatchNormOptions(shape[1])};
    Layer exact{nn::BatchNormOptions(shape[1])};
    exact->to(torch::kDouble);
    {
        const torch::NoGradGuard noGrad;
        layer->weight.copy_(sampleInput({1, shape[1]}, torch::kFloat, 1).squeeze(0));
        layer->bias.copy_(sampleInput({1, shape[1]}, torch::kFloat, 2).squeeze(0));
        exact->weight.copy_(layer->weight);
        exact->bias.copy_(layer->bias);
    }
    const auto x = sampleInput(shape, torch::kFloat, 4).contiguous(format).requires_grad_();
    const auto mix = sampleInput(shape, torch::kFloat, 5);
    const auto exactX = x.detach().to(torch::kDouble).contiguous();
    const auto exactMix = mix.to(torch::kDouble);
    const auto found = torch::autograd::grad({(layer(x).tanh() * mix).sum()}, {x, layer->weight, layer->bias});
    const Function f = [&] { return (exact(exactX).tanh() * exactMix).sum(); };
    const std::vector<torch::Tensor> variables{exactX, exact->weight, exact->bias};
    double largest = 0;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        largest = std::max(largest, distance(found[i].to(torch::kDouble), numericalGradient(f, variables[i])));
    }
    return largest;
}

SelfCheck kernelCheck(const std::vector<int64_t>& shape, torch::MemoryFormat format)
{
    constexpr double kTolerance = 1e-4;
    const auto title =
        fmt::format("BatchNorm{}d [{}]{} training, the kernels in float32 against central differences in "
                    "float64",
                    shape.size() == 4 ? 2 : 1, fmt::join(shape, ","),
                    format == torch::MemoryFormat::ChannelsLast ? " channels-last," : "");
    return {"gradients", title, [=] {
                return guarded(kTolerance, [&] {
                    return shape.size() == 4 ? checkKernels<nn::BatchNorm2d>(shape, format)
                                             : checkKernels<nn::BatchNorm1d>(shape, format);
                });
            }};
}

SelfCheck check(const std::vector<int64_t>& shape, bool training, bool second)
{
    constexpr double kTolerance = 1e-7;
    const auto title = fmt::format("BatchNorm{}d [{}] {}{} against central differences, float64",
                                   shape.size() == 4 ? 2 : 1, fmt::join(shape, ","),
                                   training ? "training" : "evaluation", second ? ", gradient of the gradient" : "");
    return {"gradients", title, [=] {
                return guarded(kTolerance, [&] {
                    return shape.size() == 4 ? checkGradients<nn::BatchNorm2d>(shape, training, second)
                                             : checkGradients<nn::BatchNorm1d>(shape, training, second);
                });
            }};
}

}  // namespace

std::vector<SelfCheck> gradientChecks()
{
    std::vector<SelfCheck> checks;
    for (const std::vector<int64_t>& shape :
         std::vector<std::vector<int64_t>>{{5, 3}, {2, 2}, {3, 2, 4}, {3, 2, 3, 2}}) {
        checks.push_back(check(shape, true, false));
        checks.push_back(check(shape, false, false));
        checks.push_back(check(shape, true, true));
        checks.push_back(kernelCheck(shape, torch::MemoryFormat::Contiguous));
    }
    checks.push_back(kernelCheck({3, 2, 3, 2}, torch::MemoryFormat::ChannelsLast));
    checks.push_back(kernelCheck({4, 20, 3, 5}, torch::MemoryFormat::ChannelsLast));
    return checks;
}

}  // namespace normscope
