#pragma once

#include <string>

#include <normscope/base/Result.h>

namespace normscope
{

/// Which linear algebra library does the matrix products.
enum class BlasKind
{
    OpenBlasOpenMp,   ///< shares LibTorch's OpenMP threads: what we want
    OpenBlasPthread,  ///< has threads of its own that fight with LibTorch's
    OpenBlasSerial,
    Reference,  ///< Netlib's, unoptimised: an MLP trains 25 times slower
    Other,
};

struct BlasInfo
{
    BlasKind kind = BlasKind::Other;
    std::string name;     ///< for people: "OpenBLAS (OpenMP)"
    std::string library;  ///< file that sgemm_ resolves to
    std::string advice;   ///< what to install, in one sentence; empty where nothing is wrong
};

/// Looks at what the symbol sgemm_ resolves to in this process.
[[nodiscard]] BlasInfo findBlas();

/// Keeps an OpenBLAS with threads of its own from fighting with LibTorch's: gives it a single one. No effect on others.
void tameBlas(const BlasInfo& blas);

/// Makes an OpenBLAS take its working memory now, which it keeps: where it gets none when it needs it, it asks for it
/// again for ever. An error where there is not enough. No effect on others. To be called from one thread at a time.
[[nodiscard]] Status reserveBlasMemory(const BlasInfo& blas);

}  // namespace normscope
