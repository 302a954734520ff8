#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <torch/torch.h>

#include <normscope/nn/BatchNorm.h>
#include <normscope/selftest/CheckSupport.h>

namespace normscope
{

namespace
{

/// How a tensor of the given values lies in memory.
enum class Layout
{
    Contiguous,
    Strided,       ///< every second element of a larger tensor, last dimension
    Transposed,    ///< batch and channel dimension swapped
    ChannelsLast,  ///< rank 4 only
};

struct Case
{
    std::vector<int64_t> shape;
    torch::ScalarType type;
    Layout layout;
    bool affine;
};

torch::Tensor laidOut(const torch::Tensor& values, Layout layout)
{
    switch (layout) {
    case Layout::Contiguous:
        break;
    case Layout::Strided: {
        const auto wider = torch::stack({values, torch::zeros_like(values)}, -1);
        return wider.select(-1, 0);
    }
    case Layout::Transposed:
        return values.transpose(0, 1).contiguous().transpose(0, 1);
    case Layout::ChannelsLast:
        return values.contiguous(torch::MemoryFormat::ChannelsLast);
    }
    return values;
}

/// Takes both layers through three training batches and an evaluation and returns the largest distance of anything.
template <class Own, class Theirs>
double compareLayers(const Case& one)
{
    const int64_t channels = one.shape[1];
    constexpr double kMomentum = 0.8;
    constexpr double kEps = 1e-3;
    Own own(nn::BatchNormOptions(channels)
                .momentum(kMomentum)
                .eps(kEps)
                .affine(one.affine)
                .running_variance(nn::RunningVariance::Unbiased));
    Theirs theirs(torch::nn::BatchNormOptions(channels).momentum(1 - kMomentum).eps(kEps).affine(one.affine));
    own->to(one.type);
    theirs->to(one.type);
    if (one.affine) {
        const torch::NoGradGuard noGrad;
        const auto gamma = sampleInput({1, channels}, one.type, 7).squeeze(0);
        const auto beta = sampleInput({1, channels}, one.type, 8).squeeze(0);
        own->weight.copy_(gamma);
        own->bias.copy_(beta);
        theirs->weight.copy_(gamma);
        theirs->bias.copy_(beta);
    }
    double largest = 0;
    const auto take = [&](const torch::Tensor& a, const torch::Tensor& b) {
        const double found = distance(a, b);
        largest = found <= largest ? largest : found;  // so that NaN is taken, too
    };
    for (uint64_t batch = 0; batch < 4; ++batch) {
        const bool isEvaluation = batch == 3;
        own->train(!isEvaluation);
        theirs->train(!isEvaluation);
        const auto values = sampleInput(one.shape, one.type, batch);
        const auto ownInput = laidOut(values, one.layout).detach().requires_grad_();
        const auto theirInput = values.clone().requires_grad_();
        const auto ownOutput = own(ownInput);
        const auto theirOutput = theirs(theirInput);
        take(ownOutput, theirOutput);
        const auto gradient = sampleInput(one.shape, one.type, 100 + batch);
        own->zero_grad();
        theirs->zero_grad();
        ownOutput.backward(laidOut(gradient, one.layout));
        theirOutput.backward(gradient);
        take(ownInput.grad(), theirInput.grad());
        if (one.affine) {
            take(own->weight.grad(), theirs->weight.grad());
            take(own->bias.grad(), theirs->bias.grad());
        }
        take(own->running_mean, theirs->running_mean);
        take(own->running_var, theirs->running_var);
        take(own->num_batches_tracked, theirs->num_batches_tracked);
    }
    return largest;
}

SelfCheck comparison(const Case& one)
{
    constexpr double kToleranceFloat = 1e-5;
    constexpr double kToleranceDouble = 1e-10;
    constexpr std::array kLayouts{"contiguous", "strided", "transposed", "channels-last"};
    const bool isFloat = one.type == torch::kFloat;
    const bool is2d = one.shape.size() == 4;
    const auto title = fmt::format("BatchNorm{}d [{}] {} {}{}", is2d ? 2 : 1, fmt::join(one.shape, ","),
                                   isFloat ? "float32" : "float64", kLayouts.at(static_cast<std::size_t>(one.layout)),
                                   one.affine ? "" : ", no γ and β");
    return {"against LibTorch", title, [=] {
                return guarded(isFloat ? kToleranceFloat : kToleranceDouble, [&] {
                    return is2d ? compareLayers<nn::BatchNorm2d, torch::nn::BatchNorm2d>(one)
                                : compareLayers<nn::BatchNorm1d, torch::nn::BatchNorm1d>(one);
                });
            }};
}

}  // namespace

std::vector<SelfCheck> layerComparisons()
{
    const std::vector<std::vector<int64_t>> shapes{{2, 1},       {100, 256},   {7, 13},
                                                   {3, 5, 1},    {4, 3, 17},   {100, 16, 28, 28},
                                                   {3, 7, 5, 9}, {1, 2, 1, 2}, {2, 33, 3, 1}};
    std::vector<SelfCheck> checks;
    for (const auto& shape : shapes) {
        for (const auto type : {torch::kFloat, torch::kDouble}) {
            for (const Layout layout :
                 {Layout::Contiguous, Layout::Strided, Layout::Transposed, Layout::ChannelsLast}) {
                if (layout == Layout::ChannelsLast && shape.size() != 4) {
                    continue;
                }
                for (const bool affine : {true, false}) {
                    checks.push_back(comparison({shape, type, layout, affine}));
                }
            }
        }
    }
    return checks;
}

}  // namespace normscope
