#include <cstddef>

#include <normscope/base/CounterRng.h>
#include <normscope/data/LabelNoise.h>

namespace normscope
{

LabelNoise::LabelNoise(double share, std::int64_t classes, std::uint64_t seed)
    : m_share(share)
    , m_classes(classes)
    , m_seed(seed)
{
}

std::int64_t LabelNoise::labelFor(std::int64_t sample, std::int64_t label) const
{
    const CounterRng rng(m_seed, CounterRng::word("label noise"), sample);
    if (!(rng.uniform(0) < m_share)) {
        return label;
    }
    const auto others = static_cast<std::uint64_t>(m_classes - 1);
    return (label + 1 + static_cast<std::int64_t>(rng.below(1, others))) % m_classes;
}

void LabelNoise::apply(std::span<std::int64_t> labels, std::span<const std::int64_t> samples) const
{
    if (m_share == 0) {
        return;
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = labelFor(samples[i], labels[i]);
    }
}

}  // namespace normscope
