#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/base/Result.h>

namespace normscope
{

/// The pickle that torch.save() would put into its archive for a dict of tensors by name; their numbers lie in entries
/// of their own, data/0, data/1, … Only what torch.load(weights_only=True) lets through is in it.
[[nodiscard]] std::string pickleOfStateDict(const std::vector<HostTensor>& tensors);

/// Writes a state dict as torch.save() does, to be read by torch.load() of PyTorch 1.6 and later. The format is that of
/// torch/serialization.py: a ZIP archive of stored entries with a pickle of protocol 2. The same tensors give the same
/// bytes. (torch::pickle_save() marks its dicts with a function that weights_only=True refuses.)
[[nodiscard]] Status writeStateDict(const std::filesystem::path& path, const std::vector<HostTensor>& tensors);

}  // namespace normscope
