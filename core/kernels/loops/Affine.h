#pragma once

#include <normscope/kernels/ChannelKernels.h>

#include "Lanes.h"

namespace normscope::kernels
{

namespace
{

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

}  // namespace

}  // namespace normscope::kernels
