#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/DatasetFiles.h>
#include <normscope/data/IdxFile.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

/// Where the label of an image stands in an IDX file.
Message placeOfLabel(std::int64_t image)
{
    constexpr std::int64_t kHeaderLength = 8;
    return Message::tr("offset {} (image {}, counted from 0)", image + kHeaderLength, image);
}

bool isImages(IdxPart part)
{
    return part == IdxPart::TrainImages || part == IdxPart::TestImages;
}

bool isTraining(IdxPart part)
{
    return part == IdxPart::TrainImages || part == IdxPart::TrainLabels;
}

constexpr std::string_view kChannelFileMark = "idx4";

/// The words that test sets begin with: as published, and as EMNIST has them.
constexpr std::array kTestSets{"t10k", "test"};

/// The names that a part's file may have, the usual one first: images also with the channels as a dimension, labels
/// also as integers and as QMNIST has them (whose two dimensions IdxFile then refuses in words), all also with a dot.
std::vector<std::string> namesOf(IdxPart part, const char* testSet)
{
    std::vector<std::string> names;
    for (const char* form :
         isImages(part)
             ? std::vector{"images-idx3-ubyte", "images-idx4-ubyte", "images-idx3-float", "images-idx4-float",
                           "images-idx3-double", "images-idx4-double", "images-idx3-short", "images-idx3-int"}
             : std::vector{"labels-idx1-ubyte", "labels-idx1-int", "labels-idx1-short", "labels-idx2-int"}) {
        names.push_back(fmt::format("{}-{}", isTraining(part) ? "train" : testSet, form));
        names.push_back(names.back());
        names.back()[names.back().rfind("-idx")] = '.';
    }
    return names;
}

/// The endings that each name may have besides.
constexpr std::array kEndings{"", ".gz"};

/// What stands before the name of a file of training images in the folder's files: "emnist-digits-".
std::set<std::string> prefixesIn(const std::string& folder)
{
    std::set<std::string> prefixes;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string file = entry->path().filename().string();
        for (const std::string& name : namesOf(IdxPart::TrainImages, kTestSets.front())) {
            for (const char* ending : kEndings) {
                const std::string whole = name + ending;
                const std::size_t length = file.size() - std::min(file.size(), whole.size());
                // Names that begin with a dot are hidden: macOS leaves such beside others.
                if (length > 0 && file.front() != '.' && file.ends_with(whole) &&
                    std::string_view("-_.").find(file[length - 1]) != std::string_view::npos) {
                    prefixes.insert(file.substr(0, length));
                }
            }
        }
    }
    return prefixes;
}

/// Whether a file of images has, by its name, the channels as a dimension.
bool isOfChannels(const std::string& path)
{
    return fs::path(path).filename().string().find(kChannelFileMark) != std::string::npos;
}

/// Where one part lies, if anywhere. Images of one channel beside images of several are refused: the labels are of one.
Result<std::optional<std::string>> findPart(const std::string& folder, const std::string& prefix, IdxPart part,
                                            const char* testSet)
{
    std::optional<std::string> first;
    for (const char* ending : kEndings) {
        for (const std::string& name : namesOf(part, testSet)) {
            const fs::path path = fs::path(folder) / (prefix + name + ending);
            std::error_code error;
            const fs::file_type type = fs::status(path, error).type();
            if (type == fs::file_type::none) {
                return fail(ErrorCode::Io, Message::tr("{}: cannot be looked at ({})", path.string(), error.message()));
            }
            // Kaggle's copy of MNIST has folders of the same names beside the files; they are passed over.
            if (type == fs::file_type::not_found || type == fs::file_type::directory) {
                continue;
            }
            if (!first) {
                first = path.string();
            } else if (isImages(part) && isOfChannels(*first) != isOfChannels(path.string())) {
                return fail(ErrorCode::Usage,
                            Message::tr("{} and {}: which of the two the labels belong to is not said, "
                                        "so leave one of them in the folder",
                                        *first, path.filename().string()));
            }
        }
    }
    return first;
}

/// Brings each image from row, column, channel into the order channel, row, column.
void separateChannels(ImageSet& set)
{
    const auto channels = static_cast<std::size_t>(set.channels);
    const auto plane = static_cast<std::size_t>(set.rows * set.columns);
    std::vector<std::uint8_t> mixed(channels * plane);
    for (auto image = set.pixels.begin(); image != set.pixels.end(); image += set.imageSize()) {
        std::copy_n(image, mixed.size(), mixed.begin());
        for (std::size_t i = 0; i < mixed.size(); ++i) {
            image[static_cast<std::ptrdiff_t>(i % channels * plane + i / channels)] = mixed[i];
        }
    }
}

/// The images of a file, still without labels. `scale` is the one to use, and then the one that was.
Result<ImageSet> readImages(const std::string& path, PixelScale& scale)
{
    const bool hasChannels = isOfChannels(path);
    auto file = IdxFile::read(path, hasChannels ? 4 : 3, scale);
    if (!file) {
        return passOn(file);
    }
    scale = file->scale;
    const std::vector<std::int64_t>& sizes = file->sizes;
    ImageSet set;
    set.pixels = std::move(file->bytes);
    if (!hasChannels) {
        set.rows = sizes[1];
        set.columns = sizes[2];
    } else if (isChannelCount(sizes[1])) {
        set.channels = sizes[1];
        set.rows = sizes[2];
        set.columns = sizes[3];
    } else if (isChannelCount(sizes[3])) {
        set.rows = sizes[1];
        set.columns = sizes[2];
        set.channels = sizes[3];
        separateChannels(set);
    } else {
        return fail(ErrorCode::Data, Message::tr("{}: at offset 8 found images of {} x {} x {}, expected 1 or 3 (the "
                                                 "channels) as the first or the last of these extents",
                                                 path, sizes[1], sizes[2], sizes[3]));
    }
    return set;
}

Result<ImageSet> readSet(const std::string& imagesPath, const std::string& labelsPath, PixelScale& scale)
{
    auto images = readImages(imagesPath, scale);
    if (!images) {
        return passOn(images);
    }
    auto labels = IdxFile::read(labelsPath, 1);
    if (!labels) {
        return passOn(labels);
    }
    const auto count = static_cast<std::int64_t>(images->pixels.size()) / images->imageSize();
    if (count != labels->sizes[0]) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: at offset 4 found {} images, expected as many as the {} labels in {}", imagesPath,
                                count, labels->sizes[0], labelsPath));
    }
    images->labels.assign(labels->bytes.begin(), labels->bytes.end());
    return images;
}

/// The parts whose names begin with `prefix`; `missing` gets the usual names of those that are not there.
Result<DatasetPaths> findParts(const std::string& folder, const std::string& prefix, std::vector<std::string>& missing)
{
    DatasetPaths paths;
    for (const char* testSet : kTestSets) {
        std::vector<std::string> absent;
        for (const IdxPart part : kIdxParts) {
            auto found = findPart(folder, prefix, part, testSet);
            if (!found) {
                return passOn(found);
            }
            if (*found) {
                paths[static_cast<std::size_t>(part)] = std::move(**found);
            } else {
                absent.push_back(idxFileName(part));
            }
        }
        if (testSet == kTestSets.front() || absent.empty()) {
            missing = absent;
        }
        if (absent.empty()) {
            break;
        }
    }
    return paths;
}

}  // namespace

std::string idxFileName(IdxPart part)
{
    return fmt::format("{}-{}-ubyte", isTraining(part) ? "train" : "t10k",
                       isImages(part) ? "images-idx3" : "labels-idx1");
}

Result<DatasetPaths> findDatasetFiles(const std::string& folder)
{
    std::error_code error;
    const fs::file_type type = fs::status(folder, error).type();
    if (type == fs::file_type::none) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be looked at ({})", folder, error.message()));
    }
    if (type == fs::file_type::not_found) {
        return fail(ErrorCode::Usage, Message::tr("{}: there is no such folder", folder));
    }
    if (type != fs::file_type::directory) {
        return fail(ErrorCode::Usage,
                    Message::tr("{}: is a file, expected a folder that holds four IDX files", folder));
    }

    std::vector<std::string> missing;
    auto paths = findParts(folder, {}, missing);
    if (!paths || missing.empty()) {
        return paths;
    }
    std::vector<std::string> whole;
    DatasetPaths named;
    for (const std::string& prefix : prefixesIn(folder)) {
        std::vector<std::string> absent;
        auto found = findParts(folder, prefix, absent);
        if (!found) {
            return found;
        }
        if (absent.empty()) {
            whole.push_back(prefix);
            named = std::move(*found);
        }
    }
    if (whole.size() == 1) {
        return named;
    }
    if (whole.size() > 1) {
        return fail(ErrorCode::Usage, Message::tr("{}: holds the files of several datasets, whose names begin with {}: "
                                                  "give each a folder of its own",
                                                  folder, inSentence(fmt::format("{}", fmt::join(whole, ", ")))));
    }
    return fail(
        ErrorCode::Usage,
        Message::tr("{}: the folder has no file {} (plain or with .gz at the end, a dot before \"idx\" will do; "
                    "images of several channels have idx4; all four may begin with the same name, such as emnist-)",
                    folder, fmt::join(missing, ", ")));
}

Result<ImageDataset> readDatasetFiles(const DatasetPaths& paths, const std::vector<std::string>& classes)
try {
    const auto path = [&paths](IdxPart part) -> const std::string& { return paths[static_cast<std::size_t>(part)]; };
    PixelScale scale;
    auto train = readSet(path(IdxPart::TrainImages), path(IdxPart::TrainLabels), scale);
    if (!train) {
        return passOn(train);
    }
    scale = scale.settled();
    auto test = readSet(path(IdxPart::TestImages), path(IdxPart::TestLabels), scale);
    if (!test) {
        return passOn(test);
    }
    if (!haveSameSize(*train, *test)) {
        return fail(ErrorCode::Data, Message::tr("{}: at offset 8 found images of {} pixels, expected {} as in {}",
                                                 path(IdxPart::TestImages), sizeText(*test, " x "),
                                                 sizeText(*train, " x "), path(IdxPart::TrainImages)));
    }
    ImageDataset dataset;
    dataset.classes = classes;
    LabelRange range{0, dataset.classCount()};
    if (classes.empty()) {
        const auto found = labelRange(train->labels, path(IdxPart::TrainLabels), placeOfLabel);
        if (!found) {
            return passOn(found);
        }
        range = *found;
        dataset.classes = namesOf(range);
    }
    if (auto status = takeLabels(train->labels, range, path(IdxPart::TrainLabels), placeOfLabel); !status) {
        return passOn(status);
    }
    if (auto status = takeLabels(test->labels, range, path(IdxPart::TestLabels), placeOfLabel); !status) {
        return passOn(status);
    }
    dataset.train = std::move(*train);
    dataset.test = std::move(*test);
    return dataset;
} catch (const std::exception&) {
    return fail(ErrorCode::Io, Message::tr("{}: not enough memory to read it", paths.front()));
}

void addPart(Digest& digest, const ImageDataset& dataset, IdxPart part)
{
    const ImageSet& set = isTraining(part) ? dataset.train : dataset.test;
    if (isImages(part)) {
        digest.add(set.channels == 1 ? idxHeader(std::array{set.count(), set.rows, set.columns})
                                     : idxHeader(std::array{set.count(), set.channels, set.rows, set.columns}));
        digest.add(set.pixels);
    } else {
        digest.add(idxHeader(std::array{set.count()}));
        // IDX files hold labels as bytes.
        std::vector<std::uint8_t> bytes(set.labels.begin(), set.labels.end());
        const std::int64_t first = firstLabelOf(dataset);
        for (std::uint8_t& label : bytes) {
            label = static_cast<std::uint8_t>(label + first);
        }
        digest.add(bytes);
    }
}

}  // namespace normscope
