#include <cmath>
#include <vector>

#include <torch/torch.h>

#include <normscope/nn/CrossEntropy.h>
#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

/// The slope of the line of least squares through (1, y₁), (2, y₂), …; NaN of less than two.
double slopeOf(const std::vector<double>& y)
{
    const auto count = static_cast<double>(y.size());
    const double middle = (count + 1) / 2;
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double x = static_cast<double>(i + 1) - middle;
        products += x * y[i];
        squares += x * x;
    }
    return products / squares;
}

}  // namespace

/// Yang et al. (ICLR 2019): the square of the loss' gradient with respect to what each layer with weights gives (behind
/// the BN that takes it, where there is one), on the first of the fixed images in training mode; and in a row of the
/// whole network by how much its decimal logarithm grows a layer towards the input, the last layer left out. With ReLU
/// and BN and without shortcuts theory has log₁₀(π / (π − 1)) ≈ 0.166 for wide layers and large batches.
void lookAtStart(Moment& moment, Rows& rows)
{
    std::vector<torch::Tensor> given(moment.layers().size());
    nn::Network& network = moment.network();
    network.setProbe([&](const nn::Network::StepView& step) {
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (moment.graph().nodes[moment.layers()[i].outlet].name == step.name) {
                given[i] = step.output;
            }
        }
    });
    const torch::AutoGradMode mode(true);
    // Its statistics are those of one pass, which nobody can stop.
    constexpr std::int64_t kSamples = 250;
    const Batch& fixed = *moment.sight().fixed;
    const Batch batch{fixed.input.slice(0, 0, kSamples), fixed.labels.slice(0, 0, kSamples)};
    moment.checkStop();
    network.train();
    network.setIteration(moment.sight().step);
    const torch::Tensor loss = nn::functional::crossEntropy(network.forward(batch.input), batch.labels).loss;
    network.setProbe({});
    const auto gradients = torch::autograd::grad({loss}, given);
    std::vector<double> logarithms;
    double depth = 0;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        const double square = productOf(gradients[i], gradients[i]);
        rows.add(moment.layers()[i].name, {++depth, square, kNotMeasured});
        if (i + 1 < gradients.size()) {
            logarithms.push_back(std::log10(square));
        }
    }
    rows.add({}, {kNotMeasured, kNotMeasured, -slopeOf(logarithms)});
}

}  // namespace normscope::probe
