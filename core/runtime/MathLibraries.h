#pragma once

#include <string>
#include <string_view>

#include <normscope/base/Result.h>

namespace normscope
{

/// Readies the libraries that a training computes with, and says in the log where they will be slow. An error where
/// there is not enough memory for them. To be called before each training, from one thread at a time.
[[nodiscard]] Status prepareMathLibraries();

/// What to do about LibTorch's kernels having that instruction set (see torchCpuCapability()) on a machine with or
/// without AVX2, in one sentence; empty where nothing is wrong, or where ATEN_CPU_CAPABILITY has chosen them.
[[nodiscard]] std::string torchKernelAdvice(std::string_view capability, bool hasAvx2);

}  // namespace normscope
