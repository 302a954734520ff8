#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/data/GzipStream.h>
#include <normscope/data/IdxFile.h>

namespace normscope
{

namespace
{

constexpr std::size_t kWordSize = 4;
constexpr std::uint32_t kTypeUnsignedByte = 0x08;
/// A packed file's buffer starts with this and doubles as content arrives.
constexpr std::uint64_t kFirstChunk = std::uint64_t{1} << 20U;

constexpr std::uint32_t magicNumber(std::size_t dimensions)
{
    return kTypeUnsignedByte << 8U | static_cast<std::uint32_t>(dimensions);
}

std::uint32_t wordAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    return std::uint32_t{bytes[offset]} << 24U | std::uint32_t{bytes[offset + 1]} << 16U |
           std::uint32_t{bytes[offset + 2]} << 8U | std::uint32_t{bytes[offset + 3]};
}

std::string hexText(std::uint32_t number)
{
    return fmt::format("0x{:08X}", number);
}

Message dimensionCount(std::size_t dimensions)
{
    return dimensions == 1 ? Message::tr("1 dimension") : Message::tr("{} dimensions", dimensions);
}

Message extentName(std::size_t dimensions, std::size_t index)
{
    const std::array<Message, 3> imageExtents{Message::tr("number of images"), Message::tr("number of rows"),
                                              Message::tr("number of columns")};
    if (dimensions == 1) {
        return Message::tr("number of labels");
    }
    const bool isNamed = dimensions == imageExtents.size() || index == 0;
    return isNamed ? imageExtents[index] : Message::tr("extent {} of {}", index + 1, dimensions);
}

/// What a magic number says: "0x00000C02 (integers of 4 bytes, 2 dimensions)".
Message magicText(std::uint32_t magic)
{
    const std::string hex = hexText(magic);
    const std::size_t dimensions = magic & 0xffU;
    if (magic > 0xffffU || dimensions == 0) {
        return hex;
    }
    switch (magic >> 8U) {
    case kTypeUnsignedByte:
        return Message::tr("{} (unsigned bytes, {})", hex, dimensionCount(dimensions));
    case 0x09:
        return Message::tr("{} (signed bytes, {})", hex, dimensionCount(dimensions));
    case 0x0b:
        return Message::tr("{} (integers of 2 bytes, {})", hex, dimensionCount(dimensions));
    case 0x0c:
        return Message::tr("{} (integers of 4 bytes, {})", hex, dimensionCount(dimensions));
    case 0x0d:
        return Message::tr("{} (floating-point numbers of 4 bytes, {})", hex, dimensionCount(dimensions));
    case 0x0e:
        return Message::tr("{} (floating-point numbers of 8 bytes, {})", hex, dimensionCount(dimensions));
    default:
        return hex;
    }
}

/// How numbers of a type of the format are written; none of a type that it has not.
std::optional<NumberForm> formOf(std::uint32_t magic)
{
    using Kind = NumberForm::Kind;
    switch (magic >> 8U) {
    case kTypeUnsignedByte:
        return NumberForm{Kind::Unsigned, 1, true};
    case 0x09:
        return NumberForm{Kind::Signed, 1, true};
    case 0x0b:
        return NumberForm{Kind::Signed, 2, true};
    case 0x0c:
        return NumberForm{Kind::Signed, 4, true};
    case 0x0d:
        return NumberForm{Kind::Float, 4, true};
    case 0x0e:
        return NumberForm{Kind::Float, 8, true};
    default:
        return std::nullopt;
    }
}

Error dataError(const std::string& path, std::uint64_t offset, const Message& found, const Message& expected)
{
    return {ErrorCode::Data, Message::tr("{}: at offset {} found {}, expected {}", path, offset, found, expected)};
}

/// What reading one file is about: its checked header, and what follows from it.
struct IdxHeader
{
    std::vector<std::int64_t> sizes;
    std::uint64_t length = 0;   ///< of the header itself
    std::uint64_t count = 0;    ///< of numbers, which is that of the bytes that they become
    std::uint64_t content = 0;  ///< bytes that the extents promise
    NumberForm form;

    [[nodiscard]] std::uint64_t whole() const { return length + content; }
    [[nodiscard]] std::string extents() const { return fmt::format("{}", fmt::join(sizes, " x ")); }
};

Result<IdxHeader> readHeader(GzipStream& stream, std::size_t dimensions)
{
    const std::string& path = stream.path();
    const std::uint32_t expectedMagic = magicNumber(dimensions);
    std::vector<std::uint8_t> bytes(kWordSize * (1 + dimensions));
    auto got = stream.read(bytes);
    if (!got) {
        return passOn(got);
    }
    if (*got < kWordSize) {
        return tl::unexpected(
            dataError(path, *got, Message::tr("the end of the content"),
                      Message::tr("the 4 bytes of the magic number {} from offset 0 on", hexText(expectedMagic))));
    }
    const std::uint32_t magic = wordAt(bytes, 0);
    const auto form = formOf(magic);
    // Labels are no fractions.
    const bool isTaken = form && (form->kind != NumberForm::Kind::Float || dimensions > 1);
    if (!isTaken || (magic & 0xffU) != dimensions) {
        return tl::unexpected(
            dataError(path, 0, Message::tr("the magic number {}", magicText(magic)), magicText(expectedMagic)));
    }
    if (*got < bytes.size()) {
        return tl::unexpected(
            dataError(path, *got, Message::tr("the end of the content"),
                      Message::tr("a header of {} bytes ({})", bytes.size(), dimensionCount(dimensions))));
    }

    IdxHeader header;
    header.length = bytes.size();
    header.form = *form;
    header.content = form->size;
    for (std::size_t i = 0; i < dimensions; ++i) {
        const std::size_t offset = kWordSize * (1 + i);
        const std::uint64_t extent = wordAt(bytes, offset);
        if (extent == 0 || (i > 0 && extent > kLargestImageSide)) {
            return tl::unexpected(
                dataError(path, offset, Message::tr("{} as the {}", extent, extentName(dimensions, i)),
                          i == 0 ? Message::tr("at least 1") : Message::tr("1 to {}", kLargestImageSide)));
        }
        // The header's length is left room for, so that IdxHeader::whole() cannot overflow either.
        if (header.content > (std::numeric_limits<std::uint64_t>::max() - header.length) / extent) {
            return tl::unexpected(dataError(path, offset,
                                            Message::tr("{} as the {}", extent, extentName(dimensions, i)),
                                            Message::tr("extents whose product fits into 64 bits")));
        }
        header.content *= extent;
        header.sizes.push_back(static_cast<std::int64_t>(extent));
    }
    header.count = header.content / form->size;
    return header;
}

/// Checks the header's promise against the file, before anything is allocated for it.
Status checkLength(const GzipStream& stream, const IdxHeader& header)
{
    const std::uint64_t largest = stream.largestContent();
    if (stream.isPacked()) {
        if (header.whole() > largest) {
            return tl::unexpected(dataError(
                stream.path(), kWordSize,
                Message::tr("the extents {}, which make {} bytes with the header", header.extents(), header.whole()),
                Message::tr("at most {} bytes, the most that a gzip file of this size unpacks to", largest)));
        }
        if (header.whole() > kLargestUnpacked) {
            return tl::unexpected(dataError(
                stream.path(), kWordSize,
                Message::tr("the extents {}, which make {} bytes with the header", header.extents(), header.whole()),
                Message::tr("at most {} bytes in a gzip file; unpack it first", kLargestUnpacked)));
        }
        return {};
    }
    if (largest < header.whole()) {
        return tl::unexpected(dataError(
            stream.path(), largest, Message::tr("the end of the file"),
            Message::tr("{} bytes ({} behind a header of {})", header.whole(), header.extents(), header.length)));
    }
    if (largest > header.whole()) {
        return tl::unexpected(
            dataError(stream.path(), header.whole(), Message::tr("{} more bytes", largest - header.whole()),
                      Message::tr("the end of the file ({} behind a header of {})", header.extents(), header.length)));
    }
    return {};
}

/// Numbers of a type that has to be converted, piece by piece.
Result<std::vector<std::uint8_t>> readNumbers(GzipStream& stream, const IdxHeader& header, PixelScale& scale)
{
    std::vector<std::uint8_t> bytes;
    if (!stream.isPacked()) {
        bytes.reserve(header.count);
    }
    std::vector<std::uint8_t> piece(std::min(header.content, kFirstChunk));
    while (bytes.size() < header.count) {
        const std::size_t done = bytes.size();
        const std::size_t count = std::min<std::size_t>(piece.size() / header.form.size, header.count - done);
        const auto numbers = std::span(piece).first(count * header.form.size);
        auto got = stream.read(numbers);
        if (!got) {
            return passOn(got);
        }
        if (*got < numbers.size()) {
            return tl::unexpected(dataError(
                stream.path(), header.length + done * header.form.size + *got, Message::tr("the end of the content"),
                Message::tr("{} bytes ({} behind a header of {})", header.whole(), header.extents(), header.length)));
        }
        bytes.resize(done + count);
        const std::span<std::uint8_t> all(bytes);
        if (const auto odd = scale.convert(numbers, header.form, all.subspan(done), all.first(done))) {
            return tl::unexpected(dataError(stream.path(), header.length + (done + odd->index) * header.form.size,
                                            Message(odd->text), scale.expected(header.form)));
        }
    }
    return bytes;
}

Result<std::vector<std::uint8_t>> readContent(GzipStream& stream, const IdxHeader& header, PixelScale& scale)
{
    if (header.form.kind != NumberForm::Kind::Unsigned) {
        return readNumbers(stream, header, scale);
    }
    std::vector<std::uint8_t> bytes;
    // A plain file has been found to be as long as its header says. A packed one only might be, so its buffer grows
    // with what has arrived, to at most twice that.
    std::uint64_t target = stream.isPacked() ? std::min(header.content, kFirstChunk) : header.content;
    for (;;) {
        const std::size_t done = bytes.size();
        bytes.reserve(target);
        bytes.resize(target);
        auto got = stream.read(std::span(bytes).subspan(done));
        if (!got) {
            return passOn(got);
        }
        if (done + *got < target) {
            return tl::unexpected(dataError(
                stream.path(), header.length + done + *got, Message::tr("the end of the content"),
                Message::tr("{} bytes ({} behind a header of {})", header.whole(), header.extents(), header.length)));
        }
        if (target == header.content) {
            return bytes;
        }
        target = std::min(header.content, 2 * target);
    }
}

/// Also what makes a packed file's check sum be looked at, which stands behind its last byte.
Status checkEnd(GzipStream& stream, const IdxHeader& header)
{
    std::array<std::uint8_t, 1> further{};
    auto got = stream.read(further);
    if (!got) {
        return passOn(got);
    }
    if (*got > 0) {
        return tl::unexpected(
            dataError(stream.path(), header.whole(), Message::tr("further content"),
                      Message::tr("its end ({} behind a header of {})", header.extents(), header.length)));
    }
    return {};
}

Result<IdxFile> readChecked(const std::string& path, std::size_t dimensions, PixelScale scale, Message& wanted)
{
    auto stream = GzipStream::open(path);
    if (!stream) {
        return passOn(stream);
    }
    auto header = readHeader(*stream, dimensions);
    if (!header) {
        return passOn(header);
    }
    if (auto status = checkLength(*stream, *header); !status) {
        return passOn(status);
    }
    wanted = Message::tr("{}: not enough memory for its {} bytes ({})", path, header->content, header->extents());
    auto bytes = readContent(*stream, *header, scale);
    if (!bytes) {
        return passOn(bytes);
    }
    if (auto status = checkEnd(*stream, *header); !status) {
        return passOn(status);
    }
    return IdxFile{std::move(header->sizes), std::move(*bytes), scale};
}

}  // namespace

std::vector<std::uint8_t> idxHeader(std::span<const std::int64_t> sizes)
{
    std::vector<std::uint8_t> bytes;
    const auto append = [&bytes](std::uint32_t word) {
        for (const unsigned int shift : {24U, 16U, 8U, 0U}) {
            bytes.push_back(static_cast<std::uint8_t>(word >> shift));
        }
    };
    append(magicNumber(sizes.size()));
    for (const std::int64_t size : sizes) {
        append(static_cast<std::uint32_t>(size));
    }
    return bytes;
}

Result<IdxFile> IdxFile::read(const std::string& path, int dimensions, const PixelScale& scale)
{
    if (dimensions < 1 || dimensions > 255) {
        return fail(ErrorCode::Internal,
                    Message::tr("{}: asked for {} dimensions, expected 1 to 255", path, dimensions));
    }
    Message wanted = Message::tr("{}: not enough memory to read it", path);
    try {
        return readChecked(path, static_cast<std::size_t>(dimensions), scale, wanted);
    } catch (const std::exception&) {  // std::bad_alloc, or std::length_error from a vector asked for too much
        return fail(ErrorCode::Io, wanted);
    }
}

}  // namespace normscope
