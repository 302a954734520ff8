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

constexpr std::ptrdiff_t kLabelHeaderLength = 8;

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
/// also as QMNIST has them (which IdxFile then refuses in words), all also with a dot.
std::vector<std::string> namesOf(IdxPart part, const char* testSet)
{
    std::vector<std::string> names;
    for (const char* form : isImages(part) ? std::vector{"images-idx3-ubyte", "images-idx4-ubyte"}
                                           : std::vector{"labels-idx1-ubyte", "labels-idx1-int", "labels-idx2-int"}) {
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

bool isChannelCount(std::int64_t extent)
{
    return extent == 1 || extent == 3;
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

/// The images of a file, still without labels.
Result<ImageSet> readImages(const std::string& path)
{
    const bool hasChannels = isOfChannels(path);
    auto file = IdxFile::read(path, hasChannels ? 4 : 3);
    if (!file) {
        return passOn(file);
    }
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

/// "0", "0 to 9".
Message labelsText(const LabelRange& range)
{
    return range.count == 1 ? Message(std::to_string(range.first))
                            : Message::tr("{} to {}", range.first, range.first + range.count - 1);
}

/// Brings labels of the range to 0 and up.
Status takeLabels(std::vector<std::uint16_t>& labels, const LabelRange& range, const std::string& path)
{
    const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint16_t label) {
        return label < range.first || label >= range.first + range.count;
    });
    if (wrong != labels.end()) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: at offset {} found label {}, expected {} ({} classes)", path,
                                wrong - labels.begin() + kLabelHeaderLength, *wrong, labelsText(range), range.count));
    }
    for (std::uint16_t& label : labels) {
        label = static_cast<std::uint16_t>(label - range.first);
    }
    return {};
}

/// The names of classes that have no others: the labels.
std::vector<std::string> namesOf(const LabelRange& range)
{
    std::vector<std::string> names = numberedClasses(range.first + range.count);
    names.erase(names.begin(), names.begin() + range.first);
    return names;
}

/// The label that files have for the first class.
std::int64_t firstLabelOf(const ImageDataset& dataset)
{
    return dataset.classes == namesOf(LabelRange{1, dataset.classCount()}) ? 1 : 0;
}

Result<ImageSet> readSet(const std::string& imagesPath, const std::string& labelsPath)
{
    auto images = readImages(imagesPath);
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

Result<LabelRange> labelRange(std::span<const std::uint16_t> labels, const std::string& path)
{
    std::vector<bool> isThere(kMostClasses + 2, false);
    for (const std::uint16_t label : labels) {
        isThere[std::min<std::size_t>(label, kMostClasses + 1)] = true;
    }
    const std::int64_t first = isThere[0] ? 0 : 1;
    // The last entry stands for all that are too large.
    const std::int64_t gap = std::find(isThere.begin() + first, isThere.end() - 1, false) - isThere.begin();
    const LabelRange range{first, std::min(gap - first, kMostClasses)};
    const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint16_t label) {
        return label < range.first || label >= range.first + range.count;
    });
    const auto refuse = [&](std::span<const std::uint16_t>::iterator label, const Message& expected) {
        const auto image = label - labels.begin();
        return fail(ErrorCode::Data,
                    Message::tr("{}: at offset {} (image {}, counted from 0) found label {}, expected {}", path,
                                image + kLabelHeaderLength, image, *label, expected));
    };
    if (range.count == 0) {
        const auto [least, largest] = std::minmax_element(labels.begin(), labels.end());
        const bool hasNoGap =
            *largest <= kMostClasses && std::count(isThere.begin(), isThere.end(), true) == *largest - *least + 1;
        return refuse(wrong, hasNoGap && *least < *largest
                                 ? Message::tr("labels from 0 or 1 on, which have no training samples (they are {} to "
                                               "{}: take {} from each)",
                                               *least, *largest, *least)
                                 : Message::tr("labels from 0 or 1 on, which have no training samples"));
    }
    if (wrong != labels.end() && range.count == kMostClasses) {
        return refuse(wrong, Message::tr("{} (at most {} classes)", labelsText(range), kMostClasses));
    }
    if (wrong != labels.end()) {
        return refuse(wrong,
                      Message::tr("{}: class {} has no training samples, and labels have to be 0 to K - 1 or 1 to "
                                  "K without a gap",
                                  labelsText(range), gap));
    }
    if (range.count == 1) {
        return refuse(labels.begin(),
                      Message::tr("labels of at least 2 classes: all training samples are of class {}", range.first));
    }
    return range;
}

Result<ImageDataset> readDatasetFiles(const DatasetPaths& paths, const std::vector<std::string>& classes)
try {
    const auto path = [&paths](IdxPart part) -> const std::string& { return paths[static_cast<std::size_t>(part)]; };
    auto train = readSet(path(IdxPart::TrainImages), path(IdxPart::TrainLabels));
    if (!train) {
        return passOn(train);
    }
    auto test = readSet(path(IdxPart::TestImages), path(IdxPart::TestLabels));
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
        const auto found = labelRange(train->labels, path(IdxPart::TrainLabels));
        if (!found) {
            return passOn(found);
        }
        range = *found;
        dataset.classes = namesOf(range);
    }
    if (auto status = takeLabels(train->labels, range, path(IdxPart::TrainLabels)); !status) {
        return passOn(status);
    }
    if (auto status = takeLabels(test->labels, range, path(IdxPart::TestLabels)); !status) {
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
