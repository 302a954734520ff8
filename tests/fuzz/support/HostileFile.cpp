#include "HostileFile.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include <normscope/data/DatasetForm.h>

namespace normscope::fuzz
{

namespace
{

int memoryDescriptor()
{
    static const int kDescriptor = ::memfd_create("hostile", MFD_CLOEXEC);
    return kDescriptor;
}

}  // namespace

std::uint8_t Input::byte()
{
    if (m_rest.empty()) {
        return 0;
    }
    const auto value = static_cast<std::uint8_t>(m_rest.front());
    m_rest.remove_prefix(1);
    return value;
}

std::string_view Input::piece()
{
    const std::size_t low = byte();
    const std::size_t length = std::min(low + 256 * std::size_t{byte()}, m_rest.size());
    const std::string_view text = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return text;
}

std::string asPiece(std::string_view text)
{
    text = text.substr(0, 0xffff);
    std::string piece{static_cast<char>(text.size() & 0xffU), static_cast<char>(text.size() >> 8U)};
    piece += text;
    return piece;
}

void require(bool holds, const char* what)
{
    if (!holds) {
        (void)std::fprintf(stderr, "Does not hold: %s\n", what);
        std::abort();
    }
}

MemoryFile::MemoryFile(std::string_view content)
{
    const int file = memoryDescriptor();
    require(::ftruncate(file, 0) == 0, "the file in memory can be emptied");
    require(::pwrite(file, content.data(), content.size(), 0) == static_cast<ssize_t>(content.size()),
            "the file in memory can be written");
}

const std::string& MemoryFile::path() const
{
    static const std::string kPath = "/proc/self/fd/" + std::to_string(memoryDescriptor());
    return kPath;
}

std::string asSafetensors(std::string_view headerAndBytes)
{
    const std::size_t end = std::min(headerAndBytes.find('\n'), headerAndBytes.size());
    const std::uint64_t length = end;
    std::string file(sizeof(length), '\0');
    std::memcpy(file.data(), &length, sizeof(length));
    file += headerAndBytes.substr(0, end);
    file += headerAndBytes.substr(std::min(end + 1, headerAndBytes.size()));
    return file;
}

std::string fromSafetensors(std::string_view file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof(length));
    file.remove_prefix(sizeof(length));
    return std::string(file.substr(0, length)) + '\n' + std::string(file.substr(length));
}

std::string asGzip(std::string_view content)
{
    z_stream packer{};
    // A small window and little memory: the fuzzer makes thousands of these a second.
    require(deflateInit2(&packer, 1, Z_DEFLATED, 9 + 16, 1, Z_DEFAULT_STRATEGY) == Z_OK, "zlib begins");
    std::string packed(deflateBound(&packer, content.size()) + 64, '\0');
    packer.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    packer.avail_in = static_cast<uInt>(content.size());
    packer.next_out = reinterpret_cast<Bytef*>(packed.data());
    packer.avail_out = static_cast<uInt>(packed.size());
    require(deflate(&packer, Z_FINISH) == Z_STREAM_END, "zlib packs");
    packed.resize(packer.total_out);
    deflateEnd(&packer);
    return packed;
}

void requireWhole(const ImageDataset& dataset)
{
    for (const ImageSet* set : {&dataset.train, &dataset.test}) {
        require(set->pixels.size() == static_cast<std::size_t>(set->count() * set->imageSize()),
                "as many pixels as images have");
        require(normalizationOf(*set).mean.size() == static_cast<std::size_t>(set->channels), "one mean a channel");
        require(std::all_of(set->labels.begin(), set->labels.end(),
                            [&](std::uint16_t label) { return label < dataset.classCount(); }),
                "each label is a class");
    }
}

void readFoundDataset(const std::filesystem::path& folder)
{
    const auto place = findInForms(folder.string());
    if (!place || !*place) {
        return;
    }
    const auto dataset = readDataset(**place);
    if (!dataset) {
        require(!dataset.error().message.empty(), "an error has a sentence");
        return;
    }
    requireWhole(*dataset);
    require(haveSameSize(dataset->train, dataset->test) && dataset->test.count() > 0, "a test part of the same size");
}

}  // namespace normscope::fuzz
