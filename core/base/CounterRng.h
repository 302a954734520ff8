#pragma once

#include <cstdint>
#include <string_view>

namespace normscope
{

/// A counter-based random generator: the i-th number of a stream is a pure function of the stream's key and i.
///
/// There is no state to save or to share, so prefetching, resuming and twins at different iterations cannot
/// disturb each other. The mixing function is SplitMix64 (Steele, Lea & Flood, OOPSLA 2014); only integer
/// arithmetic and exact conversions are used, so every machine and library version draws the same numbers.
class CounterRng
{
  public:
    /// A stream for any number of words that name it, e.g. (seed, word("augmentation"), epoch, sample).
    /// The seed and the first word may change places without changing the stream, and equal ones cancel out; so one of
    /// the two has to be a word() that says what the stream is for. (Mending that would redraw builtin-1.)
    template <class... Words>
    explicit constexpr CounterRng(std::uint64_t seed, Words... words)
        : m_key(mix(seed + kGolden))
    {
        ((m_key = mix(m_key ^ mix(static_cast<std::uint64_t>(words) + kGolden))), ...);
    }

    /// Number `index` of the stream, uniform over all 64-bit words.
    [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t index) const { return mix(m_key + (index + 1) * kGolden); }

    /// Number `index` of the stream, uniform in [0, 1) with 53 random bits.
    [[nodiscard]] constexpr double uniform(std::uint64_t index) const
    {
        return static_cast<double>(bits(index) >> 11U) * 0x1.0p-53;
    }

    /// Number `index` of the stream, uniform in {0, …, bound − 1}; bound ≥ 1. The bias, below bound/2^32 for the
    /// bounds used here (at most 2^32), does not matter to shuffling.
    [[nodiscard]] constexpr std::uint64_t below(std::uint64_t index, std::uint64_t bound) const
    {
        return ((bits(index) >> 32U) * bound) >> 32U;
    }

    /// A word made of a text, to name a stream by (FNV-1a, 64 bits).
    [[nodiscard]] static constexpr std::uint64_t word(std::string_view text)
    {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (const char c : text) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        return hash;
    }

  private:
    static constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;

    static constexpr std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_key;
};

}  // namespace normscope
