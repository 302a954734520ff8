#include <cstring>

#include <torch/torch.h>

#include <normscope/train/TensorCopy.h>

namespace normscope
{

HostTensor toHost(const std::string& name, const torch::Tensor& tensor)
{
    const torch::Tensor values = tensor.detach().contiguous();
    const auto shape = values.sizes().vec();
    const auto count = static_cast<std::size_t>(values.numel());
    if (values.scalar_type() == torch::kLong) {
        return HostTensor::of(name, HostTensor::Type::Int64, shape,
                              std::span<const int64_t>(values.data_ptr<int64_t>(), count));
    }
    return HostTensor::of(name, HostTensor::Type::Float32, shape,
                          std::span<const float>(values.data_ptr<float>(), count));
}

torch::Tensor toTorch(const HostTensor& tensor)
{
    torch::Tensor values =
        torch::empty(tensor.shape, tensor.type == HostTensor::Type::Int64 ? torch::kLong : torch::kFloat);
    TORCH_CHECK(values.nbytes() == tensor.bytes.size(), tensor.name, " has ", tensor.bytes.size(),
                " bytes, its shape asks for ", values.nbytes());
    std::memcpy(values.data_ptr(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

}  // namespace normscope
