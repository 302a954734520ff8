#pragma once

#include <string>

#include <torch/types.h>

#include <normscope/base/HostTensor.h>

namespace normscope
{

/// A copy of a float32 or int64 tensor in plain memory.
[[nodiscard]] HostTensor toHost(const std::string& name, const torch::Tensor& tensor);

/// A new tensor of those values.
[[nodiscard]] torch::Tensor toTorch(const HostTensor& tensor);

}  // namespace normscope
