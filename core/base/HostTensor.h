#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace normscope
{

/// A named array in plain memory, contiguous in row-major order: how weights and predictions leave the training
/// without any torch header.
struct HostTensor
{
    enum class Type
    {
        Float32,
        Int64,
    };

    std::string name;
    Type type = Type::Float32;
    std::vector<std::int64_t> shape;  ///< empty for a scalar
    std::vector<std::byte> bytes;     ///< in the machine's byte order

    template <class T>
    static HostTensor of(std::string name, Type type, std::vector<std::int64_t> shape, std::span<const T> values)
    {
        HostTensor tensor{std::move(name), type, std::move(shape), {}};
        const auto bytes = std::as_bytes(values);
        tensor.bytes.assign(bytes.begin(), bytes.end());
        return tensor;
    }
};

}  // namespace normscope
