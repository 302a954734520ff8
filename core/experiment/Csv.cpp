#include <algorithm>
#include <new>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/Csv.h>

namespace normscope
{

namespace
{

/// Twenty million iterations, or 33,000 epochs of MNIST in batches of 100.
constexpr std::size_t kLargestCsv = std::size_t{1} << 30U;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The field without blanks around it.
std::string_view trimmed(std::string_view field)
{
    constexpr std::string_view kBlanks = " \t";
    field.remove_prefix(std::min(field.find_first_not_of(kBlanks), field.size()));
    return field.substr(0, field.find_last_not_of(kBlanks) + 1);
}

/// Takes the first field off a line, without blanks around it; `isLast` tells whether none is left.
std::string_view takeField(std::string_view& line, bool& isLast)
{
    std::size_t end = line.find(',');
    if (const auto first = line.find_first_not_of(" \t"); first != std::string_view::npos && line[first] == '"') {
        // Commas between quotes end no field; a doubled quote ends one pair of them and begins the next.
        bool isQuoted = false;
        end = first;
        for (; end < line.size() && (isQuoted || line[end] != ','); ++end) {
            isQuoted ^= line[end] == '"';
        }
    }
    isLast = end >= line.size();
    const std::string_view field = trimmed(line.substr(0, end));
    line.remove_prefix(isLast ? line.size() : end + 1);
    return field;
}

/// Without the carriage return of a CRLF.
std::string_view withoutReturn(std::string_view line)
{
    return line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0));
}

/// Which of the wanted columns each field of a line is.
class CsvHeader
{
  public:
    /// The error is what is wrong with the first line.
    static Result<CsvHeader> find(std::string_view line, const std::vector<std::string>& wanted)
    {
        const std::string_view whole = line;
        CsvHeader header;
        std::vector<bool> isFound(wanted.size(), false);
        for (bool isLast = false; !isLast;) {
            std::string_view field = takeField(line, isLast);
            if (field.size() > 1 && field.front() == '"' && field.back() == '"') {
                field = field.substr(1, field.size() - 2);
            }
            const auto column =
                static_cast<std::size_t>(std::find(wanted.begin(), wanted.end(), field) - wanted.begin());
            if (column < wanted.size() && isFound[column]) {
                return fail(ErrorCode::Data, Message::tr("names the column '{}' twice", wanted[column]));
            }
            if (column < wanted.size()) {
                isFound[column] = true;
            }
            header.m_columns.push_back(column);
            if (header.m_columns.size() > kMostColumns) {
                return fail(ErrorCode::Data, Message::tr("names more than {} columns", kMostColumns));
            }
        }
        const auto missing = std::find(isFound.begin(), isFound.end(), false);
        if (missing != isFound.end()) {
            const auto column = static_cast<std::size_t>(missing - isFound.begin());
            return fail(ErrorCode::Data,
                        Message::tr("has no column '{}': it is '{}'", wanted[column], inSentence(whole)));
        }
        header.m_wanted = wanted.size();
        return header;
    }

    /// Adds the wanted numbers of a line to the values. The error is without file and line.
    /// What stands in the last of the wanted columns is added to `labels`, where they are given, and is no number.
    [[nodiscard]] Status addNumbers(std::string_view line, std::vector<double>& values,
                                    std::vector<std::string>* labels) const
    {
        const std::size_t first = values.size();
        const std::size_t numbers = m_wanted - (labels != nullptr ? 1 : 0);
        values.resize(first + numbers);
        std::size_t fields = 0;
        for (bool isLast = false; !isLast; ++fields) {
            const std::string_view field = takeField(line, isLast);
            // Fields beyond are counted for the error alone.
            if (fields >= m_columns.size() || m_columns[fields] >= m_wanted) {
                continue;
            }
            if (m_columns[fields] == numbers) {
                labels->emplace_back(field);
                continue;
            }
            const auto number = parseDouble(field);
            if (!number) {
                return fail(ErrorCode::Data, Message::tr("has '{}' where a number is expected", inSentence(field)));
            }
            values[first + m_columns[fields]] = *number;
        }
        if (fields != m_columns.size()) {
            return fail(ErrorCode::Data, Message::tr("has {} fields, expected {}", fields, m_columns.size()));
        }
        return {};
    }

  private:
    static constexpr std::size_t kMostColumns = 1'000;

    std::size_t m_wanted = 0;
    std::vector<std::size_t> m_columns;  ///< by field; m_wanted: none that is wanted
};

/// With `labels` the last of the columns is one of texts, which go there.
Result<NumberTable> parseNumbers(std::string_view text, const std::vector<std::string>& columns,
                                 const std::string& path, std::vector<std::string>* labels)
{
    const std::size_t numbers = columns.size() - (labels != nullptr ? 1 : 0);
    const auto refuse = [&](std::size_t line, const Message& reason) {
        return fail(ErrorCode::Data, Message::tr("{}: line {} {}", path, line, reason));
    };
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    std::optional<CsvHeader> header;
    std::vector<double> values;
    std::size_t lineNumber = 1;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n'), ++lineNumber) {
        const std::string_view line = withoutReturn(text.substr(0, end));
        text.remove_prefix(end + 1);
        if (!header) {
            auto found = CsvHeader::find(line, columns);
            if (!found) {
                return refuse(lineNumber, found.error().message);
            }
            header = std::move(*found);
            // A number and what ends it take two bytes at least.
            const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
            values.reserve(std::min(lines * numbers, text.size() / 2));
            continue;
        }
        if (auto status = header->addNumbers(line, values, labels); !status) {
            return refuse(lineNumber, status.error().message);
        }
    }
    if (!header) {
        return refuse(1, Message::tr("is missing, expected '{}'", fmt::join(columns, ",")));
    }
    return NumberTable(numbers, std::move(values));
}

/// What goOn() has to know of the bytes that it keeps.
struct KeptBytes
{
    std::string begin;          ///< the first block
    bool endsWithLine = false;  ///< the last one is the end of a line
    Message savedBy;            ///< what an editor has put into it; empty: nothing
};

/// Reads the first `length` bytes of a table, whose lines are numbers that end in LF. None where they cannot be read.
std::optional<KeptBytes> readKept(std::FILE* file, std::int64_t length)
{
    constexpr std::size_t kBlock = std::size_t{1} << 16U;
    KeptBytes kept;
    bool hasReturns = false;
    std::string block(kBlock, '\0');
    for (auto left = static_cast<std::size_t>(length); left > 0; left -= block.size()) {
        block.resize(std::min(left, kBlock));
        if (std::fread(block.data(), 1, block.size(), file) != block.size()) {
            return std::nullopt;
        }
        hasReturns = hasReturns || block.find('\r') != std::string::npos;
        kept.endsWithLine = block.back() == '\n';
        if (kept.begin.empty()) {
            kept.begin = block;
        }
    }
    if (kept.begin.starts_with(kByteOrderMark)) {
        kept.savedBy = hasReturns ? Message::tr("begins with a byte-order mark and has lines that end in CRLF")
                                  : Message::tr("begins with a byte-order mark");
    } else if (hasReturns) {
        kept.savedBy = Message::tr("has lines that end in CRLF");
    }
    return kept;
}

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
    const std::string plain = asUtf8(text);
    if (plain.find_first_of(",\"\r\n") == std::string::npos) {
        m_text += plain;
        return *this;
    }
    m_text += '"';
    for (const char c : plain) {
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

CsvFile::CsvFile(std::filesystem::path path, OpenFile file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{
}

Result<CsvFile> CsvFile::create(const std::filesystem::path& path, std::string_view header)
{
    auto file = openForWriting(path);
    if (!file) {
        return passOn(file);
    }
    CsvFile csv(path, std::move(*file));
    if (std::fwrite(header.data(), 1, header.size(), csv.m_file.get()) != header.size() ||
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
        return fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", path.string(), error.message()));
    }
    if (present < length || length < static_cast<std::int64_t>(line.size())) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: has {} bytes, {} were there at the checkpoint", path.string(), present, length));
    }
    auto file = openForWriting(path, true);
    if (!file) {
        return passOn(file);
    }
    CsvFile csv(path, std::move(*file));
    auto kept = readKept(csv.m_file.get(), length);
    if (!kept) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", path.string(), systemReason()));
    }
    if (!kept->savedBy.empty()) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: {}, as some editors save it; save it without, as it was at the checkpoint",
                                path.string(), kept->savedBy));
    }
    if (!kept->begin.starts_with(line)) {
        return fail(ErrorCode::Data, Message::tr("{}: does not begin with '{}'", path.string(), header));
    }
    if (!kept->endsWithLine) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: has no end of a line at byte {}, where the checkpoint was: it has "
                                "been changed since",
                                path.string(), length));
    }
    if (::ftruncate(::fileno(csv.m_file.get()), length) != 0 || std::fseek(csv.m_file.get(), 0, SEEK_END) != 0) {
        auto status = csv.unwritable();
        return passOn(status);
    }
    return csv;
}

Status CsvFile::unwritable() const
{
    return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", m_path.string(), systemReason()));
}

Status CsvFile::append(CsvLine& line)
{
    return append(line.take());
}

Status CsvFile::append(std::string_view lines)
{
    if (std::fwrite(lines.data(), 1, lines.size(), m_file.get()) != lines.size()) {
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
        return fail(ErrorCode::Io, Message::tr("{}: has been removed", m_path.string()));
    }
    const long length = std::ftell(m_file.get());
    if (length < 0) {
        auto status = unwritable();
        return passOn(status);
    }
    return length;
}

Result<NumberTable> readNumbers(const std::filesystem::path& path, const std::vector<std::string>& columns)
try {
    const auto content = readFile(path, kLargestCsv);
    if (!content) {
        return passOn(content);
    }
    return parseNumbers(*content, columns, path.string(), nullptr);
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory to read it", path.string()));
}

Result<LabelledNumbers> readLabelledNumbers(const std::filesystem::path& path, const std::string& label,
                                            const std::vector<std::string>& columns)
try {
    const auto content = readFile(path, kLargestCsv);
    if (!content) {
        return passOn(content);
    }
    std::vector<std::string> all = columns;
    all.push_back(label);
    std::vector<std::string> labels;
    auto numbers = parseNumbers(*content, all, path.string(), &labels);
    if (!numbers) {
        return passOn(numbers);
    }
    return LabelledNumbers{std::move(labels), std::move(*numbers)};
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory to read it", path.string()));
}

}  // namespace normscope
