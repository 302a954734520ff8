#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include <png.h>

#include <normscope/base/FileIo.h>
#include <normscope/data/IdxFile.h>
#include <normscope/data/PngFile.h>

namespace normscope
{

namespace
{

/// An image of the largest size that packs badly, and room for what else such files may hold.
constexpr std::size_t kLargestFile = std::size_t{16} << 20U;
constexpr std::size_t kHeaderLength = 26;

/// What libpng is given, and what it says.
struct PngDecoder
{
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string_view bytes;  ///< that are still to be read
    std::vector<std::uint8_t> unpacked;
    std::vector<png_bytep> rows;
    std::array<char, 128> problem{};

    PngDecoder() = default;
    ~PngDecoder() { png_destroy_read_struct(&png, &info, nullptr); }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;
    PngDecoder(PngDecoder&&) = delete;
    PngDecoder& operator=(PngDecoder&&) = delete;
};

[[noreturn]] void giveUpPng(png_structp png, png_const_charp message)
{
    auto* decoder = static_cast<PngDecoder*>(png_get_error_ptr(png));
    std::strncpy(decoder->problem.data(), message, decoder->problem.size() - 1);
    png_longjmp(png, 1);
}

void ignoreWarning(png_structp /*png*/, png_const_charp /*message*/) {}

void readPngBytes(png_structp png, png_bytep into, std::size_t count)
{
    auto* decoder = static_cast<PngDecoder*>(png_get_io_ptr(png));
    if (count > decoder->bytes.size()) {
        png_error(png, "the file ends too early");
    }
    std::memcpy(into, decoder->bytes.data(), count);
    decoder->bytes.remove_prefix(count);
}

/// Unpacks all of it; false with a problem where that cannot be. libpng jumps out of it, so it has no object of its
/// own.
bool unpackPng(PngDecoder& decoder)
{
    // NOLINTNEXTLINE: libpng's way
    if (setjmp(png_jmpbuf(decoder.png)) != 0) {
        return false;
    }
    png_set_read_fn(decoder.png, &decoder, readPngBytes);
    png_set_user_limits(decoder.png, kLargestImageSide, kLargestImageSide);
    png_set_chunk_malloc_max(decoder.png, png_alloc_size_t{1} << 20U);
    // Texts, profiles and gamma: nothing of what may be in such files besides the image and its transparency.
    png_set_keep_unknown_chunks(decoder.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(decoder.png, decoder.info);
    png_set_expand(decoder.png);
    (void)png_set_interlace_handling(decoder.png);
    png_read_update_info(decoder.png, decoder.info);
    decoder.unpacked.resize(png_get_rowbytes(decoder.png, decoder.info) *
                            png_get_image_height(decoder.png, decoder.info));
    decoder.rows.resize(png_get_image_height(decoder.png, decoder.info));
    for (std::size_t row = 0; row < decoder.rows.size(); ++row) {
        decoder.rows[row] = decoder.unpacked.data() + row * png_get_rowbytes(decoder.png, decoder.info);
    }
    png_read_image(decoder.png, decoder.rows.data());
    png_read_end(decoder.png, nullptr);
    return true;
}

/// Whether a palette has no colours.
bool hasGreyPalette(PngDecoder& decoder)
{
    png_colorp palette = nullptr;
    int count = 0;
    if (png_get_PLTE(decoder.png, decoder.info, &palette, &count) == 0) {
        return false;
    }
    return std::all_of(palette, palette + count,
                       [](const png_color& one) { return one.red == one.green && one.green == one.blue; });
}

std::uint32_t headerWordAt(std::string_view bytes, std::size_t offset)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        word = word << 8U | static_cast<std::uint8_t>(bytes[offset + i]);
    }
    return word;
}

/// What the first chunk says, before libpng sees any of it.
Status checkPngHeader(const std::string& path, std::string_view bytes)
{
    using namespace std::literals;
    constexpr std::string_view kBegin = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv;
    if (bytes.size() < kHeaderLength || !bytes.starts_with(kBegin)) {
        return fail(ErrorCode::Data, Message::tr("{}: does not begin as a PNG file does", path));
    }
    const std::uint32_t columns = headerWordAt(bytes, 16);
    const std::uint32_t rows = headerWordAt(bytes, 20);
    if (rows < 1 || columns < 1 || rows > kLargestImageSide || columns > kLargestImageSide) {
        return fail(ErrorCode::Data, Message::tr("{}: found an image of {} x {} pixels, expected 1 to {} each", path,
                                                 rows, columns, kLargestImageSide));
    }
    const auto depth = static_cast<unsigned>(static_cast<std::uint8_t>(bytes[24]));
    if (depth > 8) {
        return fail(ErrorCode::Data, Message::tr("{}: found {} bits a channel, expected at most 8", path, depth));
    }
    return {};
}

}  // namespace

Status PngFile::read(const std::string& path, PngFile& into)
{
    const auto content = readFile(path, kLargestFile);
    if (!content) {
        return passOn(content);
    }
    if (auto status = checkPngHeader(path, *content); !status) {
        return status;
    }
    PngDecoder decoder;
    decoder.bytes = *content;
    decoder.unpacked.swap(into.pixels);
    decoder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, giveUpPng, ignoreWarning);
    decoder.info = decoder.png != nullptr ? png_create_info_struct(decoder.png) : nullptr;
    if (decoder.info == nullptr) {
        return fail(ErrorCode::Io, Message::tr("{}: not enough memory to unpack it", path));
    }
    if (!unpackPng(decoder)) {
        return fail(ErrorCode::Data, Message::tr("{}: the PNG file is damaged ({})", path, decoder.problem.data()));
    }
    into.rows = png_get_image_height(decoder.png, decoder.info);
    into.columns = png_get_image_width(decoder.png, decoder.info);
    const std::size_t unpackedChannels = png_get_channels(decoder.png, decoder.info);
    into.channels = unpackedChannels > 2 ? 3 : 1;
    into.mayBeGrey = into.channels == 3 && hasGreyPalette(decoder);
    into.pixels.swap(decoder.unpacked);
    if (unpackedChannels == static_cast<std::size_t>(into.channels)) {
        return {};
    }
    // Over black, only the pixel's own part is left.
    const auto channels = static_cast<std::size_t>(into.channels);
    const std::size_t count = into.pixels.size() / unpackedChannels;
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned alpha = into.pixels[i * unpackedChannels + channels];
        for (std::size_t channel = 0; channel < channels; ++channel) {
            into.pixels[i * channels + channel] =
                static_cast<std::uint8_t>((into.pixels[i * unpackedChannels + channel] * alpha + 127) / 255);
        }
    }
    into.pixels.resize(count * channels);
    return {};
}

}  // namespace normscope
