#pragma once

#include "Affine.h"

namespace normscope::kernels
{

namespace
{

/// When float sums are due to be added to the double ones, over the pieces of a channel.
struct Pace
{
    std::int64_t vectorsLeft = kVectorsPerFlush;

    /// Whether they are due after so many vectors more.
    NORMSCOPE_INLINE bool isDueAfter(std::int64_t vectors)
    {
        vectorsLeft -= vectors;
        if (vectorsLeft > 0) {
            return false;
        }
        vectorsLeft = kVectorsPerFlush;
        return true;
    }
};

/// Calls full(offset) for each whole vector of a piece, rest(offset, count) for what remains, and flush() when sums are
/// due.
template <class Full, class Rest, class Flush>
NORMSCOPE_INLINE void overPlane(std::int64_t plane, Pace& pace, Full full, Rest rest, Flush flush)
{
    std::int64_t s = 0;
    while (s + kLanes <= plane) {
        const std::int64_t left = (plane - s) / kLanes;
        const std::int64_t vectors = left < pace.vectorsLeft ? left : pace.vectorsLeft;
        for (const std::int64_t end = s + vectors * kLanes; s < end; s += kLanes) {
            full(s);
        }
        if (pace.isDueAfter(vectors)) {
            flush();
        }
    }
    if (s < plane) {
        rest(s, plane - s);
        if (pace.isDueAfter(1)) {
            flush();
        }
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

/// Asks for the memory that a loop over a channel comes to a little later. The pieces lie far apart, so that the
/// processor does not see by itself what is next. Called once a vector: a vector is a cache line.
class Ahead
{
  public:
    NORMSCOPE_INLINE explicit Ahead(const Channel& channel)
        : m_distance((1 + kVectorsAhead * kLanes / channel.plane) * channel.stride)
    {
    }
    NORMSCOPE_INLINE void read(const float* from) const { __builtin_prefetch(from + m_distance, 0, 2); }
    NORMSCOPE_INLINE void write(const float* into) const { __builtin_prefetch(into + m_distance, 1, 2); }

  private:
    static constexpr std::int64_t kVectorsAhead = 16;
    std::int64_t m_distance;
};

double meanOfPiece(const float* x, std::int64_t count)
{
    Sum sum;
    Pace pace;
    overPlane(
        count, pace, [&](std::int64_t s) { sum.add(load(x + s)); },
        [&](std::int64_t s, std::int64_t n) { sum.add(loadPart(x + s, n)); }, [&] { sum.flush(); });
    sum.flush();
    return sum.value() / static_cast<double>(count);
}

void statistics(const Channel& channel, const float* x, double* mean, double* variance)
{
    const auto pivot = static_cast<float>(meanOfPiece(x, channel.plane));
    const Floats pivots = Floats::all(pivot);
    const Ahead ahead(channel);
    Pace pace;
    Sum sum;
    Sum squares;
    const auto flush = [&] {
        sum.flush();
        squares.flush();
    };
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const float* piece = x + n * channel.stride;
        overPlane(
            channel.plane, pace,
            [&](std::int64_t s) {
                ahead.read(piece + s);
                const Floats distance = load(piece + s) - pivots;
                sum.add(distance);
                squares.add(distance * distance);
            },
            [&](std::int64_t s, std::int64_t count) {
                ahead.read(piece + s);
                const Floats distance = firstOf(loadPart(piece + s, count) - pivots, count);
                sum.add(distance);
                squares.add(distance * distance);
            },
            flush);
    }
    flush();
    const auto m = static_cast<double>(channel.batch * channel.plane);
    const double offset = sum.value() / m;
    *mean = static_cast<double>(pivot) + offset;
    const double found = squares.value() / m - offset * offset;
    *variance = found < 0 ? 0 : found;
}

template <class Form>
NORMSCOPE_INLINE void map(const Channel& channel, const float* x, float* y, Form form)
{
    const Ahead ahead(channel);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const float* from = x + n * channel.stride;
        float* into = y + n * channel.stride;
        overPlane(
            channel.plane,
            [&](std::int64_t s) {
                ahead.write(into + s);
                store(into + s, form(load(from + s)));
            },
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

/// Sums of a channel's gradient, piece by piece.
class GradientSums
{
  public:
    NORMSCOPE_INLINE GradientSums(const Channel& channel, const ChannelNorm& norm)
        : m_affine(norm)
        , m_ahead(channel)
    {
    }

    template <bool kRelu>
    NORMSCOPE_INLINE void add(std::int64_t plane, const float* x, const float* g)
    {
        const auto take = [&](const Floats& values, Floats gradient) {
            if constexpr (kRelu) {
                gradient = where(m_affine(values), gradient);
            }
            m_g.add(gradient);
            m_gx.add(gradient * (values - m_affine.mean));
        };
        overPlane(
            plane, m_pace,
            [&](std::int64_t s) {
                m_ahead.read(x + s);
                m_ahead.read(g + s);
                take(load(x + s), load(g + s));
            },
            [&](std::int64_t s, std::int64_t count) { take(loadPart(x + s, count), loadPart(g + s, count)); },
            [&] { flush(); });
    }

    NORMSCOPE_INLINE ChannelSums sums()
    {
        flush();
        return {m_g.value(), m_gx.value()};
    }

  private:
    NORMSCOPE_INLINE void flush()
    {
        m_g.flush();
        m_gx.flush();
    }

    Affine m_affine;
    Ahead m_ahead;
    Pace m_pace;
    Sum m_g;
    Sum m_gx;
};

void gradientSums(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool withRelu,
                  ChannelSums* sums)
{
    GradientSums found(channel, norm);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        if (withRelu) {
            found.add<true>(channel.plane, x + begin, g + begin);
        } else {
            found.add<false>(channel.plane, x + begin, g + begin);
        }
    }
    *sums = found.sums();
}

template <bool kRelu>
NORMSCOPE_INLINE void gradientOfPiece(std::int64_t plane, const float* x, const float* g, const ChannelNorm& norm,
                                      float a, float b, float* gradX, const Ahead& ahead)
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
        plane,
        [&](std::int64_t s) {
            ahead.write(gradX + s);
            store(gradX + s, form(load(x + s), load(g + s)));
        },
        [&](std::int64_t s, std::int64_t count) {
            storePart(gradX + s, form(loadPart(x + s, count), loadPart(g + s, count)), count);
        });
}

void gradientInput(const Channel& channel, const float* x, const float* g, const ChannelNorm& norm, bool withRelu,
                   float a, float b, float* gradX)
{
    const Ahead ahead(channel);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        if (withRelu) {
            gradientOfPiece<true>(channel.plane, x + begin, g + begin, norm, a, b, gradX + begin, ahead);
        } else {
            gradientOfPiece<false>(channel.plane, x + begin, g + begin, norm, a, b, gradX + begin, ahead);
        }
    }
}

}  // namespace

}  // namespace normscope::kernels
