#include <cstdlib>

#include <spdlog/spdlog.h>

#include <normscope/kernels/KernelLevel.h>
#include <normscope/runtime/Blas.h>
#include <normscope/runtime/MathLibraries.h>
#include <normscope/runtime/TorchRuntime.h>

namespace normscope
{

namespace
{

/// What is so for the whole life of the process, and said once.
BlasInfo look()
{
    BlasInfo blas = findBlas();
    tameBlas(blas);
    const bool hasAvx2 = kernels::isAvailable(kernels::KernelLevel::Avx2);
    for (const std::string& advice : {blas.advice, torchKernelAdvice(torchCpuCapability(), hasAvx2)}) {
        if (!advice.empty()) {
            spdlog::warn(advice);
        }
    }
    return blas;
}

}  // namespace

Status prepareMathLibraries()
{
    static const BlasInfo kBlas = look();
    return reserveBlasMemory(kBlas);
}

std::string torchKernelAdvice(std::string_view capability, bool hasAvx2)
{
    if (!hasAvx2 || capability.starts_with("AVX") || std::getenv("ATEN_CPU_CAPABILITY") != nullptr) {
        return {};
    }
    return "LibTorch has fallen back to its slowest kernels, as it does where there is no memory left to look at the "
           "processor: results are right, but slower, and not to the last bit those of other runs; free memory and "
           "start again";
}

}  // namespace normscope
