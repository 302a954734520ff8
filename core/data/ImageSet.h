#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace normscope
{

/// Rows and columns of the images of every dataset that is known by name.
inline constexpr std::int64_t kUsualImageSide = 28;

/// The largest number of classes of a dataset, and of a run's answers, that is read.
inline constexpr std::int64_t kMostClasses = 256;

/// What a network has to know of the data: the shape of an image and the number of classes. By default that of the
/// datasets known by name, for what is said before data are read; folders may hold others.
struct DataShape
{
    std::vector<std::int64_t> image{1, kUsualImageSide, kUsualImageSide};  ///< channels, rows, columns
    std::int64_t classes = 10;

    [[nodiscard]] bool operator==(const DataShape&) const = default;
};

/// Labelled images of one size, held once in memory as bytes. In images of one channel 0 is background and 255 full
/// ink; three channels are red, green and blue.
struct ImageSet
{
    std::int64_t channels = 1;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::vector<std::uint8_t> pixels;   ///< image after image, channel after channel, row after row
    std::vector<std::uint16_t> labels;  ///< one class an image, counted from 0

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(labels.size()); }
    /// Bytes of an image: channels · rows · columns.
    [[nodiscard]] std::int64_t imageSize() const { return channels * rows * columns; }
    [[nodiscard]] const std::uint8_t* image(std::int64_t index) const { return pixels.data() + index * imageSize(); }
};

/// Whether images of the two sets have the same channels, rows and columns.
[[nodiscard]] bool haveSameSize(const ImageSet& a, const ImageSet& b);

/// "28×28", of several channels "3×32×32", with any `sign` in place of the ×.
[[nodiscard]] std::string sizeText(const ImageSet& set, std::string_view sign = "×");

/// The scalars that bring pixels to mean 0 and variance 1, one pair a channel: input = (pixel / 255 − mean) / std.
struct Normalization
{
    std::vector<double> mean{0.0};
    std::vector<double> std{1.0};
};

/// A training and a test set of the same image size and classes.
struct ImageDataset
{
    std::string name;  ///< as the user gave it: "mnist", "builtin", a folder
    ImageSet train;
    ImageSet test;
    std::vector<std::string> classes;  ///< their names in the order of the labels; see numberedClasses()
    std::string sha256;  ///< lower-case hex over the uncompressed IDX files: train images, train labels, test images,
                         ///< test labels; images of three channels count as written in N, C, H, W

    std::int64_t testSplit = 0;  ///< test images that were split off the training images, because there were no others

    [[nodiscard]] std::int64_t classCount() const { return static_cast<std::int64_t>(classes.size()); }
};

/// "0", "1", …: the names of classes that have no others.
[[nodiscard]] std::vector<std::string> numberedClasses(std::int64_t count);

[[nodiscard]] DataShape shapeOf(const ImageSet& set, std::int64_t classes);

/// Mean and standard deviation of pixel / 255 over all pixels of each channel (population formula), from exact integer
/// sums. A channel whose pixels are all equal gets std 1, so that dividing by it stays harmless. An empty set gets
/// {0, 1} for each channel.
[[nodiscard]] Normalization normalizationOf(const ImageSet& set);

/// Keeps the first `count` images, all of them where there are fewer.
void truncate(ImageSet& set, std::int64_t count);

/// Keeps at most `most` images of each class, all of them where that is 0, in the order that they are in. Which ones is
/// drawn at random, but always the same of the same set, and those of a smaller number are among those of a larger one.
void keepPerClass(ImageSet& set, std::int64_t most);

/// How many of images with these labels keepPerClass() would keep.
[[nodiscard]] std::int64_t countPerClass(std::span<const std::uint16_t> labels, std::int64_t most);

/// Makes pixels above 127 white (255) and all others black.
void binarize(ImageSet& set);

/// Cuts the last `count` images off (all of them where there are fewer) and returns them.
[[nodiscard]] ImageSet splitTail(ImageSet& set, std::int64_t count);

}  // namespace normscope
