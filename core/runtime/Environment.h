#pragma once

#include <string>

#include <normscope/runtime/Blas.h>

namespace normscope
{

/// The machine and the libraries that a result was made with.
struct Environment
{
    std::string program;  ///< version of Normscope
    std::string torch;
    std::string torchCapability;  ///< instruction set of LibTorch's kernels
    std::string cpu;
    int threads = 1;
    BlasInfo blas;
    bool hasCuda = false;     ///< a CUDA device that LibTorch could use
    std::string kernelLevel;  ///< instruction set of the batch-norm kernels
    std::string compiler;
    std::string host = {};
};

/// Loads what is computed with (see trainingEngine()); where that fails, what it would say stays empty.
[[nodiscard]] Environment describeEnvironment(int threads);

/// Normscope's version, e.g. "0.1.0".
[[nodiscard]] const char* programVersion();

/// Total physical memory of the machine in bytes; 0 if unknown.
[[nodiscard]] unsigned long long physicalMemory();

}  // namespace normscope
