#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

#include <normscope/base/UserFolders.h>

namespace normscope
{

namespace
{

/// normscope in the folder that the variable names, or else in that one of the user's home.
std::filesystem::path userFolder(const char* variable, const char* inHome)
{
    const char* folder = std::getenv(variable);
    // The XDG specification has relative values ignored.
    if (folder != nullptr && std::filesystem::path(folder).is_absolute()) {
        return std::filesystem::path(folder) / "normscope";
    }
    const char* home = std::getenv("HOME");
    if (home == nullptr || !std::filesystem::path(home).is_absolute()) {
        const passwd* user = ::getpwuid(::getuid());
        home = user != nullptr ? user->pw_dir : nullptr;
    }
    return home != nullptr && std::filesystem::path(home).is_absolute()
               ? std::filesystem::path(home) / inHome / "normscope"
               : std::filesystem::path();
}

}  // namespace

std::filesystem::path userDataFolder()
{
    return userFolder("XDG_DATA_HOME", ".local/share");
}

std::filesystem::path userCacheFolder()
{
    return userFolder("XDG_CACHE_HOME", ".cache");
}

Result<std::filesystem::path> absolutePath(const std::filesystem::path& path)
{
    std::error_code error;
    const auto whole = std::filesystem::absolute(path.empty() ? "." : path, error);
    if (error) {
        return fail(ErrorCode::Io,
                    Message::tr("{}: where that is cannot be told, because the working directory has been "
                                "removed: change to another, or give the whole path from / on",
                                path.string()));
    }
    return (whole.lexically_normal() / "").parent_path();
}

}  // namespace normscope
