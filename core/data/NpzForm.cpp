#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/IdxFile.h>
#include <normscope/data/NpzFile.h>
#include <normscope/data/NpzForm.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr const char* kArchiveEnding = ".npz";
/// The names of arrays that belong together, in small letters; without those for the test where that part is empty.
struct ArrayNames
{
    const char* trainImages;
    const char* trainLabels;
    const char* testImages = nullptr;
    const char* testLabels = nullptr;
};

constexpr std::array kUsualNames{
    ArrayNames{"x_train", "y_train", "x_test", "y_test"},
    ArrayNames{"train_images", "train_labels", "test_images", "test_labels"},
    ArrayNames{"train_x", "train_y", "test_x", "test_y"},
    ArrayNames{"images_train", "labels_train", "images_test", "labels_test"},
    ArrayNames{"train_data", "train_labels", "test_data", "test_labels"},
    ArrayNames{"xtrain", "ytrain", "xtest", "ytest"},
    ArrayNames{"trainx", "trainy", "testx", "testy"},
    ArrayNames{"x", "y"},
    ArrayNames{"images", "labels"},
    ArrayNames{"data", "target"},
    ArrayNames{"data", "targets"},
    ArrayNames{"data", "labels"},
    ArrayNames{"image", "label"},
};

/// Where the numbers of an array go: for each of its dimensions, in the order in which they stand in the file, how many
/// there are and how far apart they go.
class Scatter
{
  public:
    explicit Scatter(const NpyHeader& header, std::vector<std::int64_t> steps)
    {
        for (std::size_t i = 0; i < header.shape.size(); ++i) {
            m_axes.push_back({header.shape[i], steps[i]});
        }
        if (header.isFortran) {
            std::reverse(m_axes.begin(), m_axes.end());
        }
        m_index.resize(m_axes.size(), 0);
    }

    /// Whether they go where they stand.
    [[nodiscard]] bool isPlain() const
    {
        std::int64_t step = 1;
        for (auto axis = m_axes.rbegin(); axis != m_axes.rend(); ++axis) {
            if (axis->extent > 1 && axis->step != step) {
                return false;
            }
            step *= axis->extent;
        }
        return true;
    }

    void put(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> into)
    {
        const Axis& inner = m_axes.back();
        while (!bytes.empty()) {
            const auto run = std::min(static_cast<std::size_t>(inner.extent - m_index.back()), bytes.size());
            for (std::size_t i = 0; i < run; ++i) {
                into[static_cast<std::size_t>(m_offset)] = bytes[i];
                m_offset += inner.step;
            }
            m_index.back() += static_cast<std::int64_t>(run);
            bytes = bytes.subspan(run);
            for (std::size_t axis = m_axes.size(); axis-- > 0 && m_index[axis] == m_axes[axis].extent;) {
                m_offset -= m_axes[axis].extent * m_axes[axis].step;
                m_index[axis] = 0;
                if (axis > 0) {
                    ++m_index[axis - 1];
                    m_offset += m_axes[axis - 1].step;
                }
            }
        }
    }

  private:
    struct Axis
    {
        std::int64_t extent;
        std::int64_t step;
    };
    std::vector<Axis> m_axes;
    std::vector<std::int64_t> m_index;
    std::int64_t m_offset = 0;
};

/// The side of a square of so many pixels; none where they make none.
std::optional<std::int64_t> sideOfSquare(std::int64_t pixels)
{
    const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(pixels))));
    return side * side == pixels ? std::optional(side) : std::nullopt;
}

/// What an array of that shape is of images, and how far apart the numbers of each of its dimensions go.
std::optional<std::pair<ImageSet, std::vector<std::int64_t>>> layoutOf(const std::vector<std::int64_t>& shape)
{
    ImageSet set;
    if (shape.size() == 2) {
        const auto side = sideOfSquare(shape[1]);
        const auto third = shape[1] % 3 == 0 ? sideOfSquare(shape[1] / 3) : std::nullopt;
        set.channels = side ? 1 : 3;
        set.rows = set.columns = side.value_or(third.value_or(0));
        return side || third ? std::optional(std::pair(set, std::vector{set.imageSize(), std::int64_t{1}}))
                             : std::nullopt;
    }
    if (shape.size() == 3) {
        set.rows = shape[1];
        set.columns = shape[2];
        return std::pair(set, std::vector{set.imageSize(), set.columns, std::int64_t{1}});
    }
    if (shape.size() != 4) {
        return std::nullopt;
    }
    if (isChannelCount(shape[1])) {
        set.channels = shape[1];
        set.rows = shape[2];
        set.columns = shape[3];
        return std::pair(set, std::vector{set.imageSize(), set.rows * set.columns, set.columns, std::int64_t{1}});
    }
    if (isChannelCount(shape[3])) {
        set.rows = shape[1];
        set.columns = shape[2];
        set.channels = shape[3];
        return std::pair(set, std::vector{set.imageSize(), set.columns, std::int64_t{1}, set.rows * set.columns});
    }
    return std::nullopt;
}

Result<ImageSet> readImageArray(const NpzArchive& archive, const char* key, PixelScale& scale)
{
    auto array = NpzArray::open(archive, key);
    if (!array) {
        return passOn(array);
    }
    const NpyHeader& header = array->header();
    auto layout = layoutOf(header.shape);
    if (!layout || layout->first.rows > kLargestImageSide || layout->first.columns > kLargestImageSide) {
        return array->odd(
            Message::tr("found the shape {}, expected N x H x W, N x H x W x C, N x C x H x W with C 1 or "
                        "3, or N x D with the pixels of a square, and at most {} rows and columns",
                        array->shapeText(), kLargestImageSide));
    }
    ImageSet set = std::move(layout->first);
    set.pixels.resize(header.count());
    Scatter scatter(header, std::move(layout->second));
    const bool isPlain = scatter.isPlain();
    const std::span<std::uint8_t> all(set.pixels);
    std::vector<std::uint8_t> room;
    auto status = array->readNumbers([&](std::span<const std::uint8_t> numbers, std::uint64_t done) -> Status {
        const std::size_t count = numbers.size() / header.form.size;
        room.resize(isPlain ? 0 : count);
        const auto into = isPlain ? all.subspan(done, count) : std::span(room);
        // What is not there yet is 0 and stays so.
        if (const auto odd = scale.convert(numbers, header.form, into, isPlain ? all.first(done) : all)) {
            return array->odd(Message::tr("number {} (counted from 0) is {}, expected {}", done + odd->index, odd->text,
                                          scale.expected(header.form)));
        }
        if (!isPlain) {
            scatter.put(into, all);
        }
        return {};
    });
    if (!status) {
        return passOn(status);
    }
    return set;
}

/// As many as there are images, which are in the array of that name.
Result<std::vector<std::uint16_t>> readLabelArray(const NpzArchive& archive, const char* key, std::uint64_t images,
                                                  const char* imagesKey)
{
    auto array = NpzArray::open(archive, key);
    if (!array) {
        return passOn(array);
    }
    const NpyHeader& header = array->header();
    const bool isList = header.shape.size() == 1 || (header.shape.size() == 2 && header.shape[1] == 1);
    if (header.form.kind == NumberForm::Kind::Float) {
        return array->odd(Message::tr("found fractions, expected whole numbers as labels"));
    }
    if (!isList) {
        return array->odd(
            Message::tr("found the shape {}, expected whole numbers of the shape N or N x 1", array->shapeText()));
    }
    if (static_cast<std::uint64_t>(header.shape[0]) != images) {
        return array->odd(Message::tr("found {} labels, expected as many as the {} images in {}", header.shape[0],
                                      images, asUtf8(archive.nameOf(imagesKey))));
    }
    std::vector<std::uint16_t> labels;
    labels.reserve(images);
    auto status = array->readNumbers([&](std::span<const std::uint8_t> numbers, std::uint64_t done) -> Status {
        if (const auto odd = convertLabels(numbers, header.form, labels)) {
            return array->odd(Message::tr("number {} (counted from 0) is {}, expected {}", done + odd->index, odd->text,
                                          Message::tr("a label, a whole number from 0 on")));
        }
        return {};
    });
    if (!status) {
        return passOn(status);
    }
    return labels;
}

Result<DatasetPart> readArrays(const NpzArchive& archive, const char* images, const char* labels, PixelScale& scale)
{
    auto set = readImageArray(archive, images, scale);
    if (!set) {
        return passOn(set);
    }
    const auto count = static_cast<std::uint64_t>(set->pixels.size()) / static_cast<std::uint64_t>(set->imageSize());
    auto found = readLabelArray(archive, labels, count, images);
    if (!found) {
        return passOn(found);
    }
    const std::string source = fmt::format("{}: {}", archive.path(), asUtf8(archive.nameOf(labels)));
    set->labels = std::move(*found);
    return DatasetPart{std::move(*set), source,
                       [](std::int64_t image) { return Message::tr("image {}, counted from 0,", image); }};
}

class NpzForm final : public DatasetForm
{
  public:
    [[nodiscard]] Result<std::optional<DatasetPlace>> find(const std::string& path) const override
    {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            return hasEnding(path, kArchiveEnding) ? std::optional(DatasetPlace{this, path, {}}) : std::nullopt;
        }
        std::vector<std::string> files;
        for (const std::string& name : namesIn(path)) {
            if (hasEnding(name, kArchiveEnding)) {
                files.push_back(name);
            }
        }
        if (files.size() > 1) {
            return fail(ErrorCode::Usage, Message::tr("{}: holds several files of arrays ({}): give one of those", path,
                                                      inSentence(asUtf8(fmt::format("{}", fmt::join(files, ", "))))));
        }
        return files.empty() ? std::nullopt
                             : std::optional(DatasetPlace{this, (fs::path(path) / files.front()).string(), {}});
    }

    [[nodiscard]] Result<DatasetParts> read(const DatasetPlace& place) const override
    {
        auto archive = NpzArchive::open(place.train);
        if (!archive) {
            return passOn(archive);
        }
        const auto names = std::find_if(kUsualNames.begin(), kUsualNames.end(), [&](const ArrayNames& one) {
            return archive->has(one.trainImages) && archive->has(one.trainLabels);
        });
        if (names == kUsualNames.end()) {
            return fail(ErrorCode::Data,
                        Message::tr("{}: found the arrays {}, expected x_train and y_train, or other usual names such "
                                    "as train_images and train_labels, images and labels, data and target",
                                    place.train, archive->names()));
        }
        PixelScale scale;
        DatasetParts parts;
        auto train = readArrays(*archive, names->trainImages, names->trainLabels, scale);
        if (!train) {
            return passOn(train);
        }
        parts.train = std::move(*train);
        const bool hasImages = names->testImages != nullptr && archive->has(names->testImages);
        const bool hasLabels = names->testLabels != nullptr && archive->has(names->testLabels);
        if (hasImages != hasLabels) {
            return fail(ErrorCode::Data, Message::tr("{}: found the array {} alone, expected {} as well", place.train,
                                                     hasImages ? names->testImages : names->testLabels,
                                                     hasImages ? names->testLabels : names->testImages));
        }
        if (hasImages) {
            scale = scale.settled();
            auto test = readArrays(*archive, names->testImages, names->testLabels, scale);
            if (!test) {
                return passOn(test);
            }
            parts.test = std::move(*test);
        }
        return parts;
    }
};

}  // namespace

const DatasetForm& npzForm()
{
    static const NpzForm form;
    return form;
}

}  // namespace normscope
