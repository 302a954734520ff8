#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include <normscope/base/PlainText.h>
#include <normscope/data/CsvTable.h>
#include <normscope/data/GzipStream.h>
#include <normscope/data/IdxFile.h>

namespace normscope
{

namespace
{

constexpr std::size_t kTablePiece = std::size_t{1} << 20U;
/// Of three channels of 1024 × 1024, each with twenty characters.
constexpr std::size_t kLongestLine = std::size_t{64} << 20U;
constexpr std::int64_t kMostPixels = 3 * kLargestImageSide * kLargestImageSide;

/// Lines of a file, plain or gzip.
class Lines
{
  public:
    explicit Lines(GzipStream stream)
        : m_stream(std::move(stream))
        , m_buffer(std::min<std::uint64_t>(kTablePiece, m_stream.largestContent() + 2))
    {
    }

    /// The next line without its end, behind which one more byte may be written; none at the end of the file.
    Result<std::optional<std::span<char>>> next()
    {
        for (std::size_t searched = m_begin;;) {
            char* const data = m_buffer.data();
            auto* end = static_cast<char*>(std::memchr(data + searched, '\n', m_end - searched));
            const bool isLast = end == nullptr && m_isOver;
            if (isLast && m_begin == m_end) {
                return std::nullopt;
            }
            if (end != nullptr || isLast) {
                end = isLast ? data + m_end : end;
                char* const begin = data + m_begin;
                m_begin = isLast ? m_end : static_cast<std::size_t>(end - data) + 1;
                ++m_number;
                return std::span(begin, end > begin && end[-1] == '\r' ? end - 1 : end);
            }
            const std::size_t found = m_end - m_begin;
            if (auto status = fill(); !status) {
                return passOn(status);
            }
            searched = m_begin + found;
        }
    }

    /// Of the line last read, counted from 1.
    [[nodiscard]] std::int64_t number() const { return m_number; }
    [[nodiscard]] const GzipStream& stream() const { return m_stream; }

  private:
    /// Reads more behind the line that has begun.
    Status fill()
    {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
        if (m_end > kLongestLine) {
            return fail(ErrorCode::Data, Message::tr("{}: line {} is longer than {} bytes", m_stream.path(),
                                                     m_number + 1, kLongestLine));
        }
        // One byte is left for what ends the last line.
        if (m_end + 1 >= m_buffer.size()) {
            m_buffer.resize(2 * m_buffer.size());
        }
        const auto room = std::span(m_buffer).subspan(m_end, m_buffer.size() - m_end - 1);
        auto got = m_stream.read({reinterpret_cast<std::uint8_t*>(room.data()), room.size()});
        if (!got) {
            return passOn(got);
        }
        m_end += *got;
        m_total += *got;
        if (m_stream.isPacked() && m_total > kLargestUnpacked) {
            return fail(ErrorCode::Data, Message::tr("{}: line {}: unpacks to more than {} bytes: unpack it first",
                                                     m_stream.path(), m_number + 1, kLargestUnpacked));
        }
        m_isOver = *got < room.size();
        return {};
    }

    GzipStream m_stream;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::int64_t m_number = 0;
    std::uint64_t m_total = 0;
    bool m_isOver = false;
};

/// Without blanks and quotes around it.
std::string_view trimmed(std::string_view cell)
{
    constexpr std::string_view kAround = " \t\"";
    const std::size_t begin = cell.find_first_not_of(kAround);
    return begin == std::string_view::npos ? std::string_view()
                                           : cell.substr(begin, cell.find_last_not_of(kAround) - begin + 1);
}

std::optional<double> cellNumber(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> cellsOf(std::string_view line)
{
    std::vector<std::string_view> cells;
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        cells.push_back(line.substr(begin, end - begin));
        if (end == line.size()) {
            return cells;
        }
        begin = end + 1;
    }
}

bool isLabelName(std::string_view name)
{
    std::string small(trimmed(name));
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small == "label" || small == "class" || small == "target" || small == "y";
}

/// Rows and columns of images.
struct TableSize
{
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

/// By the name of the last column, "28x28"; zeros where that is something else.
TableSize sizeByName(std::string_view name)
{
    const std::string_view text = trimmed(name);
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, rows);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != 'x') {
        return {};
    }
    const auto second = std::from_chars(first.ptr + 1, end, columns);
    const bool isSize = second.ec == std::errc{} && second.ptr == end && rows >= 1 && columns >= 1 &&
                        rows <= kLargestImageSide && columns <= kLargestImageSide;
    return isSize ? TableSize{rows, columns} : TableSize();
}

/// A table that is being read.
class TableReader
{
  public:
    static Result<TableReader> open(const std::string& path)
    {
        auto stream = GzipStream::open(path);
        if (!stream) {
            return passOn(stream);
        }
        TableReader table(std::move(*stream));
        auto status = table.readHead();
        if (!status) {
            return passOn(status);
        }
        return table;
    }

    /// Whether its lines are images without labels, as Kaggle's test tables are. Needs a header.
    [[nodiscard]] bool isUnlabelled() const
    {
        return !m_names.empty() && std::none_of(m_names.begin(), m_names.end(), isLabelName) &&
               (m_names.front().find("pixel") != std::string::npos || sizeByName(m_names.front()).rows > 0);
    }

    Result<DatasetPart> read(PixelScale& scale)
    {
        if (auto status = takeShape(); !status) {
            return passOn(status);
        }
        m_hasFractions = scale.isToOne();
        const GzipStream& stream = m_lines.stream();
        if (!stream.isPacked()) {
            // A number takes two bytes at least. What is never filled takes no memory.
            const std::uint64_t most = stream.largestContent() / (2 * m_columns) + 1;
            m_set.pixels.reserve(most * static_cast<std::size_t>(m_set.imageSize()));
        }
        std::optional<std::int64_t> empty;
        for (;;) {
            if (!m_pending) {
                auto line = m_lines.next();
                if (!line) {
                    return passOn(line);
                }
                if (!*line) {
                    break;
                }
                m_pending = **line;
            }
            const std::span<char> line = *std::exchange(m_pending, std::nullopt);
            if (line.empty()) {
                empty = empty.value_or(m_lines.number());
                continue;
            }
            if (empty) {
                return fail(ErrorCode::Data,
                            Message::tr("{}: line {} is empty, expected an image", stream.path(), *empty));
            }
            if (auto status = readRow(line, scale); !status) {
                return passOn(status);
            }
        }
        const std::int64_t firstLine = m_names.empty() ? 1 : 2;
        return DatasetPart{std::move(m_set), stream.path(),
                           [firstLine](std::int64_t image) { return Message::tr("line {}", firstLine + image); }};
    }

  private:
    explicit TableReader(GzipStream stream)
        : m_lines(std::move(stream))
    {
    }

    Status readHead()
    {
        auto line = m_lines.next();
        if (!line) {
            return passOn(line);
        }
        if (!*line) {
            return fail(ErrorCode::Data, Message::tr("{}: is empty", m_lines.stream().path()));
        }
        std::span<char> first = **line;
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (std::string_view(first.data(), first.size()).starts_with(kByteOrderMark)) {
            first = first.subspan(kByteOrderMark.size());
        }
        const std::string_view text(first.data(), first.size());
        m_columns = static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')) + 1;
        if (m_columns < 2 || m_columns > static_cast<std::size_t>(kMostPixels) + 1) {
            return fail(ErrorCode::Data,
                        Message::tr("{}: line 1 has {} columns, expected a label and 1 to {} pixels, with commas "
                                    "between them",
                                    m_lines.stream().path(), m_columns, kMostPixels));
        }
        const auto cells = cellsOf(text);
        const auto isNumber = [](std::string_view cell) { return cellNumber(cell).has_value(); };
        // Also where the label alone is none: that is an image, which readRow() refuses.
        if (isNumber(cells.front()) || std::all_of(cells.begin() + 1, cells.end(), isNumber)) {
            m_pending = first;
            return {};
        }
        for (const std::string_view cell : cells) {
            m_names.emplace_back(trimmed(cell));
        }
        return {};
    }

    /// The size of the images, by the header or as a square.
    Status takeShape()
    {
        const auto refuse = [&](const Message& what) {
            return fail(ErrorCode::Data, Message::tr("{}: line 1: {}", m_lines.stream().path(), what));
        };
        if (!m_names.empty() && !isLabelName(m_names.front())) {
            const auto label = std::find_if(m_names.begin(), m_names.end(), isLabelName);
            if (label != m_names.end()) {
                return refuse(Message::tr("found \"{}\" as column {}, expected it as the first",
                                          inSentence(asUtf8(*label)), label - m_names.begin() + 1));
            }
            if (isUnlabelled() || m_names[1].find("pixel") != std::string::npos) {
                return refuse(Message::tr("found \"{}\" as the first column, expected the labels",
                                          inSentence(asUtf8(m_names.front()))));
            }
        }
        const auto pixels = static_cast<std::int64_t>(m_columns) - 1;
        const TableSize named = m_names.empty() ? TableSize() : sizeByName(m_names.back());
        for (const std::int64_t channels : {1, 3}) {
            const auto side = static_cast<std::int64_t>(
                std::llround(std::sqrt(static_cast<double>(pixels) / static_cast<double>(channels))));
            const auto [rows, columns] = named.rows > 0 ? named : TableSize{side, side};
            if (rows * columns * channels == pixels && rows <= kLargestImageSide) {
                m_set.channels = channels;
                m_set.rows = rows;
                m_set.columns = columns;
                return {};
            }
        }
        return refuse(named.rows > 0
                          ? Message::tr("found {} columns of pixels, expected {} x {} as the last name says, once or "
                                        "three times",
                                        pixels, named.rows, named.columns)
                          : Message::tr("found {} columns of pixels, expected those of a square, once or three times, "
                                        "or a header whose last name is their size, such as \"28x20\"",
                                        pixels));
    }

    [[nodiscard]] tl::unexpected<Error> oddCell(std::size_t column, std::string_view cell,
                                                const Message& expected) const
    {
        return fail(ErrorCode::Data,
                    Message::tr("{}: line {}, column {}: found \"{}\", expected {}", m_lines.stream().path(),
                                m_lines.number(), column + 1, inSentence(asUtf8(cell)), expected));
    }

    Status readRow(std::span<char> line, PixelScale& scale)
    {
        char* at = line.data();
        char* const end = at + line.size();
        // Stands where the line's end stood.
        *end = ',';
        const auto restOfCell = [&](char* begin) {
            return std::string_view(begin, static_cast<std::size_t>(std::find(begin, end, ',') - begin));
        };
        const std::string_view first = restOfCell(at);
        const auto label = cellNumber(first);
        if (!label || *label < 0 || *label > 65'535 || *label != std::floor(*label)) {
            return oddCell(0, first, Message::tr("a label, a whole number from 0 on"));
        }
        m_set.labels.push_back(static_cast<std::uint16_t>(*label));
        at += first.size();
        const std::size_t before = m_set.pixels.size();
        const auto pixels = static_cast<std::size_t>(m_set.imageSize());
        m_set.pixels.resize(before + pixels);
        std::uint8_t* into = m_set.pixels.data() + before;
        for (std::size_t i = 0; i < pixels; ++i) {
            if (at >= end) {
                return fail(ErrorCode::Data, Message::tr("{}: line {}: found {} columns, expected {}",
                                                         m_lines.stream().path(), m_lines.number(), i + 1, m_columns));
            }
            char* const begin = ++at;
            unsigned number = 0;
            while (*at >= '0' && *at <= '9' && at - begin < 4) {
                number = number * 10 + static_cast<unsigned>(*at++ - '0');
            }
            if (*at == ',' && at > begin && number <= 255 && !m_hasFractions) {
                into[i] = static_cast<std::uint8_t>(number);
                m_most = std::max(m_most, into[i]);
                continue;
            }
            const std::string_view cell = restOfCell(begin);
            const auto pixel = pixelOf(cell, scale, std::span(m_set.pixels).first(before + i));
            if (!pixel) {
                const auto kind = m_hasFractions ? NumberForm::Kind::Float : NumberForm::Kind::Unsigned;
                return oddCell(i + 1, cell, scale.expected({kind}));
            }
            into[i] = *pixel;
            at = begin + cell.size();
        }
        if (at < end) {
            const auto further = static_cast<std::size_t>(std::count(at, end, ','));
            return fail(ErrorCode::Data,
                        Message::tr("{}: line {}: found {} columns, expected {}", m_lines.stream().path(),
                                    m_lines.number(), m_columns + further, m_columns));
        }
        return {};
    }

    /// The pixel of a cell that is not simply digits.
    std::optional<std::uint8_t> pixelOf(std::string_view cell, PixelScale& scale, std::span<std::uint8_t> earlier)
    {
        const auto number = cellNumber(cell);
        if (!number) {
            return std::nullopt;
        }
        if (!m_hasFractions) {
            const std::string_view text = trimmed(cell);
            const bool isWhole = text.find_first_not_of("0123456789") == std::string_view::npos;
            if (isWhole) {
                const bool isByte = *number <= 255;
                m_most = std::max(m_most, static_cast<std::uint8_t>(isByte ? *number : 0));
                return isByte ? std::optional(static_cast<std::uint8_t>(*number)) : std::nullopt;
            }
            m_hasFractions = true;
            if (m_most > 1) {
                (void)scale.pixelOf(m_most, {});
            } else if ((void)scale.pixelOf(0, {}); scale.isToOne()) {
                // Those before, 0 and 1, were fractions, too.
                std::transform(earlier.begin(), earlier.end(), earlier.begin(),
                               [](std::uint8_t byte) { return static_cast<std::uint8_t>(byte * 255); });
            }
        }
        return scale.pixelOf(*number, earlier);
    }

    Lines m_lines;
    std::vector<std::string> m_names;
    std::size_t m_columns = 0;
    std::optional<std::span<char>> m_pending;  ///< the first line, where it is no header
    ImageSet m_set;
    bool m_hasFractions = false;
    std::uint8_t m_most = 0;  ///< of the whole numbers
};

}  // namespace

Result<std::optional<DatasetPart>> readCsvTable(const std::string& path, PixelScale& scale, bool mayLackLabels)
{
    auto table = TableReader::open(path);
    if (!table) {
        return passOn(table);
    }
    if (mayLackLabels && table->isUnlabelled()) {
        return std::nullopt;
    }
    auto part = table->read(scale);
    if (!part) {
        return passOn(part);
    }
    return std::move(*part);
}

}  // namespace normscope
