#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>

namespace normscope
{

namespace
{

struct CloseFile
{
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

/// Writes the file `target` and waits until it is on the disk, naming `path` in errors. What could not be written whole
/// is removed.
Status write(const std::filesystem::path& target, const std::filesystem::path& path, std::span<const std::byte> content)
{
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(target.c_str(), "wb"));
    if (!file) {
        // What stands there instead, such as a folder of that name, is not ours to remove.
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), systemReason()));
    }
    const bool isWritten = std::fwrite(content.data(), 1, content.size(), file.get()) == content.size() &&
                           std::fflush(file.get()) == 0 && ::fsync(::fileno(file.get())) == 0;
    // fclose may still find out that something is not written, so its answer counts as well.
    if (!isWritten || std::fclose(file.release()) != 0) {
        const std::string reason = systemReason();
        std::error_code ignored;
        std::filesystem::remove(target, ignored);
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), reason));
    }
    return {};
}

}  // namespace

std::string systemReason()
{
    return std::generic_category().message(errno);
}

Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit)
{
    const auto unreadable = [&] {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be read: {}", path.string(), systemReason()));
    };
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        return unreadable();
    }
    std::string content;
    constexpr std::size_t kChunk = 1U << 16U;
    for (std::size_t got = kChunk; got == kChunk;) {
        const std::size_t before = content.size();
        content.resize(before + kChunk);
        got = std::fread(content.data() + before, 1, kChunk, file.get());
        content.resize(before + got);
        if (std::ferror(file.get()) != 0) {
            return unreadable();
        }
        if (content.size() > limit) {
            return fail(ErrorCode::Data, fmt::format("{}: is larger than {} bytes, the most that is expected here",
                                                     path.string(), limit));
        }
    }
    return content;
}

Status writeFileDurably(const std::filesystem::path& path, std::span<const std::byte> content)
{
    return write(path, path, content);
}

Status syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be opened: {}", folder.string(), systemReason()));
    }
    // Some file systems cannot do this for a folder, and have nothing to wait for.
    const bool isSynced = ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
    const std::string reason = systemReason();
    (void)::close(descriptor);
    if (!isSynced) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", folder.string(), reason));
    }
    return {};
}

Status writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> content)
{
    const std::filesystem::path temporary = path.string() + ".tmp";
    if (auto status = write(temporary, path, content); !status) {
        return status;
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        const std::string reason = systemReason();
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), reason));
    }
    return {};
}

Status writeFileAtomically(const std::filesystem::path& path, std::string_view content)
{
    return writeFileAtomically(path, std::as_bytes(std::span(content)));
}

}  // namespace normscope
