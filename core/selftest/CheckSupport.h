#pragma once

#include <functional>

#include <torch/types.h>

#include <normscope/selftest/SelfTest.h>

namespace normscope
{

/// max|a − b| / max(1, max|b|): relative for large numbers, absolute for small ones, where relative means nothing.
[[nodiscard]] double distance(const torch::Tensor& a, const torch::Tensor& b);

/// Runs a check and turns an exception into its error.
[[nodiscard]] CheckResult guarded(double tolerance, const std::function<double()>& difference);

/// Numbers that look like activations, the same every time: normal with the mean and scale of each channel its own.
[[nodiscard]] torch::Tensor sampleInput(const std::vector<int64_t>& shape, torch::ScalarType type, uint64_t seed);

}  // namespace normscope
