#pragma once

#include "Affine.h"

namespace normscope::kernels
{

namespace
{

/// Calls block(column, count) for each sixteen columns and the rest.
template <class Block>
NORMSCOPE_INLINE void overColumns(const Matrix& matrix, Block block)
{
    for (std::int64_t c = 0; c < matrix.columns; c += kLanes) {
        block(c, matrix.columns - c < kLanes ? matrix.columns - c : kLanes);
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

NORMSCOPE_INLINE void addColumns(double* into, const Doubles& values, std::int64_t count)
{
    if (count == kLanes) {
        storeDoubles(into, loadDoubles(into) + values);
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        into[i] += values.lane(i);
    }
}

/// Two sums over the rows of sixteen columns.
struct ColumnPair
{
    Sum first;
    Sum second;
    std::int64_t rowsLeft = kVectorsPerFlush;

    NORMSCOPE_INLINE void add(const Floats& a, const Floats& b)
    {
        first.add(a);
        second.add(b);
        if (--rowsLeft == 0) {
            flush();
        }
    }
    NORMSCOPE_INLINE void flush()
    {
        first.flush();
        second.flush();
        rowsLeft = kVectorsPerFlush;
    }
    NORMSCOPE_INLINE void addTo(double* firsts, double* seconds, std::int64_t count)
    {
        flush();
        addColumns(firsts, first.total, count);
        addColumns(seconds, second.total, count);
    }
};

void columnSums(const Matrix& matrix, const float* x, const float* pivot, double* sum, double* squares)
{
    overColumns(matrix, [&](std::int64_t c, std::int64_t count) {
        const Floats pivots = loadColumns(pivot + c, count);
        ColumnPair sums;
        for (std::int64_t n = 0; n < matrix.rows; ++n) {
            const Floats distance = loadColumns(x + n * matrix.stride + c, count) - pivots;
            sums.add(distance, distance * distance);
        }
        sums.addTo(sum + c, squares + c, count);
    });
}

void columnNormalize(const Matrix& matrix, const float* x, const ColumnNorms& norms, bool withRelu, float* y)
{
    overColumns(matrix, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        for (std::int64_t n = 0; n < matrix.rows; ++n) {
            const std::int64_t at = n * matrix.stride + c;
            const Floats values = affine(loadColumns(x + at, count));
            storeColumns(y + at, withRelu ? relu(values) : values, count);
        }
    });
}

void columnNormalizeAddRelu(const Matrix& matrix, const float* x, const ColumnNorms& norms, const float* z, float* y)
{
    overColumns(matrix, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        for (std::int64_t n = 0; n < matrix.rows; ++n) {
            const std::int64_t at = n * matrix.stride + c;
            storeColumns(y + at, relu(affine(loadColumns(x + at, count)) + loadColumns(z + at, count)), count);
        }
    });
}

void columnGradientSums(const Matrix& matrix, const float* x, const float* g, const ColumnNorms& norms, bool withRelu,
                        double* sumG, double* sumGX)
{
    overColumns(matrix, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        ColumnPair sums;
        for (std::int64_t n = 0; n < matrix.rows; ++n) {
            const std::int64_t at = n * matrix.stride + c;
            const Floats values = loadColumns(x + at, count);
            Floats gradient = loadColumns(g + at, count);
            if (withRelu) {
                gradient = where(affine(values), gradient);
            }
            sums.add(gradient, gradient * (values - affine.mean));
        }
        sums.addTo(sumG + c, sumGX + c, count);
    });
}

void columnGradientInput(const Matrix& matrix, const float* x, const float* g, const ColumnNorms& norms, bool withRelu,
                         const float* a, const float* b, float* gradX)
{
    overColumns(matrix, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        const Floats slopes = loadColumns(a + c, count);
        const Floats offsets = loadColumns(b + c, count);
        for (std::int64_t n = 0; n < matrix.rows; ++n) {
            const std::int64_t at = n * matrix.stride + c;
            const Floats values = loadColumns(x + at, count);
            Floats gradient = loadColumns(g + at, count);
            if (withRelu) {
                gradient = where(affine(values), gradient);
            }
            storeColumns(gradX + at, affine.scale * gradient + (slopes * (values - affine.mean) + offsets), count);
        }
    });
}

}  // namespace

}  // namespace normscope::kernels
