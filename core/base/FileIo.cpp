#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// Opens without waiting for a pipe's other end; null, with a reason, where it is no file. Devices, which may be read
/// without end, are taken to be written to.
OpenFile openRegular(const fs::path& path, int flags, const char* mode, std::string& reason, struct stat& info)
{
    constexpr mode_t kForAll = 0666;
    const bool isWriting = (flags & O_ACCMODE) != O_RDONLY;
    const int descriptor = ::open(path.c_str(), flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, kForAll);
    if (descriptor < 0 || ::fstat(descriptor, &info) != 0) {
        // A pipe without a reader cannot be opened for writing, nor can a socket.
        reason = errno == ENXIO   ? "is a device or a pipe, expected a file"
                 : errno == ELOOP ? "is a link, which is not followed"
                                  : systemReason();
    } else if (S_ISDIR(info.st_mode)) {
        reason = std::generic_category().message(EISDIR);
    } else if (const bool mayEnd = S_ISREG(info.st_mode) || (isWriting && S_ISCHR(info.st_mode)); !mayEnd) {
        reason = "is a device or a pipe, expected a file";
    } else if (OpenFile file(::fdopen(descriptor, mode)); file) {
        return file;
    } else {
        reason = systemReason();
    }
    if (descriptor >= 0) {
        (void)::close(descriptor);
    }
    return nullptr;
}

Result<std::string> readWhole(const fs::path& path, std::size_t limit)
{
    const auto unreadable = [&](const std::string& reason) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", path.string(), reason));
    };
    const auto tooLarge = [&] {
        return fail(ErrorCode::Data,
                    Message::tr("{}: is larger than {} bytes, the most that is expected here", path.string(), limit));
    };
    std::string reason;
    struct stat info
    {
    };
    const OpenFile file = openRegular(path, O_RDONLY, "rb", reason, info);
    if (!file) {
        return unreadable(reason);
    }
    const auto size = static_cast<std::size_t>(std::max<off_t>(info.st_size, 0));
    if (size > limit) {
        return tooLarge();
    }
    // One more than there should be shows the end; files that grow, or whose size the system does not know, take more.
    std::string content;
    constexpr std::size_t kChunk = 1U << 16U;
    std::size_t wanted = size + 1;
    for (bool isOver = false; !isOver;) {
        const std::size_t before = content.size();
        content.resize(before + wanted);
        const std::size_t got = std::fread(content.data() + before, 1, wanted, file.get());
        content.resize(before + got);
        if (std::ferror(file.get()) != 0) {
            return unreadable(systemReason());
        }
        if (content.size() > limit) {
            return tooLarge();
        }
        isOver = got < wanted;
        wanted = kChunk;
    }
    return content;
}

/// Writes the file `target` and waits until it is on the disk, naming `path` in errors. What could not be written whole
/// is removed.
Status write(const fs::path& target, const fs::path& path, std::span<const std::byte> content)
{
    std::string reason;
    struct stat info
    {
    };
    OpenFile file = openRegular(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, "wb", reason, info);
    if (!file) {
        // What stands there instead, such as a folder of that name, is not ours to remove.
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), reason));
    }
    // An empty span has no address that fwrite may be given.
    const bool isWritten =
        (content.empty() || std::fwrite(content.data(), 1, content.size(), file.get()) == content.size()) &&
        std::fflush(file.get()) == 0 && ::fsync(::fileno(file.get())) == 0;
    // fclose may still find out that something is not written, so its answer counts as well.
    if (!isWritten || std::fclose(file.release()) != 0) {
        reason = systemReason();
        std::error_code ignored;
        fs::remove(target, ignored);
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), reason));
    }
    return {};
}

}  // namespace

Status makeFolders(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}", folder.string(), error.message()));
    }
    return {};
}

std::string systemReason()
{
    return std::generic_category().message(errno);
}

Result<std::string> readFile(const fs::path& path, std::size_t limit)
try {
    return readWhole(path, limit);
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: cannot be read: there is not enough memory for it", path.string()));
}

Status refuseLinks(const fs::path& folder, const fs::path& below)
{
    fs::path path = folder;
    for (const fs::path& name : below) {
        path /= name;
        std::error_code ignored;
        if (fs::is_symlink(fs::symlink_status(path, ignored))) {
            return fail(ErrorCode::Data, Message::tr("{}: is a link, which is not followed", path.string()));
        }
    }
    return {};
}

Result<OpenFile> openForWriting(const fs::path& path, bool keepsContent)
{
    std::string reason;
    struct stat info
    {
    };
    const int flags = keepsContent ? O_RDWR : O_WRONLY | O_CREAT | O_TRUNC;
    OpenFile file = openRegular(path, flags | O_NOFOLLOW, keepsContent ? "r+b" : "wb", reason, info);
    if (!file) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), reason));
    }
    return file;
}

Status writeFileDurably(const fs::path& path, std::span<const std::byte> content)
{
    return write(path, path, content);
}

Status syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be opened: {}", folder.string(), systemReason()));
    }
    // Some file systems cannot do this for a folder, and have nothing to wait for.
    const bool isSynced = ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
    const std::string reason = systemReason();
    (void)::close(descriptor);
    if (!isSynced) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", folder.string(), reason));
    }
    return {};
}

Status writeFileAtomically(const fs::path& path, std::span<const std::byte> content)
{
    const fs::path temporary = path.string() + ".tmp";
    if (auto status = write(temporary, path, content); !status) {
        return status;
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        const std::string reason = systemReason();
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), reason));
    }
    return {};
}

Status writeFileAtomically(const fs::path& path, std::string_view content)
{
    return writeFileAtomically(path, std::as_bytes(std::span(content)));
}

}  // namespace normscope
