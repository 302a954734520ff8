#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>

namespace normscope
{

Result<FolderLock> FolderLock::open(const std::filesystem::path& folder)
{
    FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.m_descriptor < 0) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be opened: {}", folder.string(), systemReason()));
    }
    return lock;
}

Result<FolderLock> FolderLock::await(const std::filesystem::path& folder)
{
    auto lock = open(folder);
    while (lock && ::flock(lock->m_descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
    return lock;
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder, std::chrono::milliseconds patience)
{
    constexpr auto kBetween = std::chrono::milliseconds(10);
    auto lock = open(folder);
    for (auto waited = kBetween; lock && ::flock(lock->m_descriptor, LOCK_EX | LOCK_NB) != 0; waited += kBetween) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            lock->m_keeps = false;
            break;
        }
        if (waited >= patience) {
            return fail(ErrorCode::Usage,
                        Message::tr("{}: another Normscope is training into it; wait for that one to end, or choose "
                                    "another folder",
                                    folder.string()));
        }
        std::this_thread::sleep_for(kBetween);
    }
    return lock;
}

bool FolderLock::isHeld(const std::filesystem::path& folder)
{
    const auto lock = open(folder);
    return lock && ::flock(lock->m_descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

FolderLock::FolderLock(int descriptor)
    : m_descriptor(descriptor)
{
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_keeps(other.m_keeps)
{
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_keeps, other.m_keeps);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        (void)::close(m_descriptor);
    }
}

}  // namespace normscope
