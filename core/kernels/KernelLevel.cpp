#include <cstdlib>
#include <string_view>

#include <normscope/kernels/KernelLevel.h>

namespace normscope::kernels
{

namespace
{

KernelLevel chooseLevel()
{
    const char* name = std::getenv("NORMSCOPE_KERNELS");
    if (const auto chosen = kernelLevelNamed(name == nullptr ? "" : name); chosen && isAvailable(*chosen)) {
        return *chosen;
    }
    for (const KernelLevel level : {KernelLevel::Avx512, KernelLevel::Avx2}) {
        if (isAvailable(level)) {
            return level;
        }
    }
    return KernelLevel::Portable;
}

}  // namespace

std::optional<KernelLevel> kernelLevelNamed(std::string_view name)
{
    for (const KernelLevel level : {KernelLevel::Portable, KernelLevel::Avx2, KernelLevel::Avx512}) {
        if (name == nameOf(level)) {
            return level;
        }
    }
    return std::nullopt;
}

KernelLevel kernelLevel()
{
    static const KernelLevel kLevel = chooseLevel();
    return kLevel;
}

bool isAvailable(KernelLevel level)
{
    switch (level) {
#if defined(__x86_64__)
    case KernelLevel::Avx2:
        return __builtin_cpu_supports("avx2") != 0;
    case KernelLevel::Avx512:
        return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
               __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0;
#endif
    default:
        return level == KernelLevel::Portable;
    }
}

const char* nameOf(KernelLevel level)
{
    switch (level) {
    case KernelLevel::Avx2:
        return "avx2";
    case KernelLevel::Avx512:
        return "avx512";
    case KernelLevel::Portable:
        break;
    }
    return "portable";
}

}  // namespace normscope::kernels
