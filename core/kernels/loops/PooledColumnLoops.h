#pragma once

#include "ColumnLoops.h"

namespace normscope::kernels
{

namespace
{

/// Where the four values of a 2×2 window lie in an image whose columns are channels, and where their mean does.
struct Window
{
    std::int64_t at[4];
    std::int64_t pooled;
};

/// Calls window(w) for each window of an image.
template <class Each>
NORMSCOPE_INLINE void overWindows(PlaneSize size, std::int64_t channels, Each each)
{
    const std::int64_t width = size.columns / 2;
    for (std::int64_t row = 0; row < size.rows / 2; ++row) {
        for (std::int64_t column = 0; column < width; ++column) {
            const std::int64_t upper = (2 * row * size.columns + 2 * column) * channels;
            const std::int64_t lower = upper + size.columns * channels;
            each(Window{{upper, upper + channels, lower, lower + channels}, (row * width + column) * channels});
        }
    }
}

/// Calls each(offset) for the values in no window: an odd last row and column.
template <class Each>
NORMSCOPE_INLINE void overDropped(PlaneSize size, std::int64_t channels, Each each)
{
    const std::int64_t evenRows = size.rows / 2 * 2;
    if (size.columns % 2 != 0) {
        for (std::int64_t row = 0; row < evenRows; ++row) {
            each((row * size.columns + size.columns - 1) * channels);
        }
    }
    for (std::int64_t s = evenRows * size.columns; s < size.rows * size.columns; ++s) {
        each(s * channels);
    }
}

void columnNormalizeReluPool(std::int64_t channels, PlaneSize size, const float* x, const ColumnNorms& norms, float* y)
{
    overColumns({1, channels, channels}, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        const Floats quarter = Floats::all(0.25F);
        const auto positive = [&](std::int64_t at) { return relu(affine(loadColumns(x + at + c, count))); };
        overWindows(size, channels, [&](const Window& window) {
            const Floats upper = positive(window.at[0]) + positive(window.at[1]);
            const Floats lower = positive(window.at[2]) + positive(window.at[3]);
            storeColumns(y + window.pooled + c, (upper + lower) * quarter, count);
        });
    });
}

void columnPooledGradientSums(std::int64_t channels, PlaneSize size, const float* x, const float* g,
                              const ColumnNorms& norms, double* sumG, double* sumGX)
{
    overColumns({1, channels, channels}, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        const Floats quarter = Floats::all(0.25F);
        ColumnPair sums;
        overWindows(size, channels, [&](const Window& window) {
            const Floats gradient = loadColumns(g + window.pooled + c, count) * quarter;
            for (const std::int64_t at : window.at) {
                const Floats values = loadColumns(x + at + c, count);
                const Floats passed = where(affine(values), gradient);
                sums.add(passed, passed * (values - affine.mean));
            }
        });
        sums.addTo(sumG + c, sumGX + c, count);
    });
}

void columnPooledGradientInput(std::int64_t channels, PlaneSize size, const float* x, const float* g,
                               const ColumnNorms& norms, const float* a, const float* b, float* gradX)
{
    overColumns({1, channels, channels}, [&](std::int64_t c, std::int64_t count) {
        const Affine affine(norms, c, count);
        const Floats quarter = Floats::all(0.25F);
        const Floats slopes = loadColumns(a + c, count);
        const Floats offsets = loadColumns(b + c, count);
        const auto spread = [&](const Floats& values) { return slopes * (values - affine.mean) + offsets; };
        overWindows(size, channels, [&](const Window& window) {
            const Floats gradient = loadColumns(g + window.pooled + c, count) * quarter;
            for (const std::int64_t at : window.at) {
                const Floats values = loadColumns(x + at + c, count);
                storeColumns(gradX + at + c, affine.scale * where(affine(values), gradient) + spread(values), count);
            }
        });
        overDropped(size, channels, [&](std::int64_t at) {
            storeColumns(gradX + at + c, spread(loadColumns(x + at + c, count)), count);
        });
    });
}

}  // namespace

}  // namespace normscope::kernels
