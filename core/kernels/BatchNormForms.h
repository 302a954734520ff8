#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <normscope/kernels/ChannelKernels.h>
#include <normscope/kernels/FusedKernels.h>

/// The numbers that the loops over values need of a channel, for both memory formats. Not for users of the kernels.
namespace normscope::kernels
{

inline float inverseStd(float variance, double eps)
{
    return static_cast<float>(1.0 / std::sqrt(static_cast<double>(variance) + eps));
}

/// γ / √(σ² + ε)
inline float scaleOf(const Affinity& affinity, std::int64_t c, float variance, double eps)
{
    return (affinity.weight != nullptr ? affinity.weight[c] : 1.0F) * inverseStd(variance, eps);
}

/// β
inline float shiftOf(const Affinity& affinity, std::int64_t c)
{
    return affinity.bias != nullptr ? affinity.bias[c] : 0.0F;
}

/// What the mean's and the variance's gradients add to gradX, as slope · (x − μ) + offset:
/// gradX = scale · (g − Σg / m − (x − μ) · Σg(x − μ) / (m (σ² + ε))). From section 3 of Ioffe & Szegedy (2015).
struct StatisticsGradient
{
    float slope;
    float offset;

    StatisticsGradient(double scale, double inverse, double sumG, double sumGX, std::int64_t valuesPerChannel)
        : slope(static_cast<float>(-scale * sumGX * inverse * inverse / static_cast<double>(valuesPerChannel)))
        , offset(static_cast<float>(-scale * sumG / static_cast<double>(valuesPerChannel)))
    {
    }
};

/// What the loops over columns want of each of them: scale and shift, and what the statistics' gradients add.
class ColumnForms
{
  public:
    explicit ColumnForms(std::int64_t channels)
        : m_channels(channels)
        , m_values(static_cast<std::size_t>(4 * channels), 0.0F)
    {
    }

    float* scale() { return m_values.data(); }
    float* shift() { return scale() + m_channels; }
    float* slope() { return scale() + 2 * m_channels; }
    float* offset() { return scale() + 3 * m_channels; }

    void setNorms(const Affinity& affinity, const float* variance, double eps)
    {
        for (std::int64_t c = 0; c < m_channels; ++c) {
            scale()[c] = scaleOf(affinity, c, variance[c], eps);
            shift()[c] = shiftOf(affinity, c);
        }
    }
    void setIdentity() { std::fill_n(scale(), m_channels, 1.0F); }

    ColumnNorms norms(const float* mean) { return {mean, scale(), shift()}; }

    /// Sets slope and offset from Σ g and Σ g (x − μ), and the gradients of γ and β, which those are.
    void setGradients(const double* sumG, const double* sumGX, const float* variance, double eps,
                      std::int64_t valuesPerChannel, float* gradWeight, float* gradBias)
    {
        for (std::int64_t c = 0; c < m_channels; ++c) {
            const double inverse = inverseStd(variance[c], eps);
            gradBias[c] = static_cast<float>(sumG[c]);
            gradWeight[c] = static_cast<float>(sumGX[c] * inverse);
            const StatisticsGradient rest(scale()[c], inverse, sumG[c], sumGX[c], valuesPerChannel);
            slope()[c] = rest.slope;
            offset()[c] = rest.offset;
        }
    }

  private:
    std::int64_t m_channels;
    std::vector<float> m_values;
};

/// Mean and biased variance from Σ (x − pivot) and Σ (x − pivot)².
inline void setStatistics(std::int64_t channels, std::int64_t valuesPerChannel, const float* pivot, const double* sum,
                          const double* squares, float* mean, float* variance)
{
    const auto m = static_cast<double>(valuesPerChannel);
    for (std::int64_t c = 0; c < channels; ++c) {
        const double offset = sum[c] / m;
        const double found = squares[c] / m - offset * offset;
        mean[c] = static_cast<float>(static_cast<double>(pivot[c]) + offset);
        variance[c] = static_cast<float>(found < 0 ? 0 : found);
    }
}

}  // namespace normscope::kernels
