#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

constexpr std::int64_t kChannels = 5;  ///< of a layer that are looked at

/// The values between which a share of all lies, linearly interpolated as by torch.quantile. Reorders the values.
double percentile(std::span<float> values, double share)
{
    const double rank = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(std::floor(rank));
    const double weight = rank - std::floor(rank);
    std::nth_element(values.begin(), values.begin() + below, values.end());
    const double low = values[static_cast<std::size_t>(below)];
    if (weight == 0) {
        return low;
    }
    const double high = *std::min_element(values.begin() + below + 1, values.end());
    return weight < 0.5 ? low + weight * (high - low) : high - (high - low) * (1 - weight);
}

}  // namespace

/// Ioffe & Szegedy (ICML 2015), figure 1: 15th, 50th and 85th percentile of the value that enters the activation of a
/// unit (of images: a channel, over all places), over the batch. Of each layer a few channels, evenly spaced.
void lookAtDistribution(Moment& moment, Rows& rows)
{
    for (const graph::Node& node : moment.graph().nodes) {
        if (graph::as<graph::Activation>(node) == nullptr) {
            continue;
        }
        const torch::Tensor entering = moment.passed(node.name).input.detach();
        const std::int64_t channels = entering.size(1);
        const std::int64_t shown = std::min(kChannels, channels);
        for (std::int64_t i = 0; i < shown; ++i) {
            const std::int64_t channel = shown > 1 ? i * (channels - 1) / (shown - 1) : 0;
            const torch::Tensor chosen = entering.select(1, channel).clone(torch::MemoryFormat::Contiguous);
            const std::span values(chosen.data_ptr<float>(), static_cast<std::size_t>(chosen.numel()));
            const bool isOrdered = std::none_of(values.begin(), values.end(), [](float x) { return std::isnan(x); });
            const auto at = [&](double share) { return isOrdered ? percentile(values, share) : kNotMeasured; };
            rows.add(node.name, {static_cast<double>(channel), at(0.15), at(0.5), at(0.85)});
        }
    }
}

}  // namespace normscope::probe
