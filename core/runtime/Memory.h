#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace normscope
{

/// Bytes that this process may still take without being refused or killed: the least of what the machine has to give
/// without swapping, of what its cgroup's limits (version 2 or 1) leave and of what RLIMIT_AS leaves. None where
/// nothing is known.
[[nodiscard]] std::optional<std::uint64_t> availableMemory();

/// The bytes behind MemAvailable in /proc/meminfo's text; none where there is no such line.
[[nodiscard]] std::optional<std::uint64_t> memAvailableIn(const std::string& meminfo);

/// What the limits of a cgroup tree leave: the limit less what is used, files in the page cache not counted, because
/// the kernel drops them first. None where nothing is limited. `root` and `membership` as for cgroupFolders().
[[nodiscard]] std::optional<std::uint64_t> cgroupMemoryLeft(const std::filesystem::path& root,
                                                            const std::string& membership);

}  // namespace normscope
