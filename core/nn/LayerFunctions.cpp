#include <cmath>
#include <numbers>
#include <vector>

#include <torch/torch.h>

#include <normscope/base/CounterRng.h>
#include <normscope/nn/LayerFunctions.h>

namespace normscope::nn
{

namespace
{

/// Channels that fill vectors of eight and of sixteen floats.
constexpr std::int64_t kChannelsOfWholeVectors = 16;

/// Values that a thread of a dropout takes at least.
constexpr std::int64_t kShare = 16'384;

CounterRng streamOf(std::uint64_t seed, const std::string& parameter)
{
    return CounterRng(seed, CounterRng::word(parameter));
}

void fillUniform(torch::Tensor& tensor, double bound, const CounterRng& rng)
{
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = static_cast<float>((2.0 * rng.uniform(static_cast<std::uint64_t>(i)) - 1.0) * bound);
    }
}

/// Box & Muller's transform of two uniform numbers for each normal one.
void fillNormal(torch::Tensor& tensor, double deviation, const CounterRng& rng)
{
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        const auto index = 2 * static_cast<std::uint64_t>(i);
        const double radius = std::sqrt(-2.0 * std::log(1.0 - rng.uniform(index)));
        const double angle = 2.0 * std::numbers::pi * rng.uniform(index + 1);
        values[i] = static_cast<float>(deviation * radius * std::cos(angle));
    }
}

template <class Layer>
void initializeLayer(Layer& layer, std::int64_t fanIn, std::optional<double> normal, std::uint64_t seed,
                     const std::string& name)
{
    const torch::NoGradGuard noGrad;
    if (normal) {
        fillNormal(layer.weight, *normal, streamOf(seed, name + ".weight"));
        layer.bias.zero_();
        return;
    }
    const double bound = 1.0 / std::sqrt(static_cast<double>(fanIn));
    fillUniform(layer.weight, bound, streamOf(seed, name + ".weight"));
    fillUniform(layer.bias, bound, streamOf(seed, name + ".bias"));
}

}  // namespace

void initialize(torch::nn::LinearImpl& layer, std::int64_t fanIn, std::optional<double> normal, std::uint64_t seed,
                const std::string& name)
{
    initializeLayer(layer, fanIn, normal, seed, name);
}

void initialize(torch::nn::Conv2dImpl& layer, std::int64_t fanIn, std::optional<double> normal, std::uint64_t seed,
                const std::string& name)
{
    initializeLayer(layer, fanIn, normal, seed, name);
}

torch::Tensor dropOut(const torch::Tensor& x, double p, std::uint64_t seed, const std::string& stream,
                      std::int64_t iteration)
{
    const CounterRng rng(seed, CounterRng::word(stream), iteration);
    torch::Tensor mask = torch::empty(x.sizes(), torch::kFloat);
    auto* factors = mask.data_ptr<float>();
    const auto kept = static_cast<float>(1.0 / (1.0 - p));
    const std::int64_t count = mask.numel();
#pragma omp parallel for if (count > kShare)
    for (std::int64_t i = 0; i < count; ++i) {
        factors[i] = rng.uniform(static_cast<std::uint64_t>(i)) < p ? 0.0F : kept;
    }
    return x * mask.to(x.options());
}

torch::Tensor addNoise(const torch::Tensor& x, std::uint64_t seed, const std::string& stream, std::int64_t iteration)
{
    constexpr double kMean = 0.5;
    constexpr double kDeviation = 0.25;  // above 1
    constexpr double kWidth = 0.1;       // of each sample's own, to either side
    const CounterRng rng(seed, CounterRng::word(stream), iteration);
    const std::int64_t samples = x.size(0);
    const std::int64_t channels = x.size(1);
    torch::Tensor shift = torch::empty({samples, channels}, torch::kFloat);
    torch::Tensor scale = torch::empty({samples, channels}, torch::kFloat);
    auto* shifts = shift.data_ptr<float>();
    auto* scales = scale.data_ptr<float>();
    const auto drawn = [&rng](std::int64_t index) { return rng.uniform(static_cast<std::uint64_t>(index)); };
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        const double mean = (2 * drawn(2 * channel) - 1) * kMean;
        const double deviation = 1 + drawn(2 * channel + 1) * kDeviation;
        for (std::int64_t sample = 0; sample < samples; ++sample) {
            const std::int64_t at = sample * channels + channel;
            shifts[at] = static_cast<float>(mean + (2 * drawn(2 * (channels + at)) - 1) * kWidth);
            scales[at] = static_cast<float>(deviation + (2 * drawn(2 * (channels + at) + 1) - 1) * kWidth);
        }
    }
    std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), 1);
    shape[0] = samples;
    shape[1] = channels;
    return x * scale.reshape(shape).to(x.options()) + shift.reshape(shape).to(x.options());
}

torch::Tensor toChannelsLast(const torch::Tensor& images)
{
    // Of one channel nothing needs to move, but the strides must say so, since convolutions choose their form by them.
    if (images.size(1) != 1 || !images.is_contiguous()) {
        return images.contiguous(at::MemoryFormat::ChannelsLast);
    }
    return images.as_strided(images.sizes(), {images.size(2) * images.size(3), 1, images.size(3), 1});
}

bool picksPixels(const graph::Conv2d& layer, std::int64_t inChannels)
{
    return layer.kernelSize == 1 && layer.stride > 1 && inChannels % kChannelsOfWholeVectors != 0;
}

torch::Tensor pickedPixels(const torch::Tensor& images, const graph::Conv2d& layer)
{
    using torch::indexing::None;
    using torch::indexing::Slice;
    const std::int64_t border = layer.padding;
    const torch::Tensor padded =
        border == 0 ? images : torch::constant_pad_nd(images, {border, border, border, border});
    return padded.index({Slice(), Slice(), Slice(0, None, layer.stride), Slice(0, None, layer.stride)})
        .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace normscope::nn
