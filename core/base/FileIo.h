#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <normscope/base/Result.h>

namespace normscope
{

/// The content of a file of at most `limit` bytes. ErrorCode::Io if it cannot be read or is a device or a pipe, which
/// might never end, Data if it is larger.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit);

/// Holds where neither `folder` / `below` nor a folder on the way there from `folder` is a symbolic link; what is not
/// there is none. ErrorCode::Data otherwise: a link in a folder that came from elsewhere could lead anywhere.
[[nodiscard]] Status refuseLinks(const std::filesystem::path& folder, const std::filesystem::path& below);

/// Makes a folder and those above it, where they are not there. ErrorCode::Io where it cannot be.
[[nodiscard]] Status makeFolders(const std::filesystem::path& folder);

struct CloseFile
{
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

/// Opens a file to be written: an empty one, or with `keepsContent` one that is there, to be read as well.
/// ErrorCode::Io where it cannot be, also where a link or a pipe stands in its place.
[[nodiscard]] Result<OpenFile> openForWriting(const std::filesystem::path& path, bool keepsContent = false);

/// Writes a file so that a reader sees the old content or the new one and nothing between, even after a loss of power:
/// to a temporary beside it, which is renamed over it when it is on the disk.
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> content);
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// Writes a file and waits until it is on the disk. An error leaves no file of that name.
[[nodiscard]] Status writeFileDurably(const std::filesystem::path& path, std::span<const std::byte> content);

/// Waits until the names in a folder are on the disk: what was renamed into it survives a loss of power.
[[nodiscard]] Status syncFolder(const std::filesystem::path& folder);

/// The reason that the last failed system call left in errno, in words: "No space left on device".
[[nodiscard]] std::string systemReason();

}  // namespace normscope
