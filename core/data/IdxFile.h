#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/PixelNumbers.h>

namespace normscope
{

/// The largest number of rows, and of columns, of an image that is read.
inline constexpr std::int64_t kLargestImageSide = 1024;

/// Whether images may have so many channels: those of one are grey, those of three red, green and blue.
[[nodiscard]] constexpr bool isChannelCount(std::int64_t extent)
{
    return extent == 1 || extent == 3;
}

/// The header of an IDX file of unsigned bytes with these extents: magic number and extents, each big-endian in 4
/// bytes. The extents have to fit into 32 bits; their number has to be 1 to 255.
[[nodiscard]] std::vector<std::uint8_t> idxHeader(std::span<const std::int64_t> sizes);

/// Content of an IDX file (LeCun's format, as MNIST and its likes are published), as bytes whatever its type is.
struct IdxFile
{
    std::vector<std::int64_t> sizes;  ///< one extent a dimension, outermost first
    std::vector<std::uint8_t> bytes;  ///< as many as the product of the extents
    PixelScale scale;                 ///< of images: by which fractions became bytes

    /// Reads the file at `path`, gzip or plain. Every header field and the length are checked against the file
    /// before memory is allocated for the content; an error is one sentence with the file, the offset (in the
    /// unpacked content), what was found and what was expected.
    /// `dimensions` is the number that the caller needs: 3 or 4 for images (magic 0x00000803, 0x00000804), 1 for
    /// labels (0x00000801). Numbers of other types than unsigned bytes become bytes by `scale`; labels have to be
    /// whole numbers from 0 to 255.
    /// Every extent is at least 1, and all but the first at most kLargestImageSide.
    [[nodiscard]] static Result<IdxFile> read(const std::string& path, int dimensions, const PixelScale& scale = {});
};

}  // namespace normscope
