#include <algorithm>

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <normscope/selftest/CheckSupport.h>

namespace normscope
{

double distance(const torch::Tensor& a, const torch::Tensor& b)
{
    if (a.sizes() != b.sizes()) {
        return std::numeric_limits<double>::infinity();
    }
    if (a.numel() == 0) {
        return 0;
    }
    const auto wide = b.to(torch::kDouble);
    const double apart = (a.to(torch::kDouble) - wide).abs().max().item<double>();
    return apart / std::max(1.0, wide.abs().max().item<double>());
}

CheckResult guarded(double tolerance, const std::function<double()>& difference)
{
    try {
        return {difference(), tolerance, {}};
    } catch (const c10::Error& error) {
        return {0, tolerance, error.what_without_backtrace()};
    } catch (const std::exception& error) {
        return {0, tolerance, error.what()};
    }
}

torch::Tensor sampleInput(const std::vector<int64_t>& shape, torch::ScalarType type, uint64_t seed)
{
    // A generator of its own: a check must not disturb anybody else's numbers.
    const auto generator = at::detail::createCPUGenerator(seed);
    const auto options = torch::TensorOptions().dtype(type);
    std::vector<int64_t> channels(shape.size(), 1);
    channels[1] = shape[1];
    return torch::randn(shape, generator, options) * (torch::rand(channels, generator, options) * 2 + 0.5) +
           torch::randn(channels, generator, options);
}

}  // namespace normscope
