#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <normscope/base/Digest.h>
#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/UserFolders.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetFiles.h>
#include <normscope/data/DatasetSource.h>
#include <normscope/data/GzipStream.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

/// Those that answer by https first. Plain http is as good for files whose sums are known, and slower to fail.
const std::vector<DatasetSource>& publishedSources()
{
    // As torchvision pins them, and where it looks for them.
    static const std::vector<DatasetSource> all{
        {"mnist",
         {"https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
          "http://yann.lecun.com/exdb/mnist/"},
         {{"train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873",
           "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
          {"train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432",
           "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
          {"t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3",
           "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
          {"t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c",
           "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"}},
         {}},
        {"fashion-mnist",
         {"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"},
         {{"train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", {}},
          {"train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe", {}},
          {"t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79", {}},
          {"t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310", {}}},
         {}},
        {"kmnist",
         {"https://codh.rois.ac.jp/kmnist/dataset/kmnist/", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"},
         {{"train-images-idx3-ubyte.gz", "bdb82020997e1d708af4cf47b453dcf7", {}},
          {"train-labels-idx1-ubyte.gz", "e144d726b3acfaa3e44228e80efcd344", {}},
          {"t10k-images-idx3-ubyte.gz", "5c965bf0a639b31b8f53240b1b52f4d7", {}},
          {"t10k-labels-idx1-ubyte.gz", "7320c461ea6c1c855c0b718fb2a4b134", {}}},
         {}},
    };
    return all;
}

/// The text of a member, or "" where it is none.
std::string textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Error wrongMirrors(const std::string& path, const std::string& what)
{
    return {ErrorCode::Usage, Message::tr("{} (NORMSCOPE_MIRRORS): \"{}\" is not as expected: mirrors are a list of "
                                          "addresses for each dataset, files an object of names with \"md5\" and "
                                          "\"sha256\"",
                                          path, what)};
}

/// What a file says in place of what is published.
Status replace(DatasetSource& source, const std::string& path)
{
    const auto json = readJsonObject(path);
    if (!json) {
        return fail(ErrorCode::Usage, json.error().message);
    }
    source.certificates = textOf(*json, "certificates");
    if (const auto mirrors = json->find("mirrors"); mirrors != json->end()) {
        if (!mirrors->is_object()) {
            return tl::unexpected<Error>(wrongMirrors(path, "mirrors"));
        }
        if (const auto own = mirrors->find(source.dataset); own != mirrors->end()) {
            source.mirrors.clear();
            if (!own->is_array()) {
                return tl::unexpected<Error>(wrongMirrors(path, source.dataset));
            }
            for (const Json& mirror : *own) {
                if (!mirror.is_string() || mirror.get<std::string>().empty()) {
                    return tl::unexpected<Error>(wrongMirrors(path, source.dataset));
                }
                source.mirrors.push_back(mirror.get<std::string>());
                if (!source.mirrors.back().ends_with('/')) {
                    source.mirrors.back() += '/';
                }
            }
        }
    }
    const auto files = json->find("files");
    if (files == json->end() || !files->is_object() || !files->contains(source.dataset)) {
        return {};
    }
    const Json& own = files->at(source.dataset);
    for (PublishedFile& file : source.files) {
        if (!own.is_object() || !own.contains(file.name) || !own.at(file.name).is_object()) {
            return tl::unexpected<Error>(wrongMirrors(path, file.name));
        }
        file.md5 = textOf(own.at(file.name), "md5");
        file.contentSha256 = textOf(own.at(file.name), "sha256");
        if (file.md5.empty() && file.contentSha256.empty()) {
            return tl::unexpected<Error>(wrongMirrors(path, file.name));
        }
    }
    return {};
}

/// SHA-256 of the content, which is unpacked to its end.
Result<std::string> contentDigest(const fs::path& path)
{
    auto stream = GzipStream::open(path.string());
    if (!stream) {
        return passOn(stream);
    }
    Digest digest(DigestKind::Sha256);
    std::vector<std::uint8_t> buffer(std::size_t{1} << 16U);
    for (std::int64_t length = 0;;) {
        const auto got = stream->read(buffer);
        if (!got) {
            return passOn(got);
        }
        length += static_cast<std::int64_t>(*got);
        if (length > kMostFetchedBytes) {
            return fail(ErrorCode::Data, Message::tr("{}: unpacks to more than {} MB, expected a dataset's file",
                                                     path.string(), kMostFetchedBytes >> 20));
        }
        digest.add({buffer.data(), *got});
        if (*got < buffer.size()) {
            return digest.hex();
        }
    }
}

Result<std::string> fileMd5(const fs::path& path)
{
    const auto content = readFile(path, static_cast<std::size_t>(kMostFetchedBytes));
    if (!content) {
        return passOn(content);
    }
    Digest digest(DigestKind::Md5);
    digest.add({reinterpret_cast<const std::uint8_t*>(content->data()), content->size()});
    if (digest.hex().empty()) {
        return fail(ErrorCode::Internal,
                    Message::tr("{}: libcrypto on this machine computes no MD5 (FIPS mode?)", path.string()));
    }
    return digest.hex();
}

/// Waits until a file's content is on the disk.
Status syncFile(const fs::path& path)
{
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file || ::fsync(::fileno(file.get())) != 0) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", path.string(), systemReason()));
    }
    return {};
}

/// By rename(2), or by a copy where the two lie on different file systems.
Status move(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error == std::errc::cross_device_link) {
        error.clear();
        fs::copy_file(from, to, error);
    }
    return error ? fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", to.string(), error.message()))
                 : Status();
}

}  // namespace

bool canBeFetched(const std::string& dataset)
{
    const auto& all = publishedSources();
    return std::any_of(all.begin(), all.end(), [&](const DatasetSource& one) { return one.dataset == dataset; });
}

Result<DatasetSource> sourceOf(const std::string& dataset)
{
    const auto& all = publishedSources();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const DatasetSource& one) { return one.dataset == dataset; });
    if (found == all.end()) {
        std::vector<std::string> names;
        for (const DatasetSource& one : all) {
            names.push_back(one.dataset);
        }
        return fail(ErrorCode::Usage,
                    Message::tr("\"{}\": cannot be fetched; there are {}", dataset, fmt::join(names, ", ")));
    }
    DatasetSource source = *found;
    if (const char* path = std::getenv("NORMSCOPE_MIRRORS"); path != nullptr && *path != '\0') {
        if (auto status = replace(source, path); !status) {
            return passOn(status);
        }
    }
    return source;
}

Status checkPublished(const fs::path& path, const PublishedFile& file)
{
    const auto content = contentDigest(path);
    if (!content) {
        return passOn(content);
    }
    if (!file.contentSha256.empty()) {
        if (*content == file.contentSha256) {
            return {};
        }
        return fail(ErrorCode::Data, Message::tr("{}: the content has the SHA-256 {}, expected {} as published",
                                                 path.filename().string(), *content, file.contentSha256));
    }
    const auto md5 = fileMd5(path);
    if (!md5) {
        return passOn(md5);
    }
    if (*md5 != file.md5) {
        return fail(ErrorCode::Data, Message::tr("{}: the file has the MD5 {}, expected {} as published",
                                                 path.filename().string(), *md5, file.md5));
    }
    return {};
}

Result<fs::path> placeOf(const std::string& dataset)
{
    const fs::path folder = userDataFolder();
    if (!folder.is_absolute()) {
        return fail(ErrorCode::Usage,
                    Message::tr("{}: there is no home to put it into: set XDG_DATA_HOME to a folder", dataset));
    }
    return folder / "datasets" / dataset;
}

std::optional<fs::path> inTheWayOf(const std::string& dataset)
{
    if (locateDataset(dataset)) {
        return std::nullopt;
    }
    for (const std::string& folder : datasetFolders()) {
        const fs::path path = fs::path(folder) / dataset;
        std::error_code error;
        if (fs::exists(path, error) && !(fs::is_directory(path, error) && fs::is_empty(path, error))) {
            return path;
        }
    }
    return std::nullopt;
}

Message placingByHand(const std::string& dataset)
{
    std::vector<std::string> files;
    for (const IdxPart part : kIdxParts) {
        files.push_back(idxFileName(part));
    }
    const auto place = placeOf(dataset);
    return Message::tr(
        "to place it by hand, put the four files {} (packed as .gz or not) into {}, or choose the folder "
        "that has them as the dataset",
        fmt::join(files, ", "), place ? place->string() : "datasets/" + dataset);
}

Status placeFiles(const fs::path& folder, const std::vector<std::string>& files, const fs::path& place)
{
    const fs::path home = place.parent_path();
    if (auto status = makeFolders(home); !status) {
        return status;
    }
    const fs::path fresh = home / ("." + place.filename().string() + ".new");
    std::error_code error;
    const auto giveUp = [&](Status status) {
        fs::remove_all(fresh, error);
        return status;
    };
    // Whatever an earlier attempt has left when it was killed.
    fs::remove_all(fresh, error);
    if (auto status = makeFolders(fresh); !status) {
        return status;
    }
    for (const std::string& file : files) {
        auto status = move(folder / file, fresh / file);
        if (status) {
            status = syncFile(fresh / file);
        }
        if (!status) {
            return giveUp(status);
        }
    }
    if (auto status = syncFolder(fresh); !status) {
        return giveUp(status);
    }
    fs::rename(fresh, place, error);
    if (error && error != std::errc::directory_not_empty && error != std::errc::file_exists) {
        return giveUp(fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", place.string(), error.message())));
    }
    return error ? giveUp({}) : syncFolder(home);
}

}  // namespace normscope
