#pragma once

#include <cstdint>
#include <span>

namespace normscope
{

/// Wrong labels for training: each sample's label is replaced, with a fixed probability, by another class, all others
/// being equally likely. Whether and by which is a pure function of (seed, sample): the same in each epoch, in all
/// variants of a seed, and after a resume.
class LabelNoise
{
  public:
    /// `share` from 0 to 1; 0 changes nothing, 1 every label. `classes` ≥ 2 unless it is 0.
    LabelNoise(double share, std::int64_t classes, std::uint64_t seed);

    /// The label that the sample is trained with.
    [[nodiscard]] std::int64_t labelFor(std::int64_t sample, std::int64_t label) const;

    /// Replaces the labels of these samples, one each.
    void apply(std::span<std::int64_t> labels, std::span<const std::int64_t> samples) const;

  private:
    double m_share;
    std::int64_t m_classes;
    std::uint64_t m_seed;
};

}  // namespace normscope
