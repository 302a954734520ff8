#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/data/ImageSet.h>

namespace normscope::test
{

using Bytes = std::vector<std::uint8_t>;

enum class Packing
{
    Plain,
    Gzip,
};

/// The bytes of an IDX file, written independently of the code under test. The extents need not fit the content.
[[nodiscard]] Bytes idxBytes(const std::vector<std::uint32_t>& extents, const Bytes& content, std::uint8_t type = 0x08);

/// `bytes` as one gzip member.
[[nodiscard]] Bytes gzipped(const Bytes& bytes);

/// Writes the file anew; false where that fails.
[[nodiscard]] bool writeBytes(const std::string& path, const Bytes& bytes);

/// Of three dimensions, of four where the images have several channels.
[[nodiscard]] Bytes imageFileBytes(const ImageSet& set);
[[nodiscard]] Bytes labelFileBytes(const ImageSet& set);

/// Images with labels 0, 1, … classes − 1, 0, … and pixels that differ from image to image.
[[nodiscard]] ImageSet patternSet(std::int64_t count, std::int64_t rows, std::int64_t columns, std::uint8_t offset = 0,
                                  std::int64_t classes = 10, std::int64_t channels = 1);

/// Makes the folder and writes a dataset's four files into it under their published names (with .gz when packed),
/// images of several channels as N, C, H, W.
[[nodiscard]] bool writeDataset(const std::string& folder, const ImageSet& train, const ImageSet& test,
                                Packing packing = Packing::Plain);

}  // namespace normscope::test
