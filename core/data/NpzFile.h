#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <normscope/base/Result.h>
#include <normscope/data/NpyHeader.h>

struct zip;
struct zip_file;

namespace normscope
{

/// A ZIP archive of NumPy's arrays that is open for reading. Arrays are named without ".npy", in small letters.
class NpzArchive
{
  public:
    [[nodiscard]] static Result<NpzArchive> open(const std::string& path);

    [[nodiscard]] bool has(const char* key) const { return m_arrays.contains(key); }
    /// As the file has it, in UTF-8.
    [[nodiscard]] std::string nameOf(const char* key) const;
    /// All names, as a sentence can have them.
    [[nodiscard]] std::string names() const;
    [[nodiscard]] const std::string& path() const { return m_path; }

  private:
    friend class NpzArray;
    struct Close
    {
        void operator()(zip* archive) const;
    };
    std::string m_path;
    std::uint64_t m_fileSize = 0;
    std::unique_ptr<zip, Close> m_zip;
    std::map<std::string, std::pair<std::string, std::uint64_t>, std::less<>> m_arrays;  ///< with their places
};

/// An array of an archive, which outlives it. Its header has been read and checked against the size of the entry, and
/// that against what so many packed bytes can hold at most.
class NpzArray
{
  public:
    [[nodiscard]] static Result<NpzArray> open(const NpzArchive& archive, const char* key);

    [[nodiscard]] const NpyHeader& header() const { return m_header; }
    /// "60000 x 28 x 28".
    [[nodiscard]] std::string shapeText() const;

    /// Hands the numbers on, piece by piece: `use` gets those and the number of the first, and may refuse them. Looks
    /// at what follows and at the sum as well.
    using Use = std::function<Status(std::span<const std::uint8_t>, std::uint64_t)>;
    [[nodiscard]] Status readNumbers(const Use& use);

    /// An ErrorCode::Data that names the array and says what is wrong with it.
    [[nodiscard]] tl::unexpected<Error> odd(const Message& what) const;

  private:
    struct Close
    {
        void operator()(zip_file* entry) const;
    };
    [[nodiscard]] Status readAll(std::span<std::uint8_t> into);
    [[nodiscard]] Status readHeader(std::uint64_t size);

    std::string m_source;
    std::unique_ptr<zip_file, Close> m_entry;
    NpyHeader m_header;
};

}  // namespace normscope
