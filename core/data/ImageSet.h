#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace normscope
{

/// Digits 0 to 9. Every dataset that Normscope reads has these ten classes.
inline constexpr std::int64_t kClasses = 10;

/// Labelled grey images of one size, held once in memory as bytes: 0 is background, 255 full ink.
struct ImageSet
{
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::vector<std::uint8_t> pixels;  ///< image after image, row after row: count · rows · columns bytes
    std::vector<std::uint8_t> labels;  ///< one class in [0, kClasses) an image

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(labels.size()); }
    [[nodiscard]] std::int64_t imageSize() const { return rows * columns; }
    [[nodiscard]] const std::uint8_t* image(std::int64_t index) const { return pixels.data() + index * imageSize(); }
};

/// The scalars that bring pixels to mean 0 and variance 1: input = (pixel / 255 − mean) / std.
struct Normalization
{
    double mean = 0.0;
    double std = 1.0;
};

/// A training and a test set of the same image size.
struct ImageDataset
{
    std::string name;  ///< as the user gave it: "mnist", "builtin", a folder
    ImageSet train;
    ImageSet test;
    std::string sha256;  ///< lower-case hex over the uncompressed IDX files: train images, train labels, test images,
                         ///< test labels
};

/// Mean and standard deviation of pixel / 255 over all pixels (population formula), from exact integer sums.
/// A set whose pixels are all equal gets std 1, so that dividing by it stays harmless. An empty set gets {0, 1}.
[[nodiscard]] Normalization normalizationOf(const ImageSet& set);

/// Keeps the first `count` images, all of them where there are fewer.
void truncate(ImageSet& set, std::int64_t count);

/// Cuts the last `count` images off (all of them where there are fewer) and returns them.
[[nodiscard]] ImageSet splitTail(ImageSet& set, std::int64_t count);

}  // namespace normscope
