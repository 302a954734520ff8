#include <array>

#include <normscope/data/IdxFile.h>

#include "support/HostileFile.h"

using namespace normscope;

namespace
{

/// Bytes as they are or packed, because no fuzzer finds a CRC.
std::string packedAs(unsigned mode, std::string_view content)
{
    switch (mode & 3U) {
    case 1:
        return fuzz::asGzip(content);
    case 2: {  // members behind each other are one content
        const std::size_t half = content.size() / 2;
        return fuzz::asGzip(content.substr(0, half)) + fuzz::asGzip({}) + fuzz::asGzip(content.substr(half));
    }
    case 3: {  // damaged or cut off somewhere
        std::string packed = fuzz::asGzip(content);
        const std::size_t place = (mode >> 3U) * packed.size() / 32;
        if ((mode & 4U) != 0) {
            packed.resize(place);
        } else {
            packed[place] = static_cast<char>(packed[place] ^ 1);
        }
        return packed;
    }
    default:
        return std::string(content);
    }
}

}  // namespace

/// IDX files, plain and gzip.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const unsigned mode = input.byte();
    constexpr std::array kDimensions{3, 1, 4, 1};
    const int dimensions = kDimensions.at(input.byte() & 3U);
    const std::string_view content = input.rest();
    const auto file = IdxFile::read(fuzz::MemoryFile(packedAs(mode, content)).path(), dimensions);
    if (!file) {
        fuzz::require(!file.error().message.empty(), "an error has a sentence");
        return 0;
    }
    std::uint64_t count = 1;
    for (const std::int64_t extent : file->sizes) {
        count *= static_cast<std::uint64_t>(extent);
    }
    fuzz::require(file->bytes.size() == count, "as many bytes as the extents say");
    const auto header = idxHeader(file->sizes);
    // Numbers of other types are read as bytes.
    const bool isOfBytes = content.size() > 2 && content[2] == 8;
    if (isOfBytes && ((mode & 3U) == 1 || (mode & 3U) == 2)) {
        fuzz::require(content.size() == header.size() + count &&
                          std::equal(header.begin(), header.end(), content.begin(),
                                     [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }),
                      "the file is its header and its bytes");
    }
    return 0;
}
