#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

/// Where datasets are published, and how fetched files become a dataset. No network here: see
/// normscope/session/DatasetFetch.h.
namespace normscope
{

/// One file as it is published.
struct PublishedFile
{
    std::string name;  ///< "train-images-idx3-ubyte.gz"
    std::string md5;   ///< of the file as it is published
    /// Of the unpacked content. Where it is known it decides alone, however the content is packed; otherwise empty.
    std::string contentSha256;
};

/// Where a dataset comes from.
struct DatasetSource
{
    std::string dataset;               ///< "mnist"
    std::vector<std::string> mirrors;  ///< addresses of folders, each with a slash at the end, in the order of trial
    std::vector<PublishedFile> files;
    std::string certificates;  ///< a PEM file of authorities that are trusted besides the system's; empty: none
};

/// The most bytes of a published file, and of its content.
inline constexpr std::int64_t kMostFetchedBytes = std::int64_t{64} << 20U;

/// Whether there is a place that it can be fetched from.
[[nodiscard]] bool canBeFetched(const std::string& dataset);

/// The published places of mnist, fashion-mnist or kmnist; ErrorCode::Usage for any other. Where NORMSCOPE_MIRRORS
/// names a JSON file, such as an institute's, its "mirrors" (a list of addresses for each dataset) stand in their
/// place, its "files" in place of the published ones, and its "certificates" is a PEM file.
[[nodiscard]] Result<DatasetSource> sourceOf(const std::string& dataset);

/// Whether a file is the published one, by its content's SHA-256 where that is known and otherwise by its own MD5, and
/// unpacks without damage to no more than kMostFetchedBytes. ErrorCode::Data where it is not.
[[nodiscard]] Status checkPublished(const std::filesystem::path& path, const PublishedFile& file);

/// Where fetched datasets and those placed by hand lie: the dataset's name in the user's own datasets. ErrorCode::Usage
/// where the user has no home.
[[nodiscard]] Result<std::filesystem::path> placeOf(const std::string& dataset);

/// What lies where a published dataset would be found by its name, but is none: a folder that lacks files, a file. None
/// where the dataset is there or simply missing.
[[nodiscard]] std::optional<std::filesystem::path> inTheWayOf(const std::string& dataset);

/// How to get a dataset without the network: which files belong into which folder.
[[nodiscard]] Message placingByHand(const std::string& dataset);

/// Moves the files of `folder` into a new folder `place` in one step: whoever looks sees all of them or none. An empty
/// folder in its place is replaced; where another process was faster its files stay. ErrorCode::Io where that fails.
[[nodiscard]] Status placeFiles(const std::filesystem::path& folder, const std::vector<std::string>& files,
                                const std::filesystem::path& place);

}  // namespace normscope
