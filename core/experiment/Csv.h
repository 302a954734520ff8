#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/Result.h>

/// Comma-separated values as in RFC 4180, but lines end in LF; numbers in shortest round-trip form.
namespace normscope
{

/// One line of a CSV file under construction.
class CsvLine
{
  public:
    CsvLine& add(std::int64_t value);
    CsvLine& add(double value);
    CsvLine& add(float value);
    /// Quoted where it holds a comma, a quote or the end of a line; bytes that are no UTF-8 become U+FFFD.
    CsvLine& add(std::string_view text);
    /// Nothing between two commas: a value that there is none of.
    CsvLine& addEmpty();

    /// The line with its end.
    [[nodiscard]] std::string take();

  private:
    void separate();
    std::string m_text;
    bool m_isFirst = true;
};

/// Appends lines to a file that others may follow while it grows.
class CsvFile
{
  public:
    /// Makes the file, with its header line, which a reader sees at once.
    [[nodiscard]] static Result<CsvFile> create(const std::filesystem::path& path, std::string_view header);

    /// Goes on with a file behind its first `length` bytes, cutting off what follows. ErrorCode::Data, and the file as
    /// it was, if it is shorter, has another header, or was saved by an editor with a byte-order mark or other line
    /// ends: then those bytes are not the ones of the checkpoint.
    [[nodiscard]] static Result<CsvFile> goOn(const std::filesystem::path& path, std::string_view header,
                                              std::int64_t length);

    /// Adds a line to the buffer.
    [[nodiscard]] Status append(CsvLine& line);

    /// Adds whole lines, as CsvLine makes them.
    [[nodiscard]] Status append(std::string_view lines);

    /// Hands what is buffered to the operating system, so that a reader sees it.
    [[nodiscard]] Status flush();

    /// Waits until everything is on the disk and gives the length of the file. An error also where its name is gone.
    [[nodiscard]] Result<std::int64_t> sync();

  private:
    CsvFile(std::filesystem::path path, OpenFile file);
    [[nodiscard]] Status unwritable() const;

    std::filesystem::path m_path;
    OpenFile m_file;
};

/// Rows of as many numbers each, in one piece of memory.
class NumberTable
{
  public:
    NumberTable(std::size_t columns, std::vector<double> values)
        : m_columns(columns)
        , m_values(std::move(values))
    {
    }

    /// The number of rows.
    [[nodiscard]] std::size_t size() const { return m_values.size() / m_columns; }

    [[nodiscard]] std::span<const double> operator[](std::size_t row) const
    {
        return std::span(m_values).subspan(row * m_columns, m_columns);
    }

  private:
    std::size_t m_columns;
    std::vector<double> m_values;
};

/// The numbers in these columns of a CSV file of at most 1 GiB, which its first line names, in any order and with
/// others between them that are not looked at; with or without a byte-order mark, lines end in LF or CRLF.
/// ErrorCode::Data with file and line where a column is missing, where a line has another number of fields, or
/// something that is no number in one of the columns. An unfinished last line, as a killed writer leaves it, is left
/// out.
[[nodiscard]] Result<NumberTable> readNumbers(const std::filesystem::path& path,
                                              const std::vector<std::string>& columns);

/// A label and numbers a row.
struct LabelledNumbers
{
    std::vector<std::string> labels;
    NumberTable numbers;
};

/// The same with the texts of one more column.
[[nodiscard]] Result<LabelledNumbers> readLabelledNumbers(const std::filesystem::path& path, const std::string& label,
                                                          const std::vector<std::string>& columns);

}  // namespace normscope
