#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/DatasetFiles.h>
#include <normscope/data/ImageSet.h>

namespace normscope
{

/// A dataset that Normscope knows by name, with what is published about its files.
struct KnownDataset
{
    std::string name;                  ///< as typed after --dataset
    std::string description;           ///< one line for people
    std::vector<std::string> classes;  ///< their published names in the order of the labels
    /// MD5 of each uncompressed IDX file in the order of IdxPart; empty where none is known.
    std::vector<std::string> md5;
};

/// What a look at one file of a dataset found.
struct FileCheck
{
    std::string path;  ///< of a drawn set no path, but a name such as "builtin-1/train-images-idx3-ubyte"
    std::string md5;   ///< of the uncompressed content
    std::optional<bool> matchesKnown;  ///< none: nothing published to compare with
};

/// builtin, mnist, fashion-mnist, kmnist.
[[nodiscard]] const std::vector<KnownDataset>& knownDatasets();

/// Where datasets are looked up by name: $NORMSCOPE_DATA (made absolute at entry), then the user's data folder
/// ($XDG_DATA_HOME or ~/.local/share, in normscope/datasets).
[[nodiscard]] std::vector<std::string> datasetFolders();

/// The folder that a dataset's name stands for: a known name is looked up in datasetFolders(), anything else is a
/// folder itself, or the only folder in it that holds a dataset; or a file that is one (see DatasetForm.h). No data are
/// read, but the four files of a known one, and those of some form in a folder, have to be there: ErrorCode::Usage if
/// one or the folder is missing, for a known name with the ways to get it in the message. The first
/// of the folders that has the name counts unless it is empty, or that has it as torchvision does (MNIST/raw). Built-in
/// names ("builtin", "builtin:N" and the versioned "builtin-1", "builtin-1:N" that experiment.json holds) give an empty
/// path, after a check of N.
[[nodiscard]] Result<std::string> locateDataset(const std::string& name);

/// The folder of a file that is one of a dataset's four, all of which lie there; the file itself where it is a dataset
/// in another form, by its name; none for any other.
[[nodiscard]] std::optional<std::string> datasetAround(const std::string& file);

/// The name by which the same data are found from any working directory: that of an existing folder or file
/// becomes absolute, any other stays as it is.
[[nodiscard]] std::string nameFromAnywhere(const std::string& name);

/// The training images of a built-in name such as "builtin:500"; none for any other and for one that is wrong.
[[nodiscard]] std::optional<std::int64_t> drawnSamples(const std::string& name);

/// Reads (or draws, for the built-in digits) both sets and checks them against each other: counts of images and
/// labels, labels (see readDatasetFiles(); a known dataset has its own classes, whatever of them occurs), the same
/// image size in training and test, at least one image in each. The result's name is `name` as given, "builtin"
/// resolved to its versioned form.
[[nodiscard]] Result<ImageDataset> loadDataset(const std::string& name, int threads);

/// Loads the dataset and compares each file with what is published about it. The errors are loadDataset()'s.
/// The built-in digits are drawn and looked at as the files that they would be.
[[nodiscard]] Result<std::vector<FileCheck>> verifyDataset(const std::string& name);

}  // namespace normscope
