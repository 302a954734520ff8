#pragma once

#include <cstdint>
#include <span>

namespace normscope
{

/// How training images are varied. Test images never are.
enum class Augmentation
{
    None,
    Affine,   ///< rotation ±15°, scale ±12 %, shear ±0.15, shift ±2.5 pixels of 28
    Elastic,  ///< a smooth random displacement field (Simard et al., ICDAR 2003) after a milder affine change
};

/// A varied copy of one image: a pure function of (seed, epoch, sample) and the pixels, so that twins see the same
/// images and a resumed run sees those it would have seen.
class Augmenter
{
  public:
    Augmenter(Augmentation kind, std::int64_t rows, std::int64_t columns, std::uint64_t seed);

    /// `from` and `into` hold the same number of channels of rows · columns bytes and do not overlap. All channels are
    /// varied alike. Pixels from outside the image are background. Thread-safe.
    void apply(std::span<const std::uint8_t> from, std::span<std::uint8_t> into, std::int64_t epoch,
               std::int64_t sample) const;

  private:
    Augmentation m_kind;
    std::int64_t m_rows;
    std::int64_t m_columns;
    std::uint64_t m_seed;
};

}  // namespace normscope
