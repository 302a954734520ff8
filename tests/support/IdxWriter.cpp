#include "IdxWriter.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <zlib.h>

namespace normscope::test
{

namespace
{

constexpr int kGzipWindowBits = 15 + 16;

std::uint32_t extent(std::int64_t value)
{
    return static_cast<std::uint32_t>(value);
}

}  // namespace

Bytes idxBytes(const std::vector<std::uint32_t>& extents, const Bytes& content, std::uint8_t type)
{
    Bytes bytes{0, 0, type, static_cast<std::uint8_t>(extents.size())};
    for (const std::uint32_t value : extents) {
        bytes.push_back(static_cast<std::uint8_t>(value >> 24U));
        bytes.push_back(static_cast<std::uint8_t>(value >> 16U));
        bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
        bytes.push_back(static_cast<std::uint8_t>(value));
    }
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Bytes gzipped(const Bytes& bytes)
{
    z_stream packer{};
    if (deflateInit2(&packer, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    Bytes packed(deflateBound(&packer, static_cast<uLong>(bytes.size())));
    Bytes source = bytes;  // zlib's pointer is not to const
    packer.next_in = source.data();
    packer.avail_in = static_cast<uInt>(source.size());
    packer.next_out = packed.data();
    packer.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&packer, Z_FINISH);
    packed.resize(outcome == Z_STREAM_END ? packer.total_out : 0);
    deflateEnd(&packer);
    return packed;
}

bool writeBytes(const std::string& path, const Bytes& bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    for (const std::uint8_t byte : bytes) {
        file.put(static_cast<char>(byte));
    }
    file.close();
    return !file.fail();
}

Bytes imageFileBytes(const ImageSet& set)
{
    std::vector<std::uint32_t> extents{extent(set.count()), extent(set.rows), extent(set.columns)};
    if (set.channels > 1) {
        extents.insert(extents.begin() + 1, extent(set.channels));
    }
    return idxBytes(extents, set.pixels);
}

Bytes labelFileBytes(const ImageSet& set)
{
    return idxBytes({extent(set.count())}, {set.labels.begin(), set.labels.end()});
}

ImageSet patternSet(std::int64_t count, std::int64_t rows, std::int64_t columns, std::uint8_t offset,
                    std::int64_t classes, std::int64_t channels)
{
    ImageSet set;
    set.channels = channels;
    set.rows = rows;
    set.columns = columns;
    for (std::int64_t i = 0; i < count; ++i) {
        set.labels.push_back(static_cast<std::uint16_t>(i % classes));
        for (std::int64_t pixel = 0; pixel < set.imageSize(); ++pixel) {
            set.pixels.push_back(static_cast<std::uint8_t>(offset + 31 * i + 7 * pixel));
        }
    }
    return set;
}

bool writeDataset(const std::string& folder, const ImageSet& train, const ImageSet& test, Packing packing)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto write = [&](const std::string& name, const Bytes& bytes) {
        const std::string path = folder + "/" + name;
        return packing == Packing::Gzip ? writeBytes(path + ".gz", gzipped(bytes)) : writeBytes(path, bytes);
    };
    const std::string images = train.channels > 1 ? "-images-idx4-ubyte" : "-images-idx3-ubyte";
    return !error && write("train" + images, imageFileBytes(train)) &&
           write("train-labels-idx1-ubyte", labelFileBytes(train)) && write("t10k" + images, imageFileBytes(test)) &&
           write("t10k-labels-idx1-ubyte", labelFileBytes(test));
}

}  // namespace normscope::test
