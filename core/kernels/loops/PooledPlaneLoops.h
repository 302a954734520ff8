#pragma once

#include "PlaneLoops.h"

namespace normscope::kernels
{

namespace
{

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

void pooledGradientSums(const Channel& channel, PlaneSize size, const float* x, const float* g, std::int64_t strideG,
                        const ChannelNorm& norm, ChannelSums* sums, float* scratch)
{
    GradientSums found(channel, norm);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        spreadPlane(size, g + n * strideG, scratch);
        found.add<true>(channel.plane, x + n * channel.stride, scratch);
    }
    *sums = found.sums();
}

void pooledGradientInput(const Channel& channel, PlaneSize size, const float* x, const float* g, std::int64_t strideG,
                         const ChannelNorm& norm, float a, float b, float* gradX, float* scratch)
{
    const Ahead ahead(channel);
    for (std::int64_t n = 0; n < channel.batch; ++n) {
        const std::int64_t begin = n * channel.stride;
        spreadPlane(size, g + n * strideG, scratch);
        gradientOfPiece<true>(channel.plane, x + begin, scratch, norm, a, b, gradX + begin, ahead);
    }
}

}  // namespace

}  // namespace normscope::kernels
