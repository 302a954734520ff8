#include "FormWriter.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <zlib.h>

namespace normscope::test
{

namespace
{

void append(Bytes& bytes, std::uint64_t number, int count, bool isBigEndian)
{
    for (int i = 0; i < count; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * (isBigEndian ? count - 1 - i : i))));
    }
}

void append(Bytes& bytes, const Bytes& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

std::uint32_t crcOf(const Bytes& bytes)
{
    return static_cast<std::uint32_t>(crc32(0, bytes.data(), static_cast<uInt>(bytes.size())));
}

/// Packed by deflate, with zlib's header or without.
Bytes deflated(const Bytes& bytes, int windowBits)
{
    z_stream stream{};
    (void)deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    Bytes packed(deflateBound(&stream, bytes.size()) + 64);
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    (void)deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    (void)deflateEnd(&stream);
    return packed;
}

void appendChunk(Bytes& bytes, const char* type, const Bytes& content)
{
    append(bytes, content.size(), 4, true);
    Bytes checked(type, type + 4);
    append(checked, content);
    append(bytes, checked);
    append(bytes, crcOf(checked), 4, true);
}

}  // namespace

Bytes bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

Bytes npyWithHeader(const std::string& header, const Bytes& content, int version)
{
    Bytes bytes = bytesOf("\x93NUMPY");
    bytes.push_back(static_cast<std::uint8_t>(version));
    bytes.push_back(0);
    append(bytes, header.size(), version == 1 ? 2 : 4, false);
    append(bytes, bytesOf(header));
    append(bytes, content);
    return bytes;
}

Bytes npyBytes(const std::string& type, const std::vector<std::int64_t>& shape, const Bytes& content, bool isFortran,
               int version)
{
    std::string extents;
    for (const std::int64_t extent : shape) {
        extents += fmt::format("{}, ", extent);
    }
    if (shape.size() > 1) {
        extents.resize(extents.size() - 2);
    }
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': ({}), }}", type,
                                     isFortran ? "True" : "False", extents);
    while ((header.size() + 11) % 64 != 0) {
        header += ' ';
    }
    return npyWithHeader(header + '\n', content, version);
}

Bytes numberBytes(const std::string& type, const std::vector<double>& numbers)
{
    Bytes bytes;
    const int size = type[2] - '0';
    for (const double number : numbers) {
        std::uint64_t word = 0;
        if (type[1] == 'f' && size == 4) {
            const auto narrow = static_cast<float>(number);
            std::uint32_t half = 0;
            std::memcpy(&half, &narrow, sizeof half);
            word = half;
        } else if (type[1] == 'f') {
            std::memcpy(&word, &number, sizeof word);
        } else {
            word = static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
        }
        append(bytes, word, size, type[0] == '>');
    }
    return bytes;
}

Bytes zipBytes(const std::vector<std::pair<std::string, Bytes>>& entries, Packing packing)
{
    Bytes bytes;
    Bytes directory;
    const bool isPacked = packing != Packing::Plain;
    for (const auto& [name, content] : entries) {
        const Bytes stored = isPacked ? deflated(content, -15) : content;
        Bytes common;
        append(common, 20, 2, false);                // version
        append(common, 0, 2, false);                 // flags
        append(common, isPacked ? 8 : 0, 2, false);  // method
        append(common, 0x00210000, 4, false);        // 1980-01-01
        append(common, crcOf(content), 4, false);
        append(common, stored.size(), 4, false);
        append(common, content.size(), 4, false);
        append(common, name.size(), 2, false);
        append(common, 0, 2, false);
        append(directory, 0x02014b50, 4, false);
        append(directory, 20, 2, false);
        append(directory, common);
        append(directory, 0, 4, false);  // comment, disk
        append(directory, 0, 6, false);  // attributes
        append(directory, bytes.size(), 4, false);
        append(directory, bytesOf(name));
        append(bytes, 0x04034b50, 4, false);
        append(bytes, common);
        append(bytes, bytesOf(name));
        append(bytes, stored);
    }
    const std::size_t begin = bytes.size();
    append(bytes, directory);
    append(bytes, 0x06054b50, 4, false);
    append(bytes, 0, 4, false);
    append(bytes, entries.size(), 2, false);
    append(bytes, entries.size(), 2, false);
    append(bytes, directory.size(), 4, false);
    append(bytes, begin, 4, false);
    append(bytes, 0, 2, false);
    return bytes;
}

Bytes npzBytes(const ImageSet& train, const ImageSet& test)
{
    const auto images = [](const ImageSet& set) {
        return npyBytes("|u1",
                        set.channels == 1 ? std::vector{set.count(), set.rows, set.columns}
                                          : std::vector{set.count(), set.channels, set.rows, set.columns},
                        set.pixels);
    };
    const auto labels = [](const ImageSet& set) {
        return npyBytes("<i8", {set.count()}, numberBytes("<i8", {set.labels.begin(), set.labels.end()}));
    };
    return zipBytes({{"x_train.npy", images(train)},
                     {"y_train.npy", labels(train)},
                     {"x_test.npy", images(test)},
                     {"y_test.npy", labels(test)}},
                    Packing::Gzip);
}

std::string csvText(const ImageSet& set, const std::string& header)
{
    std::string text = header;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        text += std::to_string(set.labels[static_cast<std::size_t>(i)]);
        for (std::int64_t pixel = 0; pixel < set.imageSize(); ++pixel) {
            text += fmt::format(",{}", set.image(i)[pixel]);
        }
        text += '\n';
    }
    return text;
}

Bytes pngBytes(const PngImage& image)
{
    Bytes bytes = bytesOf("\x89PNG\r\n\x1A\n");
    Bytes header;
    append(header, image.columns, 4, true);
    append(header, image.rows, 4, true);
    append(header, {image.depth, image.colour, 0, 0, 0});
    appendChunk(bytes, "IHDR", header);
    if (!image.palette.empty()) {
        appendChunk(bytes, "PLTE", image.palette);
    }
    if (!image.alphas.empty()) {
        appendChunk(bytes, "tRNS", image.alphas);
    }
    Bytes filtered;
    const std::size_t width = image.lines.size() / std::max(image.rows, 1U);
    for (std::size_t row = 0; row < image.rows; ++row) {
        filtered.push_back(0);
        filtered.insert(filtered.end(), image.lines.begin() + static_cast<std::ptrdiff_t>(row * width),
                        image.lines.begin() + static_cast<std::ptrdiff_t>((row + 1) * width));
    }
    appendChunk(bytes, "IDAT", deflated(filtered, 15));
    appendChunk(bytes, "IEND", {});
    return bytes;
}

bool writePngFolders(const std::string& folder, const ImageSet& set, const std::vector<std::string>& classes)
{
    bool isWritten = true;
    const auto plane = static_cast<std::size_t>(set.rows * set.columns);
    const auto channels = static_cast<std::size_t>(set.channels);
    for (std::int64_t i = 0; i < set.count(); ++i) {
        PngImage image{static_cast<std::uint32_t>(set.columns), static_cast<std::uint32_t>(set.rows)};
        image.colour = channels == 3 ? 2 : 0;
        image.lines.resize(plane * channels);
        for (std::size_t pixel = 0; pixel < plane; ++pixel) {
            for (std::size_t channel = 0; channel < channels; ++channel) {
                image.lines[pixel * channels + channel] = set.image(i)[channel * plane + pixel];
            }
        }
        const std::filesystem::path below =
            std::filesystem::path(folder) / classes.at(set.labels[static_cast<std::size_t>(i)]);
        std::error_code error;
        std::filesystem::create_directories(below, error);
        isWritten = isWritten && writeBytes((below / fmt::format("{:05}.png", i)).string(), pngBytes(image));
    }
    return isWritten;
}

}  // namespace normscope::test
