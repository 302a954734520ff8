#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <zip.h>

#include <normscope/export/ZipFile.h>

namespace normscope
{

namespace
{

/// The first day that a ZIP archive can hold: year − 1980 in bits 9 and up, month from bit 5, day from bit 0.
constexpr std::uint16_t kDate = (0U << 9U) | (1U << 5U) | 1U;
constexpr std::uint16_t kTime = 0;

/// A regular file's rights as Unix keeps them, in the upper half of the attributes.
constexpr std::uint32_t kAttributes = 0100644U << 16U;

/// Whether a name stays inside the folder that an archive is unpacked into, on any system.
bool isSafe(const std::string& name)
{
    const auto path = std::filesystem::path(name);
    return !name.empty() && name.find("//") == std::string::npos &&
           name.find_first_of(std::string_view("\\:\0", 3)) == std::string::npos && path.is_relative() &&
           std::none_of(path.begin(), path.end(),
                        [](const std::filesystem::path& part) { return part == ".." || part == "." || part.empty(); });
}

std::string reasonOf(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return reason;
}

}  // namespace

void ZipWriter::Discard::operator()(zip* archive) const
{
    zip_discard(archive);
}

ZipWriter::ZipWriter(std::filesystem::path path, zip* archive)
    : m_path(std::move(path))
    , m_archive(archive)
{
}

Result<ZipWriter> ZipWriter::create(const std::filesystem::path& path)
{
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (archive == nullptr) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), reasonOf(code)));
    }
    return ZipWriter(path, archive);
}

Status ZipWriter::unwritable() const
{
    return fail(ErrorCode::Io,
                Message::tr("{}: cannot be written: {}", m_path.string(), zip_strerror(m_archive.get())));
}

Status ZipWriter::add(const std::string& name, std::span<const std::byte> content, ZipMethod method)
{
    return addSource(name, zip_source_buffer(m_archive.get(), content.data(), content.size(), 0), method);
}

Status ZipWriter::add(const std::string& name, std::string_view content, ZipMethod method)
{
    return add(name, std::as_bytes(std::span(content)), method);
}

Status ZipWriter::addFile(const std::string& name, const std::filesystem::path& file)
{
    constexpr int kToItsEnd = -1;
    return addSource(name, zip_source_file(m_archive.get(), file.c_str(), 0, kToItsEnd), ZipMethod::Deflate);
}

Status ZipWriter::addSource(const std::string& name, void* source, ZipMethod method)
{
    auto* const given = static_cast<zip_source_t*>(source);
    if (given == nullptr) {
        return unwritable();
    }
    if (!isSafe(name)) {
        zip_source_free(given);
        return fail(ErrorCode::Internal, Message::tr("{}: '{}' cannot be a name in it", m_path.string(), name));
    }
    const auto index = zip_file_add(m_archive.get(), name.c_str(), given, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(given);
        return unwritable();
    }
    const auto entry = static_cast<zip_uint64_t>(index);
    constexpr zip_uint32_t kBest = 9;
    const bool isPacked = method == ZipMethod::Deflate;
    if (zip_set_file_compression(m_archive.get(), entry, isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                                 isPacked ? kBest : 0) != 0 ||
        zip_file_set_dostime(m_archive.get(), entry, kTime, kDate, 0) != 0 ||
        zip_file_set_external_attributes(m_archive.get(), entry, 0, ZIP_OPSYS_UNIX, kAttributes) != 0) {
        return unwritable();
    }
    return {};
}

Status ZipWriter::close()
{
    if (zip_close(m_archive.get()) != 0) {
        return unwritable();
    }
    (void)m_archive.release();  // zip_close() has freed it
    return {};
}

Result<std::vector<ZipWriter::Entry>> zipEntries(const std::filesystem::path& path)
{
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (archive == nullptr) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", path.string(), reasonOf(code)));
    }
    std::vector<ZipWriter::Entry> entries;
    const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive, 0)));
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive, i, 0, &stat) == 0) {
            entries.push_back({stat.name, stat.comp_size});
        }
    }
    zip_discard(archive);
    return entries;
}

}  // namespace normscope
