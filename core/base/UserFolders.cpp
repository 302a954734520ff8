#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

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
    if (home == nullptr || !std::filesystem::path(home).is_absolute()) {
        const passwd* user = ::getpwuid(::getuid());
        home = user != nullptr ? user->pw_dir : nullptr;
    }
    return home != nullptr && std::filesystem::path(home).is_absolute()
               ? std::filesystem::path(home) / ".local/share/normscope"
               : std::filesystem::path();
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
