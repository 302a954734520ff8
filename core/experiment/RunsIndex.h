#pragma once

#include <filesystem>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/ListedFolder.h>

/// The file in which RunsCatalog remembers what it has read: a line with its version, one with the SHA-256 of what
/// follows, and that in CBOR, where texts stand once and are referred to by number.
namespace normscope
{

/// The folders in an index. ErrorCode::Data where it is damaged or of another version, Io where it cannot be read.
[[nodiscard]] Result<std::vector<ListedFolder>> readIndex(const std::filesystem::path& file);

/// Writes it at once or not at all. What may change at any time (who trains) is not kept.
[[nodiscard]] Status writeIndex(const std::filesystem::path& file, const std::vector<const ListedFolder*>& folders);

}  // namespace normscope
