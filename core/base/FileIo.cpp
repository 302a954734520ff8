#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>

namespace normscope
{

namespace
{

struct CloseFile
{
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

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

Status writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> content)
{
    const std::filesystem::path temporary = path.string() + ".tmp";
    const auto unwritable = [&] {
        const std::string reason = systemReason();
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), reason));
    };
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(temporary.c_str(), "wb"));
    if (!file) {
        // What stands there instead, such as a folder of that name, is not ours to remove.
        return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", path.string(), systemReason()));
    }
    const bool written = std::fwrite(content.data(), 1, content.size(), file.get()) == content.size();
    // fclose writes what is still buffered, so its answer counts as well.
    if (!written || std::fflush(file.get()) != 0 || std::fclose(file.release()) != 0 ||
        std::rename(temporary.c_str(), path.c_str()) != 0) {
        return unwritable();
    }
    return {};
}

Status writeFileAtomically(const std::filesystem::path& path, std::string_view content)
{
    return writeFileAtomically(path, std::as_bytes(std::span(content)));
}

}  // namespace normscope
