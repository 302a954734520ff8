#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/base/Result.h>

namespace normscope
{

/// The bytes of a safetensors file: 8 bytes of header length, the header (JSON), then the tensors in the order given,
/// without gaps. The same tensors give the same bytes. Format: https://huggingface.co/docs/safetensors
[[nodiscard]] std::vector<std::byte> encodeSafetensors(const std::vector<HostTensor>& tensors,
                                                       const std::map<std::string, std::string>& metadata);

/// Writes such a file, whole or not at all.
[[nodiscard]] Status writeSafetensors(const std::filesystem::path& path, const std::vector<HostTensor>& tensors,
                                      const std::map<std::string, std::string>& metadata);

}  // namespace normscope
