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
        torch::Tensor values = torch::empty(parameter.sizes(), torch::kDouble);
        const CounterRng rng(CounterRng::word("sharpness"), index++);
        auto* numbers = values.data_ptr<double>();
        for (std::int64_t i = 0; i < values.numel(); ++i) {
            numbers[i] = rng.uniform(static_cast<std::uint64_t>(i)) - 0.5;
        }
        direction.push_back(std::move(values));
    }
    return scaled(direction, 1 / normOf(direction));
}

/// The network in double precision, in which differences of gradients so close to each other that no ReLU changes sides
/// between them are more than rounding.
class ExactNetwork
{
  public:
    ExactNetwork(const Moment& moment, const Batch& batch)
        : m_network(moment.graph(), /*seed=*/0, graph::Execution::Plain)
        , m_input(batch.input.to(torch::kDouble))
        , m_labels(batch.labels)
    {
        m_network.to(torch::kDouble);
        m_network.train();
        m_network.setIteration(moment.sight().step);
        m_parameters = m_network.parameters();
        const torch::NoGradGuard noGrad;
        for (auto& entry : m_network.named_parameters()) {
            entry.value().copy_(moment.before(entry.key()));
            m_kept.push_back(entry.value().detach().clone());
        }
    }

    [[nodiscard]] const Vector& parameters() const { return m_parameters; }

    /// The Hessian times a vector of length one: [∇L(θ + εv) − ∇L(θ − εv)] / 2ε.
    Vector curvatureAlong(const Vector& direction)
    {
        constexpr double kEpsilon = 1e-6;
        const Vector ahead = gradientAt(direction, kEpsilon);
        return scaled(sumOf(ahead, gradientAt(direction, -kEpsilon), -1), 1 / (2 * kEpsilon));
    }

  private:
    Vector gradientAt(const Vector& direction, double step)
    {
        {
            const torch::NoGradGuard noGrad;
            for (std::size_t i = 0; i < direction.size(); ++i) {
                m_parameters[i].copy_(m_kept[i] + direction[i] * step);
            }
        }
        const torch::AutoGradMode mode(true);
        const torch::Tensor loss = torch::nn::functional::cross_entropy(m_network.forward(m_input), m_labels);
        return torch::autograd::grad({loss}, m_parameters);
    }

    nn::Network m_network;
    torch::Tensor m_input;
    torch::Tensor m_labels;
    Vector m_parameters;
    Vector m_kept;
};

/// The largest eigenvalue of the Hessian by Lanczos' iterations. Vectors are not made orthogonal again: that costs
/// copies of eigenvalues and not their size.
double largestEigenvalue(const Moment& moment, const Batch& batch)
{
    ExactNetwork network(moment, batch);
    std::vector<double> diagonal;
    std::vector<double> beside;
    Vector before;
    Vector direction = firstDirection(network.parameters());
    while (true) {
        moment.checkStop();
        Vector next = network.curvatureAlong(direction);
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
