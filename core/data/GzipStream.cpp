#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <normscope/data/GzipStream.h>

namespace normscope
{

namespace
{

constexpr std::size_t kBufferSize = std::size_t{1} << 16U;
constexpr std::uint8_t kGzipMagic0 = 0x1f;
constexpr std::uint8_t kGzipMagic1 = 0x8b;
/// zlib's largest window, and 16 more for "gzip header and trailer, nothing else".
constexpr int kGzipWindowBits = 15 + 16;

std::string systemMessage(int error)
{
    return std::generic_category().message(error);
}

}  // namespace

struct GzipStream::State
{
    enum class Packing
    {
        Plain,
        InMember,       ///< inside a gzip member
        BetweenMembers  ///< behind a member: a further one or the end of the file may follow
    };

    std::string path;
    int file = -1;
    std::uint64_t fileSize = 0;
    bool packed = false;

    std::array<std::uint8_t, kBufferSize> buffer;  ///< bytes of the file, not yet used ones in [position, filled)
    std::size_t position = 0;
    std::size_t filled = 0;
    std::uint64_t fileOffset = 0;  ///< of the buffer's first byte
    bool fileEnded = false;

    Packing packing = Packing::Plain;
    z_stream unpacker{};
    bool unpackerReady = false;
    std::uint64_t unpacked = 0;  ///< bytes of content handed out so far

    std::optional<Error> error;  ///< the first error; every later read gives it again

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        if (unpackerReady) {
            inflateEnd(&unpacker);
        }
        if (file >= 0) {
            ::close(file);
        }
    }

    [[nodiscard]] std::size_t available() const { return filled - position; }
    [[nodiscard]] std::uint64_t usedOffset() const { return fileOffset + position; }

    /// One read(2), repeated where a signal interrupted it; 0 at the end of the file.
    Result<std::size_t> readFile(std::uint8_t* into, std::size_t size)
    {
        // Linux transfers at most 2^31 − 4096 bytes at once; POSIX leaves more than SSIZE_MAX open.
        size = std::min(size, std::size_t{1} << 30U);
        for (;;) {
            const ssize_t got = ::read(file, into, size);
            if (got >= 0) {
                fileEnded = got == 0;
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                return fail(ErrorCode::Io, Message::tr("{}: cannot be read ({})", path, systemMessage(errno)));
            }
        }
    }

    /// Brings `wanted` unused bytes into the buffer, fewer only at the end of the file.
    Status fill(std::size_t wanted)
    {
        if (available() < wanted && position > 0) {
            std::memmove(buffer.data(), buffer.data() + position, available());
            fileOffset += position;
            filled -= position;
            position = 0;
        }
        while (available() < wanted && !fileEnded) {
            auto got = readFile(buffer.data() + filled, buffer.size() - filled);
            if (!got) {
                return passOn(got);
            }
            filled += *got;
        }
        return {};
    }

    [[nodiscard]] bool atGzipMagic() const
    {
        return available() >= 2 && buffer[position] == kGzipMagic0 && buffer[position + 1] == kGzipMagic1;
    }

    Result<std::size_t> readPlain(std::span<std::uint8_t> into)
    {
        std::size_t done = std::min(into.size(), available());
        std::copy_n(buffer.data() + position, done, into.data());
        position += done;
        while (done < into.size() && !fileEnded) {
            auto got = readFile(into.data() + done, into.size() - done);
            if (!got) {
                return passOn(got);
            }
            done += *got;
        }
        return done;
    }

    /// Behind a member: whether another one follows.
    Result<bool> enterNextMember()
    {
        // Tapes and some servers fill files up with zeros, which gzip, too, takes for no garbage.
        do {
            position = static_cast<std::size_t>(std::find_if(buffer.begin() + static_cast<std::ptrdiff_t>(position),
                                                             buffer.begin() + static_cast<std::ptrdiff_t>(filled),
                                                             [](std::uint8_t byte) { return byte != 0; }) -
                                                buffer.begin());
            if (auto status = fill(2); !status) {
                return passOn(status);
            }
        } while (available() > 0 && buffer[position] == 0);
        if (available() == 0) {
            return false;
        }
        if (!atGzipMagic()) {
            return fail(ErrorCode::Data, Message::tr("{}: at byte {} of the file found something else behind the gzip "
                                                     "stream, expected the end of the file",
                                                     path, usedOffset()));
        }
        if (inflateReset(&unpacker) != Z_OK) {
            return fail(ErrorCode::Internal, Message::tr("{}: zlib cannot begin the next gzip member", path));
        }
        packing = Packing::InMember;
        return true;
    }

    /// Unpacks what the buffer holds into `into` as far as either goes; returns the number of bytes written.
    Result<std::size_t> unpack(std::span<std::uint8_t> into)
    {
        if (auto status = fill(1); !status) {
            return passOn(status);
        }
        if (available() == 0) {
            return fail(ErrorCode::Data,
                        Message::tr("{}: the gzip stream is cut off, at byte {} of the file found its end, expected "
                                    "more after {} unpacked bytes",
                                    path, usedOffset(), unpacked));
        }
        const std::size_t room = std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max());
        unpacker.next_in = buffer.data() + position;
        unpacker.avail_in = static_cast<uInt>(available());
        unpacker.next_out = into.data();
        unpacker.avail_out = static_cast<uInt>(room);
        const int outcome = inflate(&unpacker, Z_NO_FLUSH);
        position = filled - unpacker.avail_in;
        const std::size_t written = room - unpacker.avail_out;
        unpacked += written;
        switch (outcome) {
        case Z_OK:
            return written;
        case Z_STREAM_END:
            packing = Packing::BetweenMembers;
            return written;
        case Z_MEM_ERROR:
            return fail(ErrorCode::Io, Message::tr("{}: not enough memory to unpack it", path));
        default:
            return fail(ErrorCode::Data,
                        Message::tr("{}: the gzip stream is damaged, at byte {} of the file found an error ({}), "
                                    "expected a stream that matches its check sum",
                                    path, usedOffset(), unpacker.msg != nullptr ? unpacker.msg : "unknown"));
        }
    }

    Result<std::size_t> readPacked(std::span<std::uint8_t> into)
    {
        std::size_t done = 0;
        while (done < into.size()) {
            if (packing == Packing::BetweenMembers) {
                auto further = enterNextMember();
                if (!further) {
                    return passOn(further);
                }
                if (!*further) {
                    break;
                }
            }
            auto got = unpack(into.subspan(done));
            if (!got) {
                return passOn(got);
            }
            done += *got;
        }
        return done;
    }

    Status open()
    {
        // Looked at before it is opened, since opening a pipe would wait for a writer.
        struct stat info
        {
        };
        if (::stat(path.c_str(), &info) != 0) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be opened ({})", path, systemMessage(errno)));
        }
        if (S_ISDIR(info.st_mode)) {
            return fail(ErrorCode::Io, Message::tr("{}: is a folder, expected a file", path));
        }
        if (!S_ISREG(info.st_mode)) {
            return fail(ErrorCode::Io, Message::tr("{}: is a device or a pipe, expected a regular file", path));
        }
        file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (file < 0 || ::fstat(file, &info) != 0) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be opened ({})", path, systemMessage(errno)));
        }
        fileSize = static_cast<std::uint64_t>(info.st_size);
        if (auto status = fill(2); !status) {
            return status;
        }
        packed = atGzipMagic();
        if (packed) {
            if (inflateInit2(&unpacker, kGzipWindowBits) != Z_OK) {
                return fail(ErrorCode::Io, Message::tr("{}: not enough memory to unpack it", path));
            }
            unpackerReady = true;
            packing = Packing::InMember;
        }
        return {};
    }
};

GzipStream::GzipStream(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

GzipStream::GzipStream(GzipStream&&) noexcept = default;
GzipStream& GzipStream::operator=(GzipStream&&) noexcept = default;
GzipStream::~GzipStream() = default;

Result<GzipStream> GzipStream::open(const std::string& path)
{
    std::unique_ptr<State> state(new (std::nothrow) State);
    if (!state) {
        return fail(ErrorCode::Io, Message::tr("{}: not enough memory to open it", path));
    }
    state->path = path;
    if (auto status = state->open(); !status) {
        return passOn(status);
    }
    return GzipStream(std::move(state));
}

Result<std::size_t> GzipStream::read(std::span<std::uint8_t> into)
{
    if (m_state->error) {
        return tl::unexpected<Error>(*m_state->error);
    }
    auto got = m_state->packed ? m_state->readPacked(into) : m_state->readPlain(into);
    if (!got) {
        m_state->error = got.error();
    }
    return got;
}

std::uint64_t GzipStream::largestContent() const
{
    if (!m_state->packed) {
        return m_state->fileSize;
    }
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    return m_state->fileSize > most / kLargestDeflateRatio ? most : m_state->fileSize * kLargestDeflateRatio;
}

bool GzipStream::isPacked() const
{
    return m_state->packed;
}

const std::string& GzipStream::path() const
{
    return m_state->path;
}

}  // namespace normscope
