#pragma once

#include <filesystem>

#include <normscope/base/Result.h>

namespace normscope
{

/// Where this user's Normscope keeps what it makes and finds: normscope in $XDG_DATA_HOME, or in ~/.local/share. Where
/// HOME is not set, as in some batch jobs, the list of users tells the home; empty where that does not either.
[[nodiscard]] std::filesystem::path userDataFolder();

/// The same for what can be made anew: normscope in $XDG_CACHE_HOME, or in ~/.cache.
[[nodiscard]] std::filesystem::path userCacheFolder();

/// The path from the root, without dots and without a slash at the end: "runs/a/" as "/home/x/runs/a". ErrorCode::Io
/// where it is relative and the working directory has been removed.
[[nodiscard]] Result<std::filesystem::path> absolutePath(const std::filesystem::path& path);

/// Without a slash or dot at the end, so that it has a last name: "runs/a/" as "runs/a".
[[nodiscard]] std::filesystem::path withoutEnd(const std::filesystem::path& folder);

/// Whether what --out says is a folder or not there. ErrorCode::Usage where it is something else, or a link that leads
/// nowhere; Io where the working directory has been removed.
[[nodiscard]] Status checkOutFolder(const std::filesystem::path& folder);

}  // namespace normscope
