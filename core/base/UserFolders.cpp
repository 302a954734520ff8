#include <cstdlib>

#include <normscope/base/UserFolders.h>

namespace normscope
{

std::filesystem::path userDataFolder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    // The XDG specification has relative values ignored.
    if (data != nullptr && std::filesystem::path(data).is_absolute()) {
        return std::filesystem::path(data) / "normscope";
    }
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? std::filesystem::path(home) / ".local/share/normscope"
                                            : std::filesystem::path();
}

}  // namespace normscope
