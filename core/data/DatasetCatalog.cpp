#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/base/UserFolders.h>
#include <normscope/data/BuiltinDigits.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetForm.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr const char* kBuiltinName = "builtin";
/// 784 MB of pixels; the largest set a person would draw rather than collect.
constexpr std::int64_t kLargestBuiltinCount = 1'000'000;

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// Where the user's own datasets lie; none without a home.
std::optional<std::string> userFolder()
{
    const fs::path folder = userDataFolder();
    return folder.is_absolute() ? std::optional((folder / "datasets").string()) : std::nullopt;
}

const KnownDataset* knownDataset(const std::string& name)
{
    const auto& all = knownDatasets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const KnownDataset& set) { return set.name == name; });
    return found != all.end() ? &*found : nullptr;
}

/// A built-in name taken apart.
struct BuiltinChoice
{
    std::int64_t trainCount = kBuiltinTrainCount;
    std::string resolvedName = kBuiltinDigitsVersion;
};

/// None for a name that is not a built-in's.
Result<std::optional<BuiltinChoice>> parseBuiltinName(const std::string& name)
{
    const std::string_view head = std::string_view(name).substr(0, name.find(':'));
    if (head != kBuiltinName && head != kBuiltinDigitsVersion) {
        return std::nullopt;
    }
    BuiltinChoice choice;
    if (head.size() == name.size()) {
        return choice;
    }
    const char* begin = name.data() + head.size() + 1;
    const char* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(begin, end, choice.trainCount);
    if (error != std::errc{} || rest != end || choice.trainCount < 1 || choice.trainCount > kLargestBuiltinCount) {
        return fail(
            ErrorCode::Usage,
            Message::tr("{}: found \"{}\" as the number of training images, expected a whole number from 1 to {}", name,
                        std::string_view(begin, static_cast<std::size_t>(end - begin)), kLargestBuiltinCount));
    }
    choice.resolvedName = fmt::format("{}:{}", kBuiltinDigitsVersion, choice.trainCount);
    return choice;
}

ImageDataset drawBuiltin(const BuiltinChoice& choice, int threads)
{
    ImageDataset dataset;
    dataset.name = choice.resolvedName;
    dataset.train = makeBuiltinDigits(BuiltinSplit::Train, choice.trainCount, threads);
    dataset.test = makeBuiltinDigits(BuiltinSplit::Test, kBuiltinTestCount, threads);
    dataset.classes = numberedClasses(kBuiltinClasses);
    return dataset;
}

Message missingMessage(const std::string& name)
{
    std::vector<std::string> looked;
    for (const std::string& folder : datasetFolders()) {
        looked.push_back((fs::path(folder) / name).string());
    }
    std::vector<std::string> files;
    for (const IdxPart part : kIdxParts) {
        files.push_back(idxFileName(part));
    }
    const auto user = userFolder();
    const Message missing = looked.empty()
                                ? Message::tr("{}: the dataset was not found", name)
                                : Message::tr("{}: the dataset was not found at {}", name, fmt::join(looked, ", "));
    const Message own = user ? Message((fs::path(*user) / name).string())
                             : Message::tr("normscope/datasets/{} in a folder that XDG_DATA_HOME is set to", name);
    return Message::tr("{}: fetch it (normscope datasets fetch {}, or --download), or set NORMSCOPE_DATA to a folder "
                       "that holds {}/ with "
                       "the four IDX files {} (plain or .gz), or put them into {}",
                       missing, name, name, fmt::join(files, ", "), own);
}

/// The folder within its root that torchvision keeps a dataset's files in.
fs::path torchvisionFolder(const std::string& name)
{
    return fs::path(name == "mnist" ? "MNIST" : name == "kmnist" ? "KMNIST" : "FashionMNIST") / "raw";
}

/// The first of the dataset folders that has the name, or torchvision's. An empty folder waits for its files.
Result<std::string> locateKnown(const std::string& name)
{
    for (const std::string& folder : datasetFolders()) {
        for (const fs::path& below : {fs::path(name), torchvisionFolder(name)}) {
            const std::string path = (fs::path(folder) / below).string();
            std::error_code error;
            const fs::file_type type = fs::status(path, error).type();
            if (type == fs::file_type::none) {
                return fail(ErrorCode::Io, Message::tr("{}: cannot be looked at ({})", path, error.message()));
            }
            const bool isEmpty = type == fs::file_type::directory && fs::is_empty(path, error);
            if (type != fs::file_type::not_found && !isEmpty) {
                return path;
            }
        }
    }
    return fail(ErrorCode::Usage, missingMessage(name));
}

Result<std::string> locateFolder(const std::string& name)
{
    if (const auto whole = absolutePath(name); !whole) {
        return passOn(whole);
    }
    std::error_code error;
    const bool missing = fs::status(name, error).type() == fs::file_type::not_found;
    if (missing || error == std::errc::filename_too_long) {
        std::vector<std::string> names;
        for (const KnownDataset& known : knownDatasets()) {
            names.push_back(known.name);
        }
        Message sentence = Message::tr("\"{}\": is neither a known dataset ({}, builtin:N) nor a folder", name,
                                       fmt::join(names, ", "));
        // "builtin-100" for "builtin:100".
        if (const std::size_t end = name.find_last_not_of("0123456789");
            end != std::string::npos && end + 1 < name.size()) {
            names.push_back(fmt::format("{}:{}", kBuiltinName, name.substr(end + 1)));
        }
        return fail(ErrorCode::Usage, withLikelyWord(std::move(sentence), name, names));
    }
    // The results name the folder, in files of text.
    if (const std::string whole = nameFromAnywhere(name); !isUtf8(whole)) {
        return fail(ErrorCode::Usage,
                    Message::tr("{}: the folder's name is not UTF-8, so that no file of the results could "
                                "name it: rename it",
                                asUtf8(whole)));
    }
    return name;
}

/// Where a dataset lies that is not drawn, in one of two ways.
struct Located
{
    std::string path;                   ///< the folder, or the file
    std::optional<DatasetPaths> files;  ///< of four IDX files
    DatasetPlace place;                 ///< of another form
};

/// A dataset in any form. Of several forms in one folder the four IDX files count. ErrorCode::Usage where there is
/// none.
Result<Located> locateIn(const std::string& path)
{
    // One of the four files stands for all of them.
    std::string folder = datasetAround(path).value_or(path);
    auto files = findDatasetFiles(folder);
    if (files) {
        return Located{std::move(folder), std::move(*files), {}};
    }
    auto place = findInForms(path);
    if (!place) {
        return passOn(place);
    }
    if (*place) {
        return Located{path, std::nullopt, std::move(**place)};
    }
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
        return fail(ErrorCode::Usage, Message::tr("{}: is not a dataset's file, which would be .npz, .csv, .csv.gz or "
                                                  "one of four IDX files that lie together",
                                                  path));
    }
    if (files.error().code != ErrorCode::Usage || !fs::is_directory(path, error)) {
        return passOn(files);
    }
    return fail(
        ErrorCode::Usage,
        Message::tr("{}; nor does it hold a file .npz, a table train.csv, or a folder of PNG files for each class",
                    files.error().message));
}

/// Of the folders in `folder` those that hold a dataset, by name.
std::vector<Located> datasetsBelow(const std::string& folder)
{
    std::vector<Located> found;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code unreadable;
        if (!entry->is_directory(unreadable)) {
            continue;
        }
        // As torchvision has them: in MNIST/raw.
        for (const fs::path& below : {entry->path(), entry->path() / "raw"}) {
            if (auto located = locateIn(below.string())) {
                found.push_back(std::move(*located));
                break;
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Located& a, const Located& b) { return a.path < b.path; });
    return found;
}

/// Where a dataset lies that is not built in. Those known by name are IDX files.
Result<Located> locate(const std::string& name)
{
    const bool isKnown = knownDataset(name) != nullptr;
    auto folder = isKnown ? locateKnown(name) : locateFolder(name);
    if (!folder) {
        return passOn(folder);
    }
    if (isKnown) {
        auto files = findDatasetFiles(*folder);
        if (!files) {
            return passOn(files);
        }
        return Located{std::move(*folder), std::move(*files), {}};
    }
    auto own = locateIn(*folder);
    if (own) {
        return own;
    }
    auto below = datasetsBelow(*folder);
    if (below.size() == 1) {
        return std::move(below.front());
    }
    if (below.empty()) {
        return own;
    }
    std::vector<std::string> names;
    for (const Located& one : below) {
        names.push_back(fs::path(one.path).lexically_relative(*folder).string());
    }
    return fail(ErrorCode::Usage, Message::tr("{}: several folders in it hold a dataset ({}): give one of those",
                                              *folder, fmt::join(names, ", ")));
}

std::string sha256Of(const ImageDataset& dataset)
{
    Digest digest(DigestKind::Sha256);
    for (const IdxPart part : kIdxParts) {
        addPart(digest, dataset, part);
    }
    return digest.hex();
}

/// A dataset with the paths of its files, or the names that stand for them.
struct Loaded
{
    ImageDataset dataset;
    DatasetPaths paths;
};

/// The names that stand for the files which a dataset would be that has other ones, or none.
DatasetPaths asFiles(const std::string& name)
{
    DatasetPaths paths;
    std::transform(kIdxParts.begin(), kIdxParts.end(), paths.begin(),
                   [&](IdxPart part) { return fmt::format("{}/{}", name, idxFileName(part)); });
    return paths;
}

/// Everything but the SHA-256.
Result<Loaded> load(const std::string& name, int threads)
try {
    auto builtin = parseBuiltinName(name);
    if (!builtin) {
        return passOn(builtin);
    }
    if (*builtin) {
        auto drawn = drawBuiltin(**builtin, threads);
        auto names = asFiles(drawn.name);
        return Loaded{std::move(drawn), std::move(names)};
    }
    auto located = locate(name);
    if (!located) {
        return passOn(located);
    }
    const KnownDataset* known = knownDataset(name);
    auto dataset = located->files ? readDatasetFiles(*located->files,
                                                     known != nullptr ? known->classes : std::vector<std::string>())
                                  : readDataset(located->place);
    if (!dataset) {
        return passOn(dataset);
    }
    dataset->name = name;
    return Loaded{std::move(*dataset), located->files ? std::move(*located->files) : asFiles(located->path)};
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: not enough memory for the dataset", name));
} catch (const std::exception& exception) {  // drawing starts threads, which the system may refuse
    return fail(ErrorCode::Internal, Message::tr("{}: cannot be loaded ({})", name, exception.what()));
}

}  // namespace

const std::vector<KnownDataset>& knownDatasets()
{
    static const std::vector<std::string> digits = numberedClasses(10);
    static const std::vector<KnownDataset> all{
        {kBuiltinName, "handwritten-looking digits drawn by Normscope itself, 10,000 and 2,000 images", digits, {}},
        {"mnist",
         "handwritten digits (LeCun, Cortes and Burges), 60,000 and 10,000 images",
         digits,
         {"6bbc9ace898e44ae57da46a324031adb", "a25bea736e30d166cdddb491f175f624", "2646ac647ad5339dbf082846283269ea",
          "27ae3e4e09519cfbb04c329615203637"}},
        {"fashion-mnist",
         "articles of clothing (Zalando Research), 60,000 and 10,000 images",
         {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"},
         {}},
        {"kmnist",
         "cursive hiragana (ROIS-DS CODH), 60,000 and 10,000 images",
         {"o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"},
         {}},
    };
    return all;
}

std::vector<std::string> datasetFolders()
{
    std::vector<std::string> folders;
    if (const std::string given = environment("NORMSCOPE_DATA"); !given.empty()) {
        std::error_code error;
        const fs::path whole = fs::absolute(given, error);
        folders.push_back(error ? given : whole.string());
    }
    if (const auto user = userFolder()) {
        folders.push_back(*user);
    }
    return folders;
}

Result<std::string> locateDataset(const std::string& name)
{
    auto builtin = parseBuiltinName(name);
    if (!builtin) {
        return passOn(builtin);
    }
    if (*builtin) {
        return std::string();
    }
    auto located = locate(name);
    if (!located) {
        return passOn(located);
    }
    return std::move(located->path);
}

std::optional<std::string> datasetAround(const std::string& file)
{
    const std::string folder = fs::path(file).parent_path().string();
    const auto paths = findDatasetFiles(folder);
    if (paths && std::find(paths->begin(), paths->end(), file) != paths->end()) {
        return folder;
    }
    std::error_code error;
    const auto place = fs::is_regular_file(file, error) ? findInForms(file) : std::nullopt;
    return place && *place ? std::optional(file) : std::nullopt;
}

std::string nameFromAnywhere(const std::string& name)
{
    std::error_code error;
    const fs::path given(name);
    const auto builtin = parseBuiltinName(name);
    const bool isPlace = builtin && !*builtin && knownDataset(name) == nullptr && fs::exists(given, error);
    if (!isPlace || given.is_absolute()) {
        return name;
    }
    const fs::path whole = fs::absolute(given, error);
    if (error) {
        return name;
    }
    // Without its "..", unless they lead back out of a link.
    const fs::path shorter = whole.lexically_normal();
    return fs::equivalent(shorter, whole, error) ? shorter.string() : whole.string();
}

std::optional<std::int64_t> drawnSamples(const std::string& name)
{
    const auto builtin = parseBuiltinName(name);
    return builtin && *builtin ? std::optional((*builtin)->trainCount) : std::nullopt;
}

Result<ImageDataset> loadDataset(const std::string& name, int threads)
{
    auto loaded = load(name, threads);
    if (!loaded) {
        return passOn(loaded);
    }
    loaded->dataset.sha256 = sha256Of(loaded->dataset);
    return std::move(loaded->dataset);
}

Result<std::vector<FileCheck>> verifyDataset(const std::string& name)
{
    auto loaded = load(name, 1);
    if (!loaded) {
        return passOn(loaded);
    }
    const KnownDataset* known = knownDataset(name);
    std::vector<FileCheck> checks;
    for (const IdxPart part : kIdxParts) {
        const auto index = static_cast<std::size_t>(part);
        Digest digest(DigestKind::Md5);
        addPart(digest, loaded->dataset, part);
        FileCheck check{std::move(loaded->paths[index]), digest.hex(), std::nullopt};
        if (check.md5.empty()) {
            return fail(ErrorCode::Internal,
                        Message::tr("{}: libcrypto on this machine computes no MD5 (FIPS mode?)", check.path));
        }
        if (known != nullptr && index < known->md5.size() && !known->md5[index].empty()) {
            check.matchesKnown = check.md5 == known->md5[index];
        }
        checks.push_back(std::move(check));
    }
    return checks;
}

}  // namespace normscope
