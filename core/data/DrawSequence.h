#pragma once

#include <cstdint>

#include <normscope/base/CounterRng.h>

namespace normscope
{

/// Takes the numbers of a counter-based stream one after the other. Only exact arithmetic on doubles is used, so every
/// machine, compiler and library version draws the same. Not thread-safe; one a thread.
///
/// The order in which C++ evaluates operands and arguments is left to the compiler: draw into named variables (or in
/// braces, whose order is fixed), never twice in one expression.
class DrawSequence
{
  public:
    explicit constexpr DrawSequence(CounterRng stream)
        : m_stream(stream)
    {
    }

    /// Uniform in [low, high).
    constexpr double between(double low, double high) { return low + (high - low) * m_stream.uniform(m_next++); }

    /// Uniform in {0, …, bound − 1}; bound ≥ 1.
    constexpr std::uint64_t below(std::uint64_t bound) { return m_stream.below(m_next++, bound); }

    constexpr bool chance(double probability) { return m_stream.uniform(m_next++) < probability; }

    /// Nearly normal with mean 0 and variance 1, bounded by ±2√3: the sum of four uniform numbers (Irwin–Hall).
    constexpr double normal()
    {
        double sum = 0.0;
        for (int i = 0; i < 4; ++i) {
            sum += m_stream.uniform(m_next++);
        }
        return (sum - 2.0) * kSqrt3;
    }

  private:
    static constexpr double kSqrt3 = 1.7320508075688772;

    CounterRng m_stream;
    std::uint64_t m_next = 0;
};

}  // namespace normscope
