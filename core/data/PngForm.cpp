#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <initializer_list>
#include <string_view>
#include <system_error>
#include <utility>

#include <normscope/base/CounterRng.h>
#include <normscope/base/PlainText.h>
#include <normscope/data/PngFile.h>
#include <normscope/data/PngForm.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr const char* kImageEnding = ".png";
/// The images have the same order whatever a training's seed is.
constexpr std::uint64_t kOrderSeed = 0;

bool isImageFolder(const fs::path& path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

std::vector<std::string> foldersIn(const std::string& folder)
{
    std::vector<std::string> names = namesIn(folder);
    std::erase_if(names, [&](const std::string& name) { return !isImageFolder(fs::path(folder) / name); });
    return names;
}

std::vector<std::string> imagesIn(const std::string& folder)
{
    std::vector<std::string> names = namesIn(folder);
    std::erase_if(names, [](const std::string& name) { return !hasEnding(name, kImageEnding); });
    return names;
}

/// Whether at least one of the folder's folders holds a PNG file itself.
bool holdsClasses(const std::string& folder)
{
    const auto holdsImage = [&](const std::string& name) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(fs::path(folder) / name, error);
             !error && entry != fs::directory_iterator(); entry.increment(error)) {
            const std::string file = entry->path().filename().string();
            if (!file.starts_with('.') && hasEnding(file, kImageEnding)) {
                return true;
            }
        }
        return false;
    };
    const std::vector<std::string> names = foldersIn(folder);
    return std::any_of(names.begin(), names.end(), holdsImage);
}

/// The folder of a part, by one of its names in small letters or capitals; empty where it has no classes.
std::string partIn(const std::string& folder, std::initializer_list<const char*> names)
{
    for (const std::string& name : foldersIn(folder)) {
        const bool isNamed = std::any_of(names.begin(), names.end(), [&](const char* one) {
            return hasEnding("/" + name, one) && name.size() == std::string_view(one).size();
        });
        const std::string path = (fs::path(folder) / name).string();
        if (isNamed && holdsClasses(path)) {
            return path;
        }
    }
    return {};
}

/// Numbers by their value where all are numbers, otherwise by their letters.
void sortClasses(std::vector<std::string>& names)
{
    const auto valueOf = [](const std::string& name) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
        return error == std::errc{} && end == name.data() + name.size() ? std::optional(value) : std::nullopt;
    };
    if (std::all_of(names.begin(), names.end(), valueOf)) {
        std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
            return std::pair(*valueOf(a), a) < std::pair(*valueOf(b), b);
        });
    }
}

Result<std::vector<std::string>> classesIn(const std::string& folder)
{
    std::vector<std::string> names = foldersIn(folder);
    sortClasses(names);
    const auto count = static_cast<std::int64_t>(names.size());
    if (count < 2 || count > kMostClasses) {
        return fail(ErrorCode::Data, Message::tr("{}: found {} folders, expected one for each of 2 to {} classes",
                                                 folder, count, kMostClasses));
    }
    const auto odd = std::find_if_not(names.begin(), names.end(), isUtf8);
    if (odd != names.end()) {
        return fail(ErrorCode::Data, Message::tr("{}: the name of the class {} is not UTF-8: rename its folder", folder,
                                                 inSentence(asUtf8(*odd))));
    }
    return names;
}

/// Mixes the images, always in the same way. In the order of their names the first of them would all be of one class.
void mix(ImageSet& set)
{
    const CounterRng rng(kOrderSeed, CounterRng::word("order of files"));
    const std::int64_t size = set.imageSize();
    for (std::int64_t i = set.count(); i > 1; --i) {
        const auto other =
            static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(i)));
        if (other != i - 1) {
            std::swap_ranges(set.pixels.begin() + (i - 1) * size, set.pixels.begin() + i * size,
                             set.pixels.begin() + other * size);
            std::swap(set.labels[static_cast<std::size_t>(i - 1)], set.labels[static_cast<std::size_t>(other)]);
        }
    }
}

/// Appends one image to the set, which has its size from the first.
Status appendImage(const std::string& path, const PngFile& image, const std::string& first, ImageSet& set)
{
    const bool isGrey = image.channels == 3 && image.mayBeGrey && set.channels == 1;
    if ((image.channels != set.channels && !isGrey) || image.rows != set.rows || image.columns != set.columns) {
        ImageSet own;
        own.channels = image.channels;
        own.rows = image.rows;
        own.columns = image.columns;
        return fail(ErrorCode::Data, Message::tr("{}: found an image of {} pixels, expected {} as in {}", path,
                                                 sizeText(own, " x "), sizeText(set, " x "), first));
    }
    const std::int64_t plane = set.rows * set.columns;
    const std::size_t before = set.pixels.size();
    set.pixels.resize(before + static_cast<std::size_t>(set.imageSize()));
    std::uint8_t* into = set.pixels.data() + before;
    for (std::int64_t channel = 0; channel < set.channels; ++channel) {
        for (std::int64_t i = 0; i < plane; ++i) {
            *into++ = image.pixels[static_cast<std::size_t>(i * image.channels + channel)];
        }
    }
    return {};
}

/// Reads a part whose classes are known.
Result<DatasetPart> readClasses(const std::string& folder, const std::vector<std::string>& classes)
{
    DatasetPart part{{}, folder, {}};
    std::vector<std::pair<std::string, std::vector<std::string>>> files;
    std::size_t count = 0;
    for (const std::string& name : classes) {
        const std::string below = (fs::path(folder) / name).string();
        files.emplace_back(below, imagesIn(below));
        count += files.back().second.size();
    }
    ImageSet& set = part.images;
    std::string first;
    PngFile image;
    for (std::size_t label = 0; label < files.size(); ++label) {
        const auto& [below, names] = files[label];
        for (const std::string& name : names) {
            std::string path = (fs::path(below) / name).string();
            if (auto status = PngFile::read(path, image); !status) {
                return passOn(status);
            }
            if (first.empty()) {
                set.channels = image.mayBeGrey ? 1 : image.channels;
                set.rows = image.rows;
                set.columns = image.columns;
                // What is never filled takes no memory.
                set.pixels.reserve(count * static_cast<std::size_t>(set.imageSize()));
                first = path;
            }
            if (auto status = appendImage(path, image, first, set); !status) {
                return passOn(status);
            }
            set.labels.push_back(static_cast<std::uint16_t>(label));
        }
    }
    mix(set);
    return part;
}

class PngForm final : public DatasetForm
{
  public:
    [[nodiscard]] Result<std::optional<DatasetPlace>> find(const std::string& path) const override
    {
        if (!isImageFolder(path)) {
            return std::nullopt;
        }
        if (std::string train = partIn(path, {"train", "training"}); !train.empty()) {
            return DatasetPlace{this, std::move(train), partIn(path, {"test", "testing"})};
        }
        return holdsClasses(path) ? std::optional(DatasetPlace{this, path, {}}) : std::nullopt;
    }

    [[nodiscard]] Result<DatasetParts> read(const DatasetPlace& place) const override
    {
        DatasetParts parts;
        auto classes = classesIn(place.train);
        if (!classes) {
            return passOn(classes);
        }
        for (const std::string& name : *classes) {
            if (const fs::path folder = fs::path(place.train) / name; imagesIn(folder.string()).empty()) {
                return fail(ErrorCode::Data,
                            Message::tr("{}: holds no PNG files, and each class needs some", folder.string()));
            }
        }
        auto train = readClasses(place.train, *classes);
        if (!train) {
            return passOn(train);
        }
        parts.train = std::move(*train);
        if (!place.test.empty()) {
            for (const std::string& name : foldersIn(place.test)) {
                if (std::find(classes->begin(), classes->end(), name) == classes->end()) {
                    return fail(ErrorCode::Data, Message::tr("{}: found the class {}, which {} does not have",
                                                             place.test, inSentence(asUtf8(name)), place.train));
                }
            }
            auto test = readClasses(place.test, *classes);
            if (!test) {
                return passOn(test);
            }
            parts.test = std::move(*test);
        }
        parts.classes = std::move(*classes);
        return parts;
    }
};

}  // namespace

const DatasetForm& pngForm()
{
    static const PngForm form;
    return form;
}

}  // namespace normscope
