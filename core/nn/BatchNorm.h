#pragma once

#include <iosfwd>

#include <torch/nn/cloneable.h>
#include <torch/nn/pimpl.h>

#include <normscope/nn/BatchNormOptions.h>

namespace normscope::nn
{

/// Parameters and running estimates of batch normalization, shared by BatchNorm1d and BatchNorm2d.
///
/// Registered under PyTorch's names, so a state dict fits stock modules: "weight" (γ) and "bias" (β) if affine,
/// "running_mean", "running_var" and "num_batches_tracked" if running estimates are kept.
/// As any torch::nn::Module, an instance belongs to one thread at a time.
template <typename Derived>
class BatchNormImplBase : public torch::nn::Cloneable<Derived>
{
  public:
    /// Throws c10::Error if num_features < 1 or eps is negative or not finite.
    explicit BatchNormImplBase(const BatchNormOptions& options_);

    void reset() override;
    void reset_parameters();
    void reset_running_stats();

    /// train(): normalizes with the batch's statistics and accumulates the running ones; eval(): normalizes with the
    /// running ones, or with the batch's where none are kept. Returns a tensor like `input`.
    /// Throws c10::Error that says what it got and what it needs: wrong rank or channel count, a dtype that is not the
    /// layer's, an empty batch or one value per channel where batch statistics are used.
    torch::Tensor forward(const torch::Tensor& input);

    /// forward() and what follows it in one pass: the same numbers within rounding, several times as fast.
    torch::Tensor forward_with(const torch::Tensor& input, Tail tail);

    /// relu(forward(input) + residual) in one pass; `residual` has the input's shape.
    torch::Tensor forward_add_relu(const torch::Tensor& input, const torch::Tensor& residual);

    void pretty_print(std::ostream& stream) const override;

    BatchNormOptions options;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor running_mean;
    torch::Tensor running_var;
    torch::Tensor num_batches_tracked;

  private:
    /// Checks the input; true where its own statistics are to be used.
    bool usesBatchStatistics(const torch::Tensor& input) const;
    void checkInput(const torch::Tensor& input, bool usesBatchStatistics) const;
    /// In training, takes a batch's statistics into the running ones.
    void accumulate(const torch::Tensor& mean, const torch::Tensor& variance, int64_t valuesPerChannel);
};

/// Batch normalization of (N, C) or (N, C, L):
///
///     y = γ · (x − μ_B) / √(σ²_B + ε) + β
///
/// with μ_B and σ²_B per channel over N or (N, L); Ioffe & Szegedy, ICML 2015, pp. 448–456, algorithm 1.
class BatchNorm1dImpl : public BatchNormImplBase<BatchNorm1dImpl>
{
  public:
    using BatchNormImplBase::BatchNormImplBase;
    static constexpr const char* kName = "BatchNorm1d";
    static constexpr const char* kShapes = "(N, C) or (N, C, L)";
    static bool acceptsRank(int64_t rank) { return rank == 2 || rank == 3; }
};

/// Batch normalization of (N, C, H, W), per channel over (N, H, W); formula as BatchNorm1d.
class BatchNorm2dImpl : public BatchNormImplBase<BatchNorm2dImpl>
{
  public:
    using BatchNormImplBase::BatchNormImplBase;
    static constexpr const char* kName = "BatchNorm2d";
    static constexpr const char* kShapes = "(N, C, H, W)";
    static bool acceptsRank(int64_t rank) { return rank == 4; }
};

TORCH_MODULE(BatchNorm1d);
TORCH_MODULE(BatchNorm2d);

}  // namespace normscope::nn
