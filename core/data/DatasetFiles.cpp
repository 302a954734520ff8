#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// Where one part lies, if anywhere.
Result<std::optional<std::string>> findPart(const std::string& folder, IdxPart part)
{
    const std::string published = idxFileName(part);
    std::string dotted = published;
    dotted[dotted.rfind("-idx")] = '.';
    for (const char* ending : {"", ".gz"}) {
        for (const std::string& name : {published, dotted}) {
            const fs::path path = fs::path(folder) / (name + ending);
            std::error_code error;
            const fs::file_type type = fs::status(path, error).type();
            if (type == fs::file_type::none) {
                return fail(ErrorCode::Io, fmt::format("{}: cannot be looked at ({})", path.string(), error.message()));
            }
            // Kaggle's copy of MNIST has folders of the same names beside the files; they are passed over.
            if (type != fs::file_type::not_found && type != fs::file_type::directory) {
                return path.string();
            }
        }
    }
    return std::nullopt;
}

Result<ImageSet> readSet(const std::string& imagesPath, const std::string& labelsPath)
{
    auto images = IdxFile::read(imagesPath, 3);
    if (!images) {
        return passOn(images);
    }
    auto labels = IdxFile::read(labelsPath, 1);
    if (!labels) {
        return passOn(labels);
    }
    if (images->sizes[0] != labels->sizes[0]) {
        return fail(ErrorCode::Data,
                    fmt::format("{}: at offset 4 found {} images, expected as many as the {} labels in {}", imagesPath,
                                images->sizes[0], labels->sizes[0], labelsPath));
    }
    const auto wrong =
        std::find_if(labels->bytes.begin(), labels->bytes.end(), [](std::uint8_t label) { return label >= kClasses; });
    if (wrong != labels->bytes.end()) {
        return fail(ErrorCode::Data,
                    fmt::format("{}: at offset {} found label {}, expected 0 to {} ({} classes)", labelsPath,
                                wrong - labels->bytes.begin() + kLabelHeaderLength, *wrong, kClasses - 1, kClasses));
    }
    ImageSet set;
    set.rows = images->sizes[1];
    set.columns = images->sizes[2];
    set.pixels = std::move(images->bytes);
    set.labels = std::move(labels->bytes);
    return set;
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
        return fail(ErrorCode::Io, fmt::format("{}: cannot be looked at ({})", folder, error.message()));
    }
    if (type == fs::file_type::not_found) {
        return fail(ErrorCode::Usage, fmt::format("{}: there is no such folder", folder));
    }
    if (type != fs::file_type::directory) {
        return fail(ErrorCode::Usage,
                    fmt::format("{}: is a file, expected a folder that holds four IDX files", folder));
    }

    DatasetPaths paths;
    std::vector<std::string> missing;
    for (const IdxPart part : kIdxParts) {
        auto found = findPart(folder, part);
        if (!found) {
            return passOn(found);
        }
        if (*found) {
            paths[static_cast<std::size_t>(part)] = std::move(**found);
        } else {
            missing.push_back(idxFileName(part));
        }
    }
    if (!missing.empty()) {
        return fail(
            ErrorCode::Usage,
            fmt::format("{}: the folder has no file {} (plain or with .gz at the end, a dot before \"idx\" will do)",
                        folder, fmt::join(missing, ", no ")));
    }
    return paths;
}

Result<ImageDataset> readDatasetFiles(const DatasetPaths& paths)
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
    if (train->rows != test->rows || train->columns != test->columns) {
        return fail(ErrorCode::Data,
                    fmt::format("{}: at offset 8 found images of {} x {} pixels, expected {} x {} as in {}",
                                path(IdxPart::TestImages), test->rows, test->columns, train->rows, train->columns,
                                path(IdxPart::TrainImages)));
    }
    ImageDataset dataset;
    dataset.train = std::move(*train);
    dataset.test = std::move(*test);
    return dataset;
} catch (const std::exception&) {
    return fail(ErrorCode::Io, fmt::format("{}: not enough memory to read it", paths.front()));
}

void addPart(Digest& digest, const ImageDataset& dataset, IdxPart part)
{
    const ImageSet& set = isTraining(part) ? dataset.train : dataset.test;
    if (isImages(part)) {
        digest.add(idxHeader(std::array{set.count(), set.rows, set.columns}));
        digest.add(set.pixels);
    } else {
        digest.add(idxHeader(std::array{set.count()}));
        digest.add(set.labels);
    }
}

}  // namespace normscope
