#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>

struct zip;

namespace normscope
{

enum class ZipMethod
{
    Store,    ///< as it is
    Deflate,  ///< packed
};

/// Makes a ZIP archive. The same entries in the same order give the same bytes on the same version of libzip: every
/// entry has the date 1980-01-01 and the rights 0644. Nothing is on disk before close().
class ZipWriter
{
  public:
    /// How large an entry became.
    struct Entry
    {
        std::string name;
        std::uint64_t packed = 0;
    };

    [[nodiscard]] static Result<ZipWriter> create(const std::filesystem::path& path);

    /// Adds bytes that must live until close(). Names are relative, with slashes and in UTF-8; ErrorCode::Internal for
    /// one that leads out of the archive.
    [[nodiscard]] Status add(const std::string& name, std::span<const std::byte> content, ZipMethod method);
    [[nodiscard]] Status add(const std::string& name, std::string_view content, ZipMethod method);

    /// Adds a file, which is read in close().
    [[nodiscard]] Status addFile(const std::string& name, const std::filesystem::path& file);

    /// Writes the archive.
    [[nodiscard]] Status close();

  private:
    struct Discard
    {
        void operator()(zip* archive) const;
    };
    ZipWriter(std::filesystem::path path, zip* archive);
    [[nodiscard]] Status addSource(const std::string& name, void* source, ZipMethod method);
    [[nodiscard]] Status unwritable() const;

    std::filesystem::path m_path;
    std::unique_ptr<zip, Discard> m_archive;
};

/// The entries of an archive with their packed sizes, in its order.
[[nodiscard]] Result<std::vector<ZipWriter::Entry>> zipEntries(const std::filesystem::path& path);

}  // namespace normscope
