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

std::filesystem::path withoutEnd(const std::filesystem::path& folder)
{
    const std::filesystem::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

Status checkOutFolder(const std::filesystem::path& folder)
{
    namespace fs = std::filesystem;
    if (auto whole = absolutePath(folder); !whole) {
        return passOn(whole);
    }
    // A slash after a file's name or a link's would hide it.
    const fs::path named = withoutEnd(folder);
    std::error_code error;
    const auto kind = fs::status(named, error).type();
    if (kind == fs::file_type::none) {
        return fail(ErrorCode::Usage,
                    Message::tr("--out {}: cannot be looked at: {}", folder.string(), error.message()));
    }
    if (kind != fs::file_type::not_found) {
        return kind == fs::file_type::directory
                   ? Status()
                   : fail(ErrorCode::Usage,
                          Message::tr("--out {}: is there already and is not a folder", folder.string()));
    }
    if (fs::is_symlink(named, error)) {
        return fail(ErrorCode::Usage, Message::tr("--out {}: is a link to {}, which is not there", folder.string(),
                                                  fs::read_symlink(named, error).string()));
    }
    return {};
}

}  // namespace normscope
