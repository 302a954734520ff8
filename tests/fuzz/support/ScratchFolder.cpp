#include "ScratchFolder.h"

#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace normscope::fuzz
{

namespace fs = std::filesystem;

namespace
{

const fs::path& scratch()
{
    static const fs::path kPath = fs::temp_directory_path() / ("scratch-" + std::to_string(::getpid()));
    return kPath;
}

/// The path of a name, with the folders on the way made as far as nothing else is in the way.
fs::path placeFor(const fs::path& name)
{
    std::error_code ignored;
    const fs::path place = scratch() / name;
    fs::create_directories(place.parent_path(), ignored);
    return place;
}

}  // namespace

ScratchFolder::ScratchFolder()
{
    std::error_code ignored;
    fs::create_directories(scratch(), ignored);
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(scratch(), ignored);
}

const fs::path& ScratchFolder::path() const
{
    return scratch();
}

void ScratchFolder::putFile(const fs::path& name, std::string_view content) const
{
    const int file = ::open(placeFor(name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file >= 0) {
        (void)!::write(file, content.data(), content.size());
        (void)::close(file);
    }
}

void ScratchFolder::putLink(const fs::path& name, const fs::path& target) const
{
    (void)!::symlink(target.c_str(), placeFor(name).c_str());
}

void ScratchFolder::putPipe(const fs::path& name) const
{
    (void)::mkfifo(placeFor(name).c_str(), 0600);
}

void ScratchFolder::putFolder(const fs::path& name) const
{
    (void)::mkdir(placeFor(name).c_str(), 0700);
}

}  // namespace normscope::fuzz
