#pragma once

#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/runtime/Blas.h>
#include <normscope/selftest/SelfTest.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

/// What an engine computes with.
struct EngineFacts
{
    std::string torch;            ///< LibTorch's version, e.g. "1.13.1"
    std::string torchCapability;  ///< instruction set of LibTorch's kernels: "AVX512", "AVX2", "NO AVX", "unknown"
    BlasInfo blas;
    bool hasCuda = false;  ///< a CUDA device that this LibTorch could use
};

/// All that is computed with LibTorch, for a program that knows nothing of it: LibTorch takes a third of a second to
/// load, and what is only looked at, reported or exported should not wait for that. Lives in the library
/// normscope_engine; TorchEngine.cpp is the one that there is.
class TrainingEngine
{
  public:
    TrainingEngine() = default;
    TrainingEngine(const TrainingEngine&) = delete;
    TrainingEngine& operator=(const TrainingEngine&) = delete;

    [[nodiscard]] virtual EngineFacts facts() const = 0;

    /// See prepareMathLibraries().
    [[nodiscard]] virtual Status prepare() = 0;

    /// See trainOnLanes() in TrainingLanes.h.
    virtual void trainOnLanes(int lanes, RunControl& control, const NextGroup& next) = 0;

    /// See selfChecks() in SelfTest.h.
    [[nodiscard]] virtual std::vector<SelfCheck> selfChecks(int threads) const = 0;

  protected:
    ~TrainingEngine() = default;
};

/// The engine, loaded at the first call and there as long as the process; from any thread. ErrorCode::Internal where
/// the library or LibTorch is not found, or there is no memory for it; the next call tries again.
[[nodiscard]] Result<TrainingEngine*> trainingEngine();

/// Loads the engine and prepares it. To be called before each training, from one thread at a time.
[[nodiscard]] Status prepareTraining();

}  // namespace normscope
