#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zip.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/DatasetForm.h>
#include <normscope/data/GzipStream.h>
#include <normscope/data/NpzFile.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr const char* kArrayEnding = ".npy";
constexpr std::size_t kArrayPiece = std::size_t{1} << 18U;

}  // namespace

void NpzArchive::Close::operator()(zip* archive) const
{
    zip_discard(archive);
}

void NpzArray::Close::operator()(zip_file* entry) const
{
    (void)zip_fclose(entry);
}

Result<NpzArchive> NpzArchive::open(const std::string& path)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        return fail(ErrorCode::Io, Message::tr("{}: is a device or a pipe, expected a regular file", path));
    }
    NpzArchive archive;
    archive.m_path = path;
    archive.m_fileSize = fs::file_size(path, error);
    int code = 0;
    archive.m_zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!archive.m_zip) {
        zip_error_t reason;
        zip_error_init_with_code(&reason, code);
        const std::string text = zip_error_strerror(&reason);
        zip_error_fini(&reason);
        const bool isSystem = code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_MEMORY;
        return fail(isSystem ? ErrorCode::Io : ErrorCode::Data,
                    Message::tr("{}: cannot be read as a ZIP archive of arrays ({})", path, text));
    }
    const zip_int64_t count = zip_get_num_entries(archive.m_zip.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto place = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(archive.m_zip.get(), place, ZIP_FL_ENC_RAW);
        if (name == nullptr || !hasEnding(name, kArrayEnding)) {
            continue;
        }
        std::string shown(name);
        shown.resize(shown.size() - std::string_view(kArrayEnding).size());
        std::string key = shown;
        std::transform(key.begin(), key.end(), key.begin(),
                       [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        if (!archive.m_arrays.emplace(std::move(key), std::pair(shown, place)).second) {
            return fail(ErrorCode::Data, Message::tr("{}: holds the array {} twice (capitals do not count)", path,
                                                     inSentence(asUtf8(shown))));
        }
    }
    return archive;
}

std::string NpzArchive::nameOf(const char* key) const
{
    return asUtf8(m_arrays.find(key)->second.first);
}

std::string NpzArchive::names() const
{
    std::vector<std::string> all;
    for (const auto& [key, array] : m_arrays) {
        all.push_back(array.first);
    }
    return inSentence(asUtf8(fmt::format("{}", fmt::join(all, ", "))));
}

Result<NpzArray> NpzArray::open(const NpzArchive& archive, const char* key)
{
    NpzArray array;
    array.m_source = fmt::format("{}: {}", archive.path(), archive.nameOf(key));
    zip* const file = archive.m_zip.get();
    const std::uint64_t place = archive.m_arrays.find(key)->second.second;
    zip_stat_t info;
    zip_stat_init(&info);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(file, place, 0, &info) != 0 || (info.valid & kNeeded) != kNeeded) {
        return array.odd(Message::tr("has no size in the archive"));
    }
    const bool isStored = info.comp_method == ZIP_CM_STORE;
    if (!isStored && info.comp_method != ZIP_CM_DEFLATE) {
        return array.odd(
            Message::tr("is packed by method {}, expected 0 (stored) or 8 (deflate)", int{info.comp_method}));
    }
    const std::uint64_t packed = std::min<std::uint64_t>(info.comp_size, archive.m_fileSize);
    const std::uint64_t most =
        isStored ? packed : std::min<std::uint64_t>(packed * kLargestDeflateRatio, kLargestUnpacked);
    if (info.size > most) {
        return array.odd(Message::tr("found {} bytes in {}, expected at most {}", info.size, packed, most));
    }
    array.m_entry.reset(zip_fopen_index(file, place, 0));
    if (!array.m_entry) {
        return array.odd(Message::tr("cannot be unpacked ({})", zip_strerror(file)));
    }
    if (auto status = array.readHeader(info.size); !status) {
        return passOn(status);
    }
    return array;
}

std::string NpzArray::shapeText() const
{
    return fmt::format("{}", fmt::join(m_header.shape, " x "));
}

Status NpzArray::readNumbers(const Use& use)
{
    const std::size_t size = m_header.form.size;
    const std::uint64_t count = m_header.count();
    std::vector<std::uint8_t> room(std::min<std::uint64_t>(kArrayPiece, count * size));
    for (std::uint64_t done = 0; done < count;) {
        const std::uint64_t now = std::min<std::uint64_t>(room.size() / size, count - done);
        const auto piece = std::span(room).first(now * size);
        if (auto status = readAll(piece); !status) {
            return status;
        }
        if (auto status = use(piece, done); !status) {
            return status;
        }
        done += now;
    }
    // Behind the last byte libzip looks at the sum.
    std::array<std::uint8_t, 1> further{};
    const zip_int64_t got = zip_fread(m_entry.get(), further.data(), further.size());
    if (got < 0) {
        return odd(Message::tr("is damaged ({})", zip_file_strerror(m_entry.get())));
    }
    return got > 0 ? Status(odd(Message::tr("goes on behind its numbers"))) : Status();
}

tl::unexpected<Error> NpzArray::odd(const Message& what) const
{
    return fail(ErrorCode::Data, Message::tr("{}: {}", m_source, what));
}

Status NpzArray::readAll(std::span<std::uint8_t> into)
{
    while (!into.empty()) {
        const zip_int64_t got = zip_fread(m_entry.get(), into.data(), into.size());
        if (got < 0) {
            return odd(Message::tr("is damaged ({})", zip_file_strerror(m_entry.get())));
        }
        if (got == 0) {
            return odd(Message::tr("ends too early"));
        }
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Status NpzArray::readHeader(std::uint64_t size)
{
    const auto bytes = [](std::string& text) {
        return std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size());
    };
    std::string preamble(NpyHeader::kPreamble, '\0');
    if (auto status = readAll(bytes(preamble)); !status) {
        return status;
    }
    const auto place = NpyHeader::locate(preamble);
    if (!place) {
        return odd(place.error().message);
    }
    // Of the first version's text two bytes have been read already.
    std::string text = preamble.substr(place->begin);
    const std::size_t begun = text.size();
    if (place->length < begun) {
        return odd(Message::tr("found a header of {} bytes, expected at least {}", place->length, begun));
    }
    text.resize(place->length);
    if (auto status = readAll(bytes(text).subspan(begun)); !status) {
        return status;
    }
    auto header = NpyHeader::parse(text);
    if (!header) {
        return odd(header.error().message);
    }
    m_header = std::move(*header);
    const std::uint64_t length = place->begin + place->length;
    const std::uint64_t whole = length + m_header.count() * m_header.form.size;
    if (whole != size) {
        return odd(Message::tr("found {} bytes, expected {} ({} of {} bytes behind a header of {})", size, whole,
                               shapeText(), m_header.form.size, length));
    }
    return {};
}

}  // namespace normscope
