#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

namespace normscope
{

/// An image as a PNG file has it, unpacked to bytes.
struct PngFile
{
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t channels = 1;         ///< 1 or 3
    bool mayBeGrey = false;            ///< three channels of a palette that has only greys
    std::vector<std::uint8_t> pixels;  ///< row after row, the channels of a pixel together

    /// Reads a file of grey or colour with 1 to 8 bits, with a palette or not, to `into`, whose memory is used again.
    /// What is transparent is drawn over black; the file's own gamma and colour space do not count. The size is at most
    /// kLargestImageSide in both directions and is checked before anything is unpacked. Errors name the file.
    [[nodiscard]] static Status read(const std::string& path, PngFile& into);
};

}  // namespace normscope
