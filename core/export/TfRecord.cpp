#include <array>
#include <cstddef>

#include <normscope/export/TfRecord.h>

namespace normscope
{

namespace
{

constexpr std::uint32_t kPolynomial = 0x82F63B78U;

/// What a byte that leaves the register adds to it.
constexpr std::array<std::uint32_t, 256> table()
{
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t byte = 0; byte < entries.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ kPolynomial : value >> 1U;
        }
        entries[byte] = value;
    }
    return entries;
}

/// TFRecord's mask, so that the CRC of data that hold a CRC stays telling.
std::uint32_t masked(std::uint32_t crc)
{
    constexpr std::uint32_t kDelta = 0xA282EAD8U;
    return ((crc >> 15U) | (crc << 17U)) + kDelta;
}

template <class Number>
void appendLittleEndian(std::string& text, Number value)
{
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        text += static_cast<char>(static_cast<unsigned char>(value >> (8U * i)));
    }
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes)
{
    static constexpr auto kTable = table();
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc = kTable[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
    }
    return crc ^ 0xFFFFFFFFU;
}

void appendTfRecord(std::string& text, std::string_view data)
{
    std::string length;
    appendLittleEndian(length, static_cast<std::uint64_t>(data.size()));
    text += length;
    appendLittleEndian(text, masked(crc32c(length)));
    text += data;
    appendLittleEndian(text, masked(crc32c(data)));
}

}  // namespace normscope
