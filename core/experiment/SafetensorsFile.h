#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/base/Result.h>

namespace normscope
{

/// What a safetensors file holds: float32 and int64 tensors in the order of their bytes, and its metadata.
struct SafetensorsFile
{
    std::vector<HostTensor> tensors;
    std::map<std::string, std::string> metadata;

    /// The tensor of that name, or null.
    [[nodiscard]] const HostTensor* find(const std::string& name) const;
};

/// Reads the bytes of such a file, which may come from anywhere: every length is checked against what is there before
/// anything of its size is made, tensors must lie one behind the other from the first byte to the last. `source`
/// names the bytes in errors, which have ErrorCode::Data.
[[nodiscard]] Result<SafetensorsFile> decodeSafetensors(std::span<const std::byte> bytes, const std::string& source);

/// Reads such a file. ErrorCode::Io if it cannot be read.
[[nodiscard]] Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path);

}  // namespace normscope
