#pragma once

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include <cstddef>
#include <cstdint>

namespace normscope::kernels
{

namespace
{

// All loops work on sixteen lanes, which the compiler makes of one, two or four registers, so that every level adds the
// same numbers in the same order. Contraction to fused multiply-add is off for the whole project.
constexpr std::int64_t kLanes = 16;
/// Float sums are added to the double ones after so many vectors: their error stays that of a short sum.
constexpr std::int64_t kVectorsPerFlush = 16;

// A register of this instruction set, and how many make sixteen lanes.
#if defined(__AVX512F__)
constexpr std::int64_t kRegisterLanes = 16;
#elif defined(__AVX2__)
constexpr std::int64_t kRegisterLanes = 8;
#else
constexpr std::int64_t kRegisterLanes = 4;
#endif
constexpr std::int64_t kRegisters = kLanes / kRegisterLanes;

using Register [[gnu::vector_size(kRegisterLanes * 4)]] = float;
using Mask [[gnu::vector_size(kRegisterLanes * 4)]] = std::int32_t;
using HalfRegister [[gnu::vector_size(kRegisterLanes * 2)]] = float;
using DoubleRegister [[gnu::vector_size(kRegisterLanes * 4)]] = double;

#define NORMSCOPE_INLINE [[gnu::always_inline]] inline

/// Sixteen float lanes. Not one vector type of sixteen: the compiler keeps one that is wider than a register in memory.
struct Floats
{
    Register part[kRegisters];

    /// The same in all lanes.
    NORMSCOPE_INLINE static Floats all(float value)
    {
        Floats result;
        for (Register& one : result.part) {
            one = Register{} + value;
        }
        return result;
    }
};

#define NORMSCOPE_LANEWISE(type, op)                                                                                   \
    NORMSCOPE_INLINE type operator op(const type& a, const type& b)                                                    \
    {                                                                                                                  \
        type result;                                                                                                   \
        for (std::size_t i = 0; i < sizeof(a.part) / sizeof(a.part[0]); ++i) {                                         \
            result.part[i] = a.part[i] op b.part[i];                                                                   \
        }                                                                                                              \
        return result;                                                                                                 \
    }
NORMSCOPE_LANEWISE(Floats, +)
NORMSCOPE_LANEWISE(Floats, -)
NORMSCOPE_LANEWISE(Floats, *)

/// Sixteen double lanes.
struct Doubles
{
    DoubleRegister part[2 * kRegisters];

    NORMSCOPE_INLINE double lane(std::int64_t i) const
    {
        constexpr std::int64_t kEach = kRegisterLanes / 2;
        return part[i / kEach][i % kEach];
    }
};
NORMSCOPE_LANEWISE(Doubles, +)
#undef NORMSCOPE_LANEWISE

NORMSCOPE_INLINE Doubles widened(const Floats& values)
{
    Doubles result;
    for (std::int64_t i = 0; i < kRegisters; ++i) {
        HalfRegister halves[2];
        __builtin_memcpy(halves, &values.part[i], sizeof(halves));
        result.part[2 * i] = __builtin_convertvector(halves[0], DoubleRegister);
        result.part[2 * i + 1] = __builtin_convertvector(halves[1], DoubleRegister);
    }
    return result;
}

NORMSCOPE_INLINE Floats load(const float* from)
{
    Floats values;
    for (std::int64_t i = 0; i < kRegisters; ++i) {
        __builtin_memcpy(&values.part[i], from + i * kRegisterLanes, sizeof(Register));
    }
    return values;
}

NORMSCOPE_INLINE void store(float* into, const Floats& values)
{
    for (std::int64_t i = 0; i < kRegisters; ++i) {
        __builtin_memcpy(into + i * kRegisterLanes, &values.part[i], sizeof(Register));
    }
}

NORMSCOPE_INLINE Doubles loadDoubles(const double* from)
{
    Doubles values;
    for (std::int64_t i = 0; i < 2 * kRegisters; ++i) {
        __builtin_memcpy(&values.part[i], from + i * kRegisterLanes / 2, sizeof(DoubleRegister));
    }
    return values;
}

NORMSCOPE_INLINE void storeDoubles(double* into, const Doubles& values)
{
    for (std::int64_t i = 0; i < 2 * kRegisters; ++i) {
        __builtin_memcpy(into + i * kRegisterLanes / 2, &values.part[i], sizeof(DoubleRegister));
    }
}

#if defined(__AVX512F__)

NORMSCOPE_INLINE __mmask16 firstLanes(std::int64_t count)
{
    return static_cast<__mmask16>((1U << count) - 1U);
}

/// The first `count` values (below sixteen), zeros behind.
NORMSCOPE_INLINE Floats loadPart(const float* from, std::int64_t count)
{
    return {{reinterpret_cast<Register>(_mm512_maskz_loadu_ps(firstLanes(count), from))}};
}

NORMSCOPE_INLINE void storePart(float* into, const Floats& values, std::int64_t count)
{
    _mm512_mask_storeu_ps(into, firstLanes(count), reinterpret_cast<__m512>(values.part[0]));
}

#else

NORMSCOPE_INLINE Floats loadPart(const float* from, std::int64_t count)
{
    float values[kLanes] = {};
    for (std::int64_t i = 0; i < count; ++i) {
        values[i] = from[i];
    }
    return load(values);
}

NORMSCOPE_INLINE void storePart(float* into, const Floats& values, std::int64_t count)
{
    float all[kLanes];
    store(all, values);
    for (std::int64_t i = 0; i < count; ++i) {
        into[i] = all[i];
    }
}

#endif

/// 0 where sign is 0 or below, else values: what is no number stays none, so that a divergence is seen.
NORMSCOPE_INLINE Floats where(const Floats& sign, const Floats& values)
{
    Floats result;
    for (std::int64_t i = 0; i < kRegisters; ++i) {
        const Mask mask = ~(sign.part[i] <= 0);
        result.part[i] = reinterpret_cast<Register>(reinterpret_cast<Mask>(values.part[i]) & mask);
    }
    return result;
}

NORMSCOPE_INLINE Floats relu(const Floats& values)
{
    return where(values, values);
}

/// The first `count` lanes, zeros behind.
NORMSCOPE_INLINE Floats firstOf(const Floats& values, std::int64_t count)
{
    float lanes[kLanes];
    store(lanes, values);
    return loadPart(lanes, count);
}

/// A sum in sixteen lanes: short runs in float, all of it in double.
struct Sum
{
    Doubles total{};
    Floats run{};

    NORMSCOPE_INLINE void add(const Floats& values) { run = run + values; }
    NORMSCOPE_INLINE void flush()
    {
        total = total + widened(run);
        run = Floats{};
    }
    /// In the order of the lanes.
    NORMSCOPE_INLINE double value() const
    {
        double sum = 0;
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            sum += total.lane(lane);
        }
        return sum;
    }
};

}  // namespace

}  // namespace normscope::kernels
