#include <fstream>
#include <sstream>

#include <normscope/runtime/Cgroup.h>

namespace normscope
{

std::vector<CgroupFolder> cgroupFolders(const std::filesystem::path& root, const std::string& membership,
                                        std::string_view controller)
{
    std::vector<CgroupFolder> folders;
    std::istringstream lines(membership);
    for (std::string line; std::getline(lines, line);) {
        // "0::/path" in version 2, "4:cpu,cpuacct:/path" in version 1.
        const auto first = line.find(':');
        const auto second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) {
            continue;
        }
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const bool isVersion2 = controllers.empty();
        // Between commas, so that "cpuset", which is a hierarchy of its own, is not taken for "cpu".
        const std::string wanted = "," + std::string(controller) + ",";
        if (!isVersion2 && ("," + controllers + ",").find(wanted) == std::string::npos) {
            continue;
        }
        const std::filesystem::path top = isVersion2 ? root : root / controller;
        for (auto path = std::filesystem::path(line.substr(second + 1)).relative_path();; path = path.parent_path()) {
            folders.push_back({top / path, isVersion2});
            if (path.empty()) {
                break;
            }
        }
    }
    return folders;
}

std::string cgroupMembership()
{
    std::ifstream file("/proc/self/cgroup");
    std::ostringstream membership;
    membership << file.rdbuf();
    return membership.str();
}

}  // namespace normscope
