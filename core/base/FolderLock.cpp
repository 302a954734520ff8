#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>

namespace normscope
{

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder)
{
    FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.m_descriptor < 0) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be opened: {}", folder.string(), systemReason()));
    }
    if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return fail(ErrorCode::Usage,
                    fmt::format("{}: another Normscope is training into it; wait for that one to end, "
                                "or choose another folder",
                                folder.string()));
    }
    return lock;
}

FolderLock::FolderLock(int descriptor)
    : m_descriptor(descriptor)
{
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        (void)::close(m_descriptor);
    }
}

}  // namespace normscope
