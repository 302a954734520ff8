#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <normscope/data/ImageSet.h>

/// What fuzz targets share: taking a fuzzer's input apart and making files of it.
namespace normscope::fuzz
{

/// A fuzzer's input, taken from its front. Behind its end everything is zero.
class Input
{
  public:
    Input(const std::uint8_t* data, std::size_t size)
        : m_rest(reinterpret_cast<const char*>(data), size)
    {
    }

    [[nodiscard]] bool isEmpty() const { return m_rest.empty(); }

    std::uint8_t byte();

    /// Text with its length before it in two bytes, the low one first; what is there of it.
    std::string_view piece();

    /// Everything that is left.
    [[nodiscard]] std::string_view rest() const { return m_rest; }

  private:
    std::string_view m_rest;
};

/// The form that Input::piece() takes apart. At most 65,535 bytes of the text.
[[nodiscard]] std::string asPiece(std::string_view text);

/// Ends the program, which the fuzzer takes for a finding, where something does not hold.
void require(bool holds, const char* what);

/// A file in memory, with a path. One at a time: the next one takes its place.
class MemoryFile
{
  public:
    explicit MemoryFile(std::string_view content);
    [[nodiscard]] const std::string& path() const;
};

/// A safetensors file from "HEADER\nBYTES", with the length that the header has put before it: without that a fuzzer
/// would have to find both at once.
[[nodiscard]] std::string asSafetensors(std::string_view headerAndBytes);

/// The other way round, for seeds.
[[nodiscard]] std::string fromSafetensors(std::string_view file);

/// Ends the program where a dataset that was taken is not whole: as many pixels as images have, labels that are
/// classes.
void requireWhole(const ImageDataset& dataset);

/// Looks for a dataset in a folder in all forms but IDX, and reads it: an error has a sentence, or the set is whole.
void readFoundDataset(const std::filesystem::path& folder);

/// The content packed as one gzip member.
[[nodiscard]] std::string asGzip(std::string_view content);

}  // namespace normscope::fuzz
