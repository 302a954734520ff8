#pragma once

#include <optional>

#include <normscope/base/Result.h>

namespace normscope::kernels
{

/// The instruction set that the vectorised loops use. All levels give the same bits: sums run over the same sixteen
/// lanes whether they are one register or four.
enum class KernelLevel
{
    Portable,  ///< what every machine of this architecture has
    Avx2,
    Avx512,
};

/// The level that the environment variable NORMSCOPE_KERNELS forces: portable, avx2, avx512. None where it is not set.
/// ErrorCode::Usage for any other name, and for a level that this machine does not have.
[[nodiscard]] Result<std::optional<KernelLevel>> chosenKernelLevel();

/// That one, or else the best level of this machine. Decided at the first call.
[[nodiscard]] KernelLevel kernelLevel();

/// Whether this machine and this build can run that level.
[[nodiscard]] bool isAvailable(KernelLevel level);

/// "portable", "avx2", "avx512".
[[nodiscard]] const char* nameOf(KernelLevel level);

}  // namespace normscope::kernels
