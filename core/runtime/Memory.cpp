#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <sys/resource.h>
#include <unistd.h>

#include <normscope/runtime/Cgroup.h>
#include <normscope/runtime/Memory.h>

namespace normscope
{

namespace
{

using Bytes = std::optional<std::uint64_t>;

Bytes smaller(Bytes a, Bytes b)
{
    return a && b ? std::min(a, b) : (a ? a : b);
}

std::uint64_t leftOf(std::uint64_t limit, std::uint64_t used)
{
    return limit > used ? limit - used : 0;
}

/// The number that a file holds alone; none where there is no such file or it says "max".
Bytes numberIn(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::uint64_t number = 0;
    return file >> number ? Bytes(number) : std::nullopt;
}

/// The sum of the named numbers in a file of "name number" lines.
std::uint64_t sumIn(const std::filesystem::path& path, const std::array<std::string, 2>& names)
{
    std::ifstream file(path);
    std::uint64_t sum = 0;
    std::string name;
    for (std::uint64_t number = 0; file >> name >> number;) {
        sum += std::find(names.begin(), names.end(), name) != names.end() ? number : 0;
    }
    return sum;
}

Bytes leftIn(const CgroupFolder& folder)
{
    const bool two = folder.isVersion2;
    const auto limit = numberIn(folder.path / (two ? "memory.max" : "memory.limit_in_bytes"));
    const auto used = numberIn(folder.path / (two ? "memory.current" : "memory.usage_in_bytes"));
    // Version 1 says "none" with the largest number of pages that there is.
    constexpr std::uint64_t kNone = std::uint64_t{1} << 60U;
    if (!limit || !used || *limit >= kNone) {
        return std::nullopt;
    }
    const auto cached = two ? sumIn(folder.path / "memory.stat", {"inactive_file", "active_file"})
                            : sumIn(folder.path / "memory.stat", {"total_inactive_file", "total_active_file"});
    return leftOf(*limit, leftOf(*used, cached));
}

/// What RLIMIT_AS leaves of the address space.
Bytes addressSpaceLeft()
{
    rlimit limit{};
    const long pageSize = ::sysconf(_SC_PAGESIZE);
    const auto pages = numberIn("/proc/self/statm");
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || !pages || pageSize <= 0) {
        return std::nullopt;
    }
    return leftOf(limit.rlim_cur, *pages * static_cast<std::uint64_t>(pageSize));
}

}  // namespace

std::optional<std::uint64_t> memAvailableIn(const std::string& meminfo)
{
    std::istringstream lines(meminfo);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name;
        std::uint64_t kibibytes = 0;
        if (words >> name >> kibibytes && name == "MemAvailable:") {
            return kibibytes * 1024;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> cgroupMemoryLeft(const std::filesystem::path& root, const std::string& membership)
{
    Bytes least;
    for (const CgroupFolder& folder : cgroupFolders(root, membership, "memory")) {
        least = smaller(least, leftIn(folder));
    }
    return least;
}

std::optional<std::uint64_t> availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::ostringstream meminfo;
    meminfo << file.rdbuf();
    return smaller(smaller(memAvailableIn(meminfo.str()), cgroupMemoryLeft(kCgroupRoot, cgroupMembership())),
                   addressSpaceLeft());
}

}  // namespace normscope
