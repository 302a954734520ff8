// The loops of ChannelKernels.h, included once by each file that is built for an instruction set, which defines
// NORMSCOPE_KERNEL_TABLE, the name of its table. Everything else here has internal linkage, and nothing of the standard
// library is used: an inline function of it, built for AVX-512, could be picked up by the whole program.
//
// All loops work on sixteen lanes, which the compiler makes of one, two or four registers, so that every level adds the
// same numbers in the same order. Contraction to fused multiply-add is off for the whole project.
#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include <normscope/kernels/ChannelKernels.h>

namespace normscope::kernels
{

namespace
{

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
NORMSCOPE_LANEWISE(Doubles, -)
NORMSCOPE_LANEWISE(Doubles, *)
#undef NORMSCOPE_LANEWISE

NORMSCOPE_INLINE Doubles operator*(const Doubles& a, double factor)
{
    Doubles result;
    for (std::int64_t i = 0; i < 2 * kRegisters; ++i) {
        result.part[i] = a.part[i] * factor;
    }
    return result;
}

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

NORMSCOPE_INLINE Floats narrowed(const Doubles& values)
{
    Floats result;
    for (std::int64_t i = 0; i < kRegisters; ++i) {
        const HalfRegister halves[2] = {__builtin_convertvector(values.part[2 * i], HalfRegister),
                                        __builtin_convertvector(values.part[2 * i + 1], HalfRegister)};
        __builtin_memcpy(&result.part[i], halves, sizeof(halves));
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

/// Calls full(offset) for each whole vector of a piece and rest(offset, count) for what remains; flush() often enough.
template <class Full, class Rest, class Flush>
NORMSCOPE_INLINE void overPlane(std::int64_t plane, Full full, Rest rest, Flush flush)
{
    std::int64_t s = 0;
    while (s + kLanes <= plane) {
        const std::int64_t left = (plane - s) / kLanes;
        const std::int64_t end = s + (left < kVectorsPerFlush ? left : kVectorsPerFlush) * kLanes;
        for (; s < end; s += kLanes) {
            full(s);
        }
        flush();
    }
    if (s < plane) {
        rest(s, plane - s);
        flush();
    }
}

template <class Full, class Rest>
NORMSCOPE_INLINE void overPlane(std::int64_t plane, Full full, Rest rest)
{
    std::int64_t s = 0;
    for (; s + kLanes <= plane; s += kLanes) {
        full(s);
    }
    if (s < plane) {
        rest(s, plane - s);
    }
}

double meanOfPiece(const float* x, std::int64_t count)
{
    Sum sum;
    overPlane(
        count, [&](std::int64_t s) { sum.add(load(x + s)); },
        [&](std::int64_t s, std::int64_t n) { sum.add(loadPart(x + s, n)); }, [&] { sum.flush(); });
    return sum.value() / static_cast<double>(count);
}

void statistics(const Channel& channel, const float* x, double* mean, double* variance)
{
    const auto pivot = static_cast<float>(meanOfPiece(x, channel.plane));
    const Floats pivots = Floats::all(pivot);
    Sum sum;
    Sum squares;
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const float* piece = x + n * channel.stride;
        overPlane(
            channel.plane,
            [&](std::int64_t s) {
                const Floats distance = load(piece + s) - pivots;
                sum.add(distance);
                squares.add(distance * distance);
            },
            [&](std::int64_t s, std::int64_t count) {
                const Floats distance = firstOf(loadPart(piece + s, count) - pivots, count);
                sum.add(distance);
                squares.add(distance * distance);
            },
            [&] {
                sum.flush();
                squares.flush();
            });
    }
    const auto m = static_cast<double>(channel.batch * channel.plane);
    const double offset = sum.value() / m;
    *mean = static_cast<double>(pivot) + offset;
    const double found = squares.value() / m - offset * offset;
    *variance = found < 0 ? 0 : found;
}

/// A whole vector where there is one: the compiler knows its size then.
NORMSCOPE_INLINE Floats loadColumns(const float* from, std::int64_t count)
{
    return count == kLanes ? load(from) : loadPart(from, count);
}

/// The normalization as one object in registers.
struct Affine
{
    Floats mean;
    Floats scale;
    Floats shift;

    NORMSCOPE_INLINE explicit Affine(const ChannelNorm& norm)
        : mean(Floats::all(norm.mean))
        , scale(Floats::all(norm.scale))
        , shift(Floats::all(norm.shift))
    {
    }
    /// Of sixteen columns.
    NORMSCOPE_INLINE Affine(const ColumnNorms& norms, std::int64_t column, std::int64_t count)
        : mean(loadColumns(norms.mean + column, count))
        , scale(loadColumns(norms.scale + column, count))
        , shift(loadColumns(norms.shift + column, count))
    {
    }
    NORMSCOPE_INLINE Floats operator()(const Floats& x) const { return (x - mean) * scale + shift; }
};

template <class Form>
NORMSCOPE_INLINE void map(const Channel& channel, const float* x, float* y, Form form)
{
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const float* from = x + n * channel.stride;
        float* into = y + n * channel.stride;
        overPlane(
            channel.plane, [&](std::int64_t s) { store(into + s, form(load(from + s))); },
            [&](std::int64_t s, std::int64_t count) { storePart(into + s, form(loadPart(from + s, count)), count); });
    }
}

void normalize(const Channel& channel, const float* x, const ChannelNorm& norm, bool withRelu, float* y)
{
    const Affine affine(norm);
    if (withRelu) {
        map(channel, x, y, [&](const Floats& v) { return relu(affine(v)); });
    } else {
        map(channel, x, y, [&](const Floats& v) { return affine(v); });
    }
}

void normalizeAddRelu(const Channel& channel, const float* x, const ChannelNorm& norm, const float* z, float* y)
{
    const Affine affine(norm);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        overPlane(
            channel.plane,
            [&](std::int64_t s) { store(y + begin + s, relu(affine(load(x + begin + s)) + load(z + begin + s))); },
            [&](std::int64_t s, std::int64_t count) {
                storePart(y + begin + s, relu(affine(loadPart(x + begin + s, count)) + loadPart(z + begin + s, count)),
                          count);
            });
    }
}

/// Eight lanes.
struct HalfFloats
{
    float lane[kLanes / 2];
};

/// A quarter of the sums of neighbours in sixteen values.
NORMSCOPE_INLINE HalfFloats quarterPairSums(const Floats& v)
{
    HalfFloats result;
#if defined(__AVX512F__)
    const auto even = __builtin_shufflevector(v.part[0], v.part[0], 0, 2, 4, 6, 8, 10, 12, 14);
    const auto odd = __builtin_shufflevector(v.part[0], v.part[0], 1, 3, 5, 7, 9, 11, 13, 15);
    const auto sums = (even + odd) * 0.25F;
    __builtin_memcpy(&result, &sums, sizeof(result));
#elif defined(__AVX2__)
    const Register even = __builtin_shufflevector(v.part[0], v.part[1], 0, 2, 4, 6, 8, 10, 12, 14);
    const Register odd = __builtin_shufflevector(v.part[0], v.part[1], 1, 3, 5, 7, 9, 11, 13, 15);
    const Register sums = (even + odd) * 0.25F;
    __builtin_memcpy(&result, &sums, sizeof(result));
#else
    for (int i = 0; i < 2; ++i) {
        const Register even = __builtin_shufflevector(v.part[2 * i], v.part[2 * i + 1], 0, 2, 4, 6);
        const Register odd = __builtin_shufflevector(v.part[2 * i], v.part[2 * i + 1], 1, 3, 5, 7);
        const Register sums = (even + odd) * 0.25F;
        __builtin_memcpy(result.lane + 4 * i, &sums, sizeof(sums));
    }
#endif
    return result;
}

/// A quarter of each of eight values twice.
NORMSCOPE_INLINE Floats quartersTwice(const float* from)
{
    Floats result;
#if defined(__AVX512F__)
    HalfRegister half;
    __builtin_memcpy(&half, from, sizeof(half));
    half = half * 0.25F;
    result.part[0] = __builtin_shufflevector(half, half, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
#elif defined(__AVX2__)
    Register all;
    __builtin_memcpy(&all, from, sizeof(all));
    all = all * 0.25F;
    result.part[0] = __builtin_shufflevector(all, all, 0, 0, 1, 1, 2, 2, 3, 3);
    result.part[1] = __builtin_shufflevector(all, all, 4, 4, 5, 5, 6, 6, 7, 7);
#else
    for (int i = 0; i < 2; ++i) {
        Register four;
        __builtin_memcpy(&four, from + 4 * i, sizeof(four));
        four = four * 0.25F;
        result.part[2 * i] = __builtin_shufflevector(four, four, 0, 0, 1, 1);
        result.part[2 * i + 1] = __builtin_shufflevector(four, four, 2, 2, 3, 3);
    }
#endif
    return result;
}

/// 2×2 means of a plane. Rows that are no multiple of a vector end with one that overlaps the last: the same values
/// again.
void poolPlane(PlaneSize size, const float* plane, float* pooled)
{
    const std::int64_t width = size.columns / 2;
    for (std::int64_t row = 0; row < size.rows / 2; ++row) {
        const float* upper = plane + 2 * row * size.columns;
        const float* lower = upper + size.columns;
        float* into = pooled + row * width;
        if (width >= 8) {
            for (std::int64_t w = 0; w < width; w += 8) {
                const std::int64_t at = w + 8 <= width ? w : width - 8;
                const HalfFloats means = quarterPairSums(load(upper + 2 * at) + load(lower + 2 * at));
                __builtin_memcpy(into + at, &means, sizeof(means));
            }
        } else {
            const HalfFloats means = quarterPairSums(loadPart(upper, 2 * width) + loadPart(lower, 2 * width));
            for (std::int64_t w = 0; w < width; ++w) {
                into[w] = means.lane[w];
            }
        }
    }
}

/// A quarter of each pooled gradient to its four places; zeros where a row or column was dropped.
void spreadPlane(PlaneSize size, const float* pooled, float* plane)
{
    const std::int64_t width = size.columns / 2;
    for (std::int64_t row = 0; row < size.rows / 2; ++row) {
        float* upper = plane + 2 * row * size.columns;
        float* lower = upper + size.columns;
        const float* from = pooled + row * width;
        if (width >= 8) {
            for (std::int64_t w = 0; w < width; w += 8) {
                const std::int64_t at = w + 8 <= width ? w : width - 8;
                const Floats spread = quartersTwice(from + at);
                store(upper + 2 * at, spread);
                store(lower + 2 * at, spread);
            }
        } else {
            HalfFloats gathered{};
            for (std::int64_t w = 0; w < width; ++w) {
                gathered.lane[w] = from[w];
            }
            const Floats spread = quartersTwice(gathered.lane);
            storePart(upper, spread, 2 * width);
            storePart(lower, spread, 2 * width);
        }
        if (size.columns % 2 != 0) {
            upper[size.columns - 1] = 0;
            lower[size.columns - 1] = 0;
        }
    }
    if (size.rows % 2 != 0) {
        float* last = plane + (size.rows - 1) * size.columns;
        for (std::int64_t column = 0; column < size.columns; ++column) {
            last[column] = 0;
        }
    }
}

void normalizeReluPool(const Channel& channel, PlaneSize size, const float* x, const ChannelNorm& norm, float* y,
                       std::int64_t strideY, float* scratch)
{
    const Channel one{1, channel.plane, channel.plane};
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        normalize(one, x + n * channel.stride, norm, true, scratch);
        poolPlane(size, scratch, y + n * strideY);
    }
}

struct GradientSums
{
    Sum g;
    Sum gx;

    /// One piece of a channel.
    template <bool kRelu>
    NORMSCOPE_INLINE void add(std::int64_t plane, const float* x, const float* g_, const ChannelNorm& norm)
    {
        const Affine affine(norm);
        const auto take = [&](const Floats& values, Floats gradient) {
            if constexpr (kRelu) {
                gradient = where(affine(values), gradient);
            }
            g.add(gradient);
            gx.add(gradient * (values - affine.mean));
        };
        overPlane(
            plane, [&](std::int64_t s) { take(load(x + s), load(g_ + s)); },
            [&](std::int64_t s, std::int64_t count) { take(loadPart(x + s, count), loadPart(g_ + s, count)); },
            [&] {
                g.flush();
                gx.flush();
            });
    }
};

void gradientSums(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool withRelu,
                  ChannelSums* sums)
{
    GradientSums found;
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        if (withRelu) {
            found.add<true>(channel.plane, x + begin, g + begin, norm);
        } else {
            found.add<false>(channel.plane, x + begin, g + begin, norm);
        }
    }
    *sums = {found.g.value(), found.gx.value()};
}

template <bool kRelu>
NORMSCOPE_INLINE void gradientOfPiece(std::int64_t plane, const float* x, const float* g, const ChannelNorm& norm,
                                      float a, float b, float* gradX)
{
    const Affine affine(norm);
    const Floats slope = Floats::all(a);
    const Floats offset = Floats::all(b);
    const auto form = [&](const Floats& values, Floats gradient) {
        if constexpr (kRelu) {
            gradient = where(affine(values), gradient);
        }
        return affine.scale * gradient + (slope * (values - affine.mean) + offset);
    };
    overPlane(
        plane, [&](std::int64_t s) { store(gradX + s, form(load(x + s), load(g + s))); },
        [&](std::int64_t s, std::int64_t count) {
            storePart(gradX + s, form(loadPart(x + s, count), loadPart(g + s, count)), count);
        });
}

void gradientInput(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool withRelu,
                   float a, float b, float* gradX)
{
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        if (withRelu) {
            gradientOfPiece<true>(channel.plane, x + begin, g + begin, norm, a, b, gradX + begin);
        } else {
            gradientOfPiece<false>(channel.plane, x + begin, g + begin, norm, a, b, gradX + begin);
        }
    }
}

void pooledGradientSums(const Channel& channel, PlaneSize size, const float* x, const float* g, std::int64_t strideG,
                        const ChannelNorm& norm, ChannelSums* sums, float* scratch)
{
    GradientSums found;
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        spreadPlane(size, g + n * strideG, scratch);
        found.add<true>(channel.plane, x + n * channel.stride, scratch, norm);
    }
    *sums = {found.g.value(), found.gx.value()};
}

void pooledGradientInput(const Channel& channel, PlaneSize size, const float* x, const float* g, std::int64_t strideG,
                         const ChannelNorm& norm, float a, float b, float* gradX, float* scratch)
{
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        spreadPlane(size, g + n * strideG, scratch);
        gradientOfPiece<true>(channel.plane, x + begin, scratch, norm, a, b, gradX + begin);
    }
}

void maskGradient(std::int64_t count, const float* y, const float* g, float* masked)
{
    overPlane(
        count, [&](std::int64_t s) { store(masked + s, where(load(y + s), load(g + s))); },
        [&](std::int64_t s, std::int64_t n) {
            storePart(masked + s, where(loadPart(y + s, n), loadPart(g + s, n)), n);
        });
}

/// Calls block(column, count) for each sixteen columns and the rest.
template <class Block>
NORMSCOPE_INLINE void overColumns(std::int64_t columns, Block block)
{
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        block(c, columns - c < kLanes ? columns - c : kLanes);
    }
}

NORMSCOPE_INLINE void storeColumns(float* into, const Floats& values, std::int64_t count)
{
    if (count == kLanes) {
        store(into, values);
    } else {
        storePart(into, values, count);
    }
}

void columnStatistics(std::int64_t rows, std::int64_t columns, std::int64_t stride, const float* x, float* mean,
                      float* variance)
{
    overColumns(columns, [&](std::int64_t c, std::int64_t count) {
        const Floats pivot = loadColumns(x + c, count);
        Sum sum;
        Sum squares;
        for (std::int64_t n = 0; n < rows; ++n) {
            const Floats distance = loadColumns(x + n * stride + c, count) - pivot;
            sum.add(distance);
            squares.add(distance * distance);
            if (n % kVectorsPerFlush == kVectorsPerFlush - 1) {
                sum.flush();
                squares.flush();
            }
        }
        sum.flush();
        squares.flush();
        const auto m = static_cast<double>(rows);
        const Doubles offset = sum.total * (1 / m);
        const Doubles found = squares.total * (1 / m) - offset * offset;
        storeColumns(mean + c, narrowed(widened(pivot) + offset), count);
        storeColumns(variance + c, relu(narrowed(found)), count);
    });
}

void columnNormalize(std::int64_t rows, std::int64_t columns, std::int64_t stride, const float* x,
                     const ColumnNorms& norms, bool withRelu, float* y)
{
    overColumns(columns, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        for (std::int64_t n = 0; n < rows; ++n) {
            const std::int64_t at = n * stride + c;
            const Floats values = affine(loadColumns(x + at, count));
            storeColumns(y + at, withRelu ? relu(values) : values, count);
        }
    });
}

void columnGradientSums(std::int64_t rows, std::int64_t columns, std::int64_t stride, const float* x, const float* g,
                        const ColumnNorms& norms, bool withRelu, float* sumG, float* sumGX)
{
    overColumns(columns, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        Sum sum;
        Sum sumX;
        for (std::int64_t n = 0; n < rows; ++n) {
            const std::int64_t at = n * stride + c;
            const Floats values = loadColumns(x + at, count);
            Floats gradient = loadColumns(g + at, count);
            if (withRelu) {
                gradient = where(affine(values), gradient);
            }
            sum.add(gradient);
            sumX.add(gradient * (values - affine.mean));
            if (n % kVectorsPerFlush == kVectorsPerFlush - 1) {
                sum.flush();
                sumX.flush();
            }
        }
        sum.flush();
        sumX.flush();
        storeColumns(sumG + c, narrowed(sum.total), count);
        storeColumns(sumGX + c, narrowed(sumX.total), count);
    });
}

void columnGradientInput(std::int64_t rows, std::int64_t columns, std::int64_t stride, const float* x, const float* g,
                         const ColumnNorms& norms, bool withRelu, const float* a, const float* b, float* gradX)
{
    overColumns(columns, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        const Floats slopes = loadColumns(a + c, count);
        const Floats offsets = loadColumns(b + c, count);
        for (std::int64_t n = 0; n < rows; ++n) {
            const std::int64_t at = n * stride + c;
            const Floats values = loadColumns(x + at, count);
            Floats gradient = loadColumns(g + at, count);
            if (withRelu) {
                gradient = where(affine(values), gradient);
            }
            storeColumns(gradX + at, affine.scale * gradient + (slopes * (values - affine.mean) + offsets), count);
        }
    });
}

template <bool kNesterov, bool kFirst>
NORMSCOPE_INLINE void sgd(std::int64_t count, float* w, const float* g, float* v, float lr, float momentum, float decay)
{
    const Floats rates = Floats::all(lr);
    const Floats momenta = Floats::all(momentum);
    const Floats decays = Floats::all(decay);
    const auto form = [&](const Floats& weight, const Floats& gradient, Floats& velocity) {
        const Floats d = gradient + decays * weight;
        velocity = kFirst ? d : momenta * velocity + d;
        return weight - rates * (kNesterov ? d + momenta * velocity : velocity);
    };
    overPlane(
        count,
        [&](std::int64_t s) {
            Floats velocity = load(v + s);
            store(w + s, form(load(w + s), load(g + s), velocity));
            store(v + s, velocity);
        },
        [&](std::int64_t s, std::int64_t n) {
            Floats velocity = loadPart(v + s, n);
            storePart(w + s, form(loadPart(w + s, n), loadPart(g + s, n), velocity), n);
            storePart(v + s, velocity, n);
        });
}

void sgdStep(std::int64_t count, float* w, const float* g, float* v, float lr, float momentum, float decay,
             bool nesterov, bool isFirst)
{
    if (nesterov) {
        isFirst ? sgd<true, true>(count, w, g, v, lr, momentum, decay)
                : sgd<true, false>(count, w, g, v, lr, momentum, decay);
    } else {
        isFirst ? sgd<false, true>(count, w, g, v, lr, momentum, decay)
                : sgd<false, false>(count, w, g, v, lr, momentum, decay);
    }
}

#undef NORMSCOPE_INLINE

}  // namespace

extern const ChannelKernels NORMSCOPE_KERNEL_TABLE;
const ChannelKernels NORMSCOPE_KERNEL_TABLE{
    statistics,          normalize,        normalizeAddRelu,   normalizeReluPool,
    gradientSums,        gradientInput,    pooledGradientSums, pooledGradientInput,
    maskGradient,        columnStatistics, columnNormalize,    columnGradientSums,
    columnGradientInput, sgdStep};

}  // namespace normscope::kernels
