#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <normscope/data/ImageSet.h>

#include "IdxWriter.h"

/// Writes datasets in other forms than IDX, independently of the code under test.
namespace normscope::test
{

/// A NumPy array: header of the version, padded as NumPy does, and content.
[[nodiscard]] Bytes npyBytes(const std::string& type, const std::vector<std::int64_t>& shape, const Bytes& content,
                             bool isFortran = false, int version = 1);

/// The same with a header of any text.
[[nodiscard]] Bytes npyWithHeader(const std::string& header, const Bytes& content, int version = 1);

/// Of small numbers, as the type writes them: "<f4", ">i2", "|u1".
[[nodiscard]] Bytes numberBytes(const std::string& type, const std::vector<double>& numbers);

/// A ZIP archive of these entries.
[[nodiscard]] Bytes zipBytes(const std::vector<std::pair<std::string, Bytes>>& entries,
                             Packing packing = Packing::Plain);

/// As np.savez(x_train=…, y_train=…, x_test=…, y_test=…) writes it.
[[nodiscard]] Bytes npzBytes(const ImageSet& train, const ImageSet& test);

/// Lines of label and pixels.
[[nodiscard]] std::string csvText(const ImageSet& set, const std::string& header = {});
[[nodiscard]] Bytes bytesOf(const std::string& text);

/// A PNG file. `colour` is the format's colour type; rows are of whole bytes, as they stand in the file.
struct PngImage
{
    std::uint32_t columns = 1;
    std::uint32_t rows = 1;
    std::uint8_t depth = 8;
    std::uint8_t colour = 0;
    Bytes lines = {};
    Bytes palette = {};  ///< of three bytes each
    Bytes alphas = {};   ///< tRNS
};
[[nodiscard]] Bytes pngBytes(const PngImage& image);

/// Makes folder/CLASS/NUMBER.png of each image, with the names of the classes.
[[nodiscard]] bool writePngFolders(const std::string& folder, const ImageSet& set,
                                   const std::vector<std::string>& classes);

}  // namespace normscope::test
