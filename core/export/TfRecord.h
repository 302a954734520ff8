#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace normscope
{

/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78) as in RFC 3720, appendix B.4: "123456789" gives 0xE3069283.
[[nodiscard]] std::uint32_t crc32c(std::string_view bytes);

/// Adds a record to TFRecord text: 8 bytes of length, the length's masked CRC-32C, the data, their masked CRC-32C, all
/// little-endian. Format: https://www.tensorflow.org/tutorials/load_data/tfrecord
void appendTfRecord(std::string& text, std::string_view data);

}  // namespace normscope
