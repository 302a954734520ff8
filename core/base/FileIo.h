#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <normscope/base/Result.h>

namespace normscope
{

/// The content of a file of at most `limit` bytes. ErrorCode::Io if it cannot be read, Data if it is larger.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit);

/// Writes a file so that a reader sees the old content or the new one and nothing between: to a temporary beside it,
/// which is then renamed over it.
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> content);
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The reason that the last failed system call left in errno, in words: "No space left on device".
[[nodiscard]] std::string systemReason();

}  // namespace normscope
