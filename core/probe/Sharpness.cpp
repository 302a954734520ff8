#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

#include <torch/torch.h>

#include <normscope/base/CounterRng.h>
#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

constexpr std::int64_t kSamples = 100;  ///< so few that a stop need not wait for them
constexpr int kIterations = 20;

using Vector = std::vector<torch::Tensor>;  ///< one tensor a parameter

/// a + factor · b.
Vector sumOf(const Vector& a, const Vector& b, double factor)
{
    Vector sum;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum.push_back(a[i] + b[i] * factor);
    }
    return sum;
}

Vector scaled(const Vector& a, double factor)
{
    Vector result;
    std::transform(a.begin(), a.end(), std::back_inserter(result), [&](const auto& one) { return one * factor; });
    return result;
}

/// The same at each look, in no direction that a network would prefer.
Vector firstDirection(const Vector& parameters)
{
    Vector direction;
    std::uint64_t index = 0;
    for (const torch::Tensor& parameter : parameters) {
        torch::Tensor values = torch::empty(parameter.sizes());
        const CounterRng rng(CounterRng::word("sharpness"), index++);
        auto* numbers = values.data_ptr<float>();
        for (std::int64_t i = 0; i < values.numel(); ++i) {
            numbers[i] = static_cast<float>(rng.uniform(static_cast<std::uint64_t>(i)) - 0.5);
        }
        direction.push_back(std::move(values));
    }
    return scaled(direction, 1 / normOf(direction));
}

/// The Hessian times a vector of length one: [∇L(θ + εv) − ∇L(θ − εv)] / 2ε.
Vector curvatureAlong(Moment& moment, const Batch& batch, const Vector& direction, double epsilon)
{
    const auto gradientAt = [&](double step) {
        moment.restore();
        {
            const torch::NoGradGuard noGrad;
            for (std::size_t i = 0; i < direction.size(); ++i) {
                torch::Tensor parameter = moment.parameters()[i];
                parameter.add_(direction[i], step);
            }
        }
        Vector gradients;
        (void)moment.lossNow(&gradients, &batch);
        return gradients;
    };
    const Vector ahead = gradientAt(epsilon);
    return scaled(sumOf(ahead, gradientAt(-epsilon), -1), 1 / (2 * epsilon));
}

/// The largest eigenvalue of the Hessian by Lanczos' iterations. Vectors are not made orthogonal again: that costs
/// copies of eigenvalues and not their size.
double largestEigenvalue(Moment& moment, const Batch& batch)
{
    const double epsilon = 1e-3 * std::max(1.0, normOf(moment.parameters()));
    std::vector<double> diagonal;
    std::vector<double> beside;
    Vector before;
    Vector direction = firstDirection(moment.parameters());
    while (true) {
        Vector next = curvatureAlong(moment, batch, direction, epsilon);
        double along = 0;
        for (std::size_t i = 0; i < next.size(); ++i) {
            along += productOf(next[i], direction[i]);
        }
        diagonal.push_back(along);
        next = sumOf(next, direction, -along);
        if (!before.empty()) {
            next = sumOf(next, before, -beside.back());
        }
        const double rest = normOf(next);
        // What is left over is rounding, or no number.
        if (diagonal.size() == kIterations || !(rest > 1e-6 * std::abs(diagonal.front()))) {
            break;
        }
        beside.push_back(rest);
        before = std::exchange(direction, scaled(next, 1 / rest));
    }
    moment.restore();
    if (!std::all_of(diagonal.begin(), diagonal.end(), [](double x) { return std::isfinite(x); })) {
        return kNotMeasured;
    }
    const auto size = static_cast<std::int64_t>(diagonal.size());
    torch::Tensor matrix = torch::zeros({size, size}, torch::kDouble);
    for (std::int64_t i = 0; i < size; ++i) {
        matrix[i][i] = diagonal[static_cast<std::size_t>(i)];
        if (i + 1 < size) {
            matrix[i][i + 1] = matrix[i + 1][i] = beside[static_cast<std::size_t>(i)];
        }
    }
    return torch::linalg_eigvalsh(matrix).max().item<double>();
}

/// λ·lr past which plain descent on all samples no longer settles in a quadratic valley (Cohen et al. 2021).
double stableUntil(const SgdOptions& sgd)
{
    const double both = 2 + 2 * sgd.momentum;
    return sgd.nesterov ? both / (1 + 2 * sgd.momentum) : both;
}

}  // namespace

/// Cohen et al. (ICLR 2021): the largest eigenvalue λ of the loss' Hessian, on the first of the fixed images in
/// training mode, since with BN the batch is part of the function; and λ·lr beside the threshold of the theory of full
/// batches for this optimizer, below which small batches settle.
void lookAtSharpness(Moment& moment, Rows& rows)
{
    const Batch& fixed = *moment.sight().fixed;
    const Batch batch{fixed.input.slice(0, 0, kSamples), fixed.labels.slice(0, 0, kSamples)};
    const double lambda = largestEigenvalue(moment, batch);
    rows.add({}, {lambda, lambda * moment.sight().lr, stableUntil(moment.sgd())});
}

}  // namespace normscope::probe
