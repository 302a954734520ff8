#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/Csv.h>

namespace normscope
{

namespace
{

constexpr std::size_t kLargestFile = std::size_t{4} << 30U;

}  // namespace

void CsvLine::separate()
{
    if (!m_isFirst) {
        m_text += ',';
    }
    m_isFirst = false;
}

CsvLine& CsvLine::add(std::int64_t value)
{
    separate();
    m_text += std::to_string(value);
    return *this;
}

CsvLine& CsvLine::add(double value)
{
    separate();
    m_text += shortest(value);
    return *this;
}

CsvLine& CsvLine::add(float value)
{
    separate();
    m_text += shortest(value);
    return *this;
}

CsvLine& CsvLine::add(std::string_view text)
{
    separate();
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_text += text;
        return *this;
    }
    m_text += '"';
    for (const char c : text) {
        m_text += c;
        if (c == '"') {
            m_text += '"';
        }
    }
    m_text += '"';
    return *this;
}

CsvLine& CsvLine::addEmpty()
{
    separate();
    return *this;
}

std::string CsvLine::take()
{
    m_isFirst = true;
    m_text += '\n';
    return std::exchange(m_text, {});
}

CsvFile::CsvFile(std::filesystem::path path, std::FILE* file)
    : m_path(std::move(path))
    , m_file(file)
{
}

Result<CsvFile> CsvFile::create(const std::filesystem::path& path, std::string_view header)
{
    CsvFile csv(path, std::fopen(path.c_str(), "wb"));
    if (!csv.m_file || std::fwrite(header.data(), 1, header.size(), csv.m_file.get()) != header.size() ||
        std::fputc('\n', csv.m_file.get()) == EOF || std::fflush(csv.m_file.get()) != 0) {
        auto status = csv.unwritable();
        return passOn(status);
    }
    return csv;
}

Result<CsvFile> CsvFile::goOn(const std::filesystem::path& path, std::string_view header, std::int64_t length)
{
    const std::string line = std::string(header) + '\n';
    std::error_code error;
    const auto present = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be read: {}", path.string(), error.message()));
    }
    if (present < length || length < static_cast<std::int64_t>(line.size())) {
        return fail(ErrorCode::Data,
                    fmt::format("{}: has {} bytes, {} were there at the checkpoint", path.string(), present, length));
    }
    CsvFile csv(path, std::fopen(path.c_str(), "r+b"));
    std::string found(line.size(), '\0');
    if (!csv.m_file || std::fread(found.data(), 1, found.size(), csv.m_file.get()) != found.size()) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be read: {}", path.string(), systemReason()));
    }
    if (found != line) {
        return fail(ErrorCode::Data, fmt::format("{}: does not begin with '{}'", path.string(), header));
    }
    if (::ftruncate(::fileno(csv.m_file.get()), length) != 0 || std::fseek(csv.m_file.get(), 0, SEEK_END) != 0) {
        auto status = csv.unwritable();
        return passOn(status);
    }
    return csv;
}

Status CsvFile::unwritable() const
{
    return fail(ErrorCode::Io, fmt::format("{}: cannot be written: {}", m_path.string(), systemReason()));
}

Status CsvFile::append(CsvLine& line)
{
    const std::string text = line.take();
    if (std::fwrite(text.data(), 1, text.size(), m_file.get()) != text.size()) {
        return unwritable();
    }
    return {};
}

Status CsvFile::flush()
{
    if (std::fflush(m_file.get()) != 0) {
        return unwritable();
    }
    return {};
}

Result<std::int64_t> CsvFile::sync()
{
    if (std::fflush(m_file.get()) != 0 || ::fsync(::fileno(m_file.get())) != 0) {
        auto status = unwritable();
        return passOn(status);
    }
    struct stat present = {};
    if (::fstat(::fileno(m_file.get()), &present) == 0 && present.st_nlink == 0) {
        return fail(ErrorCode::Io, fmt::format("{}: has been removed", m_path.string()));
    }
    const long length = std::ftell(m_file.get());
    if (length < 0) {
        auto status = unwritable();
        return passOn(status);
    }
    return length;
}

Result<std::vector<std::vector<double>>> readNumbers(const std::filesystem::path& path, std::string_view header)
{
    const auto content = readFile(path, kLargestFile);
    if (!content) {
        return fail(content.error().code, content.error().message);
    }
    const auto refuse = [&](std::size_t line, const std::string& reason) {
        return fail(ErrorCode::Data, fmt::format("{}: line {} {}", path.string(), line, reason));
    };
    const auto columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1;
    std::vector<std::vector<double>> rows;
    std::size_t lineNumber = 1;
    std::string_view rest = *content;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n'), ++lineNumber) {
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (lineNumber == 1) {
            if (line != header) {
                return refuse(1, fmt::format("is '{}', expected '{}'", line.substr(0, 80), header));
            }
            continue;
        }
        std::vector<double> row;
        for (const std::string& field : splitAtCommas(line)) {
            const auto number = parseDouble(field);
            if (!number) {
                return refuse(lineNumber, fmt::format("has '{}' where a number is expected", field.substr(0, 80)));
            }
            row.push_back(*number);
        }
        if (row.size() != columns) {
            return refuse(lineNumber, fmt::format("has {} fields, expected {}", row.size(), columns));
        }
        rows.push_back(std::move(row));
    }
    if (lineNumber == 1) {
        return refuse(1, fmt::format("is missing, expected '{}'", header));
    }
    return rows;
}

}  // namespace normscope
