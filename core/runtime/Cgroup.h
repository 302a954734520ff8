#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace normscope
{

/// A folder of the cgroup file system that limits this process.
struct CgroupFolder
{
    std::filesystem::path path;
    bool isVersion2 = true;
};

/// The folders of a controller ("cpu", "memory") that a process is in, and those above them: a limit on any ancestor
/// holds too. `root` is where the cgroup file system is mounted, `membership` the content of /proc/self/cgroup. Inside
/// a container a folder may not exist; its top then carries the limits.
[[nodiscard]] std::vector<CgroupFolder> cgroupFolders(const std::filesystem::path& root, const std::string& membership,
                                                      std::string_view controller);

/// The content of /proc/self/cgroup, and where the file system usually is.
[[nodiscard]] std::string cgroupMembership();
inline constexpr const char* kCgroupRoot = "/sys/fs/cgroup";

}  // namespace normscope
