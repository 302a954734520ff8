// The loops of ChannelKernels.h, included once by each file that is built for an instruction set, which defines
// NORMSCOPE_KERNEL_TABLE, the name of its table. Everything in loops/ has internal linkage, and nothing of the standard
// library is used: an inline function of it, built for AVX-512, could be picked up by the whole program.
#include <normscope/kernels/ChannelKernels.h>

#include "loops/ColumnLoops.h"
#include "loops/ElementLoops.h"
#include "loops/PlaneLoops.h"
#include "loops/PooledColumnLoops.h"
#include "loops/PooledPlaneLoops.h"

namespace normscope::kernels
{

extern const ChannelKernels NORMSCOPE_KERNEL_TABLE;
const ChannelKernels NORMSCOPE_KERNEL_TABLE{
    .statistics = statistics,
    .normalize = normalize,
    .normalizeAddRelu = normalizeAddRelu,
    .normalizeReluPool = normalizeReluPool,
    .gradientSums = gradientSums,
    .gradientInput = gradientInput,
    .pooledGradientSums = pooledGradientSums,
    .pooledGradientInput = pooledGradientInput,
    .maskGradient = maskGradient,
    .columnSums = columnSums,
    .columnNormalize = columnNormalize,
    .columnNormalizeAddRelu = columnNormalizeAddRelu,
    .columnGradientSums = columnGradientSums,
    .columnGradientInput = columnGradientInput,
    .columnNormalizeReluPool = columnNormalizeReluPool,
    .columnPooledGradientSums = columnPooledGradientSums,
    .columnPooledGradientInput = columnPooledGradientInput,
    .sgdStep = sgdStep,
};

}  // namespace normscope::kernels

#undef NORMSCOPE_INLINE
