#include "ScratchFolder.h"

#include <cstdio>
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

}  // namespace

ScratchFolder::ScratchFolder()
{
    (void)::mkdir(scratch().c_str(), 0700);
}

ScratchFolder::~ScratchFolder()
{
    for (auto made = m_made.rbegin(); made != m_made.rend(); ++made) {
        (void)std::remove(made->c_str());
    }
    if (::rmdir(scratch().c_str()) != 0) {  // the reader under test has left something
        std::error_code ignored;
        fs::remove_all(scratch(), ignored);
    }
}

const fs::path& ScratchFolder::path() const
{
    return scratch();
}

void ScratchFolder::remember(const std::string& place, bool isMade)
{
    if (isMade) {
        m_made.push_back(place);
    }
}

std::string ScratchFolder::placeFor(const fs::path& name)
{
    std::string place = scratch().string();
    for (const fs::path& part : name.parent_path()) {
        place += '/' + part.string();
        remember(place, ::mkdir(place.c_str(), 0700) == 0);
    }
    return place + '/' + name.filename().string();
}

void ScratchFolder::putFile(const fs::path& name, std::string_view content)
{
    const std::string place = placeFor(name);
    const int file = ::open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    remember(place, file >= 0);
    if (file >= 0) {
        (void)!::write(file, content.data(), content.size());
        (void)::close(file);
    }
}

void ScratchFolder::putLink(const fs::path& name, const fs::path& target)
{
    const std::string place = placeFor(name);
    remember(place, ::symlink(target.c_str(), place.c_str()) == 0);
}

void ScratchFolder::putPipe(const fs::path& name)
{
    const std::string place = placeFor(name);
    remember(place, ::mkfifo(place.c_str(), 0600) == 0);
}

void ScratchFolder::putFolder(const fs::path& name)
{
    const std::string place = placeFor(name);
    remember(place, ::mkdir(place.c_str(), 0700) == 0);
}

}  // namespace normscope::fuzz
