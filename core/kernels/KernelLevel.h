#pragma once

#include <optional>
#include <string_view>

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

/// The level of that name: portable, avx2, avx512.
[[nodiscard]] std::optional<KernelLevel> kernelLevelNamed(std::string_view name);

/// The one that the environment variable NORMSCOPE_KERNELS names, or else the best level of this machine. Decided at
/// the first call.
[[nodiscard]] KernelLevel kernelLevel();

/// Whether this machine and this build can run that level.
[[nodiscard]] bool isAvailable(KernelLevel level);

/// "portable", "avx2", "avx512".
[[nodiscard]] const char* nameOf(KernelLevel level);

}  // namespace normscope::kernels
