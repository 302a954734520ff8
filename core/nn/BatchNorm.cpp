#include <cmath>
#include <ostream>

#include <torch/torch.h>

#include <normscope/nn/BatchNorm.h>
#include <normscope/nn/BatchNormFunction.h>

namespace normscope::nn
{

template <typename Derived>
BatchNormImplBase<Derived>::BatchNormImplBase(const BatchNormOptions& options_)
    : options(options_)
{
    TORCH_CHECK(options.num_features() >= 1, Derived::kName, " got num_features = ", options.num_features(),
                ", it needs at least 1");
    TORCH_CHECK(std::isfinite(options.eps()) && options.eps() >= 0, Derived::kName, " got eps = ", options.eps(),
                ", it needs a finite number that is not negative");
    // Not reset(): it is virtual, and Cloneable calls it again on every clone.
    BatchNormImplBase::reset();
}

template <typename Derived>
void BatchNormImplBase<Derived>::reset()
{
    const int64_t channels = options.num_features();
    if (options.affine()) {
        weight = this->register_parameter("weight", torch::empty({channels}));
        bias = this->register_parameter("bias", torch::empty({channels}));
    } else {
        weight = this->register_parameter("weight", torch::Tensor(), /*requires_grad=*/false);
        bias = this->register_parameter("bias", torch::Tensor(), /*requires_grad=*/false);
    }
    if (options.track_running_stats()) {
        running_mean = this->register_buffer("running_mean", torch::empty({channels}));
        running_var = this->register_buffer("running_var", torch::empty({channels}));
        num_batches_tracked = this->register_buffer("num_batches_tracked", torch::zeros({}, torch::kLong));
    }
    reset_parameters();
}

template <typename Derived>
void BatchNormImplBase<Derived>::reset_parameters()
{
    reset_running_stats();
    if (options.affine()) {
        torch::nn::init::ones_(weight);
        torch::nn::init::zeros_(bias);
    }
}

template <typename Derived>
void BatchNormImplBase<Derived>::reset_running_stats()
{
    if (options.track_running_stats()) {
        running_mean.zero_();
        running_var.fill_(1);
        num_batches_tracked.zero_();
    }
}

template <typename Derived>
torch::Tensor BatchNormImplBase<Derived>::forward(const torch::Tensor& input)
{
    return forward_with(input, Tail::None);
}

template <typename Derived>
torch::Tensor BatchNormImplBase<Derived>::forward_with(const torch::Tensor& input, Tail tail)
{
    if (!usesBatchStatistics(input)) {
        return functional::normalizeWith(input, {running_mean, running_var}, weight, bias, options.eps(), tail);
    }
    const auto output = functional::batchNorm(input, weight, bias, options.eps(), tail);
    accumulate(output.statistics.mean, output.statistics.variance, input.numel() / input.size(1));
    return output.y;
}

template <typename Derived>
torch::Tensor BatchNormImplBase<Derived>::forward_add_relu(const torch::Tensor& input, const torch::Tensor& residual)
{
    TORCH_CHECK(residual.defined() && residual.sizes() == input.sizes(), Derived::kName,
                " got a residual that has not the input's shape ", input.sizes());
    if (!usesBatchStatistics(input)) {
        return torch::relu(forward_with(input, Tail::None) + residual);
    }
    const auto output = functional::batchNormAddRelu(input, residual, weight, bias, options.eps());
    accumulate(output.statistics.mean, output.statistics.variance, input.numel() / input.size(1));
    return output.y;
}

template <typename Derived>
bool BatchNormImplBase<Derived>::usesBatchStatistics(const torch::Tensor& input) const
{
    const bool uses = this->is_training() || !options.track_running_stats();
    checkInput(input, uses);
    return uses;
}

template <typename Derived>
void BatchNormImplBase<Derived>::checkInput(const torch::Tensor& input, bool usesBatchStatistics) const
{
    TORCH_CHECK(input.defined(), Derived::kName, " got an undefined tensor, it needs shape ", Derived::kShapes);
    TORCH_CHECK(Derived::acceptsRank(input.dim()), Derived::kName, " got an input of rank ", input.dim(), " and shape ",
                input.sizes(), ", it needs shape ", Derived::kShapes);
    TORCH_CHECK(input.size(1) == options.num_features(), Derived::kName, " got ", input.size(1),
                " channels in an input of shape ", input.sizes(), ", it needs num_features = ", options.num_features());
    TORCH_CHECK(input.scalar_type() == torch::kFloat || input.scalar_type() == torch::kDouble, Derived::kName,
                " got an input of dtype ", input.dtype(), ", it needs float32 or float64");
    const torch::Tensor& own = weight.defined() ? weight : running_mean;
    TORCH_CHECK(!own.defined() || own.scalar_type() == input.scalar_type(), Derived::kName, " got an input of dtype ",
                input.dtype(), ", it needs that of its parameters and buffers, ", own.dtype());
    for (const torch::Tensor& tensor : {weight, running_mean}) {
        TORCH_CHECK(!tensor.defined() || tensor.device() == input.device(), Derived::kName, " got an input on ",
                    input.device(), ", it needs that of its parameters and buffers, ", tensor.device());
    }
    const int64_t valuesPerChannel = input.numel() / input.size(1);
    TORCH_CHECK(valuesPerChannel > 0 || !usesBatchStatistics, Derived::kName, " got an empty batch of shape ",
                input.sizes(), ", it needs at least two values per channel to compute batch statistics");
    TORCH_CHECK(valuesPerChannel > 1 || !usesBatchStatistics, Derived::kName,
                " got one value per channel in an input of shape ", input.sizes(),
                ", it needs at least two to compute batch statistics");
}

template <typename Derived>
void BatchNormImplBase<Derived>::accumulate(const torch::Tensor& mean, const torch::Tensor& variance,
                                            int64_t valuesPerChannel)
{
    if (!this->is_training() || !options.track_running_stats()) {
        return;
    }
    const torch::NoGradGuard noGrad;
    double varianceFactor = 1.0;
    if (options.running_variance() == RunningVariance::Unbiased) {
        const auto m = static_cast<double>(valuesPerChannel);
        varianceFactor = m / (m - 1.0);
    }
    functional::accumulate(running_mean, mean, options.momentum(), 1.0);
    functional::accumulate(running_var, variance, options.momentum(), varianceFactor);
    num_batches_tracked.add_(1);
}

template <typename Derived>
void BatchNormImplBase<Derived>::pretty_print(std::ostream& stream) const
{
    const bool biased = options.running_variance() == RunningVariance::Biased;
    stream << std::boolalpha << "normscope::nn::" << Derived::kName << "(" << options.num_features()
           << ", eps=" << options.eps() << ", momentum=" << options.momentum() << ", affine=" << options.affine()
           << ", track_running_stats=" << options.track_running_stats()
           << ", running_variance=" << (biased ? "Biased" : "Unbiased") << ")";
}

template class BatchNormImplBase<BatchNorm1dImpl>;
template class BatchNormImplBase<BatchNorm2dImpl>;

}  // namespace normscope::nn
