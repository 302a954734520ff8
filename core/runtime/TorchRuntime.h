#pragma once

#include <string>

/// What the training needs of LibTorch's global state. No torch header here.
namespace normscope
{

/// Prepares the calling thread for training and its parallel workers with it: the number of threads, and denormals
/// flushed to zero in each, because a network that dies out would otherwise slow down a hundred times. Restores the
/// thread's denormal mode in the end.
class TrainingThreadScope
{
  public:
    explicit TrainingThreadScope(int threads);
    ~TrainingThreadScope();
    TrainingThreadScope(const TrainingThreadScope&) = delete;
    TrainingThreadScope& operator=(const TrainingThreadScope&) = delete;

  private:
    int m_threads;
};

/// Sends LibTorch's own warnings to the log, at debug level, instead of the terminal.
void routeTorchWarningsToLog();

/// LibTorch's version, e.g. "1.13.1".
[[nodiscard]] std::string torchVersion();

/// The instruction set of LibTorch's own kernels, in its words: "AVX512", "AVX2", "NO AVX"; "unknown" where it does not
/// say.
[[nodiscard]] std::string torchCpuCapability();

/// True if a CUDA device can be used by this LibTorch.
[[nodiscard]] bool torchHasCuda();

}  // namespace normscope
