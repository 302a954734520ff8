#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/ClassLabels.h>
#include <normscope/data/ImageSet.h>

namespace normscope
{

class DatasetForm;

/// A dataset that a form has recognized by names alone.
struct DatasetPlace
{
    const DatasetForm* form = nullptr;
    std::string train;  ///< a file or a folder
    std::string test;   ///< empty where it is within `train`, or nowhere
};

/// One part of a dataset as its file has it.
struct DatasetPart
{
    ImageSet images;     ///< labels as in the file
    std::string source;  ///< what errors name
    LabelPlace place;
};

/// What a reader hands over. Images of both parts may differ in size.
struct DatasetParts
{
    DatasetPart train;
    std::optional<DatasetPart> test;   ///< none: the data have none
    std::vector<std::string> classes;  ///< their names where the data have them; labels then count from 0
};

/// A form besides the four IDX files in which datasets lie on the disk: a reader that finds one by names, and reads it.
/// Every limit is checked before memory is taken for what a header promises. Errors are one sentence with file and
/// place.
class DatasetForm
{
  public:
    DatasetForm() = default;
    virtual ~DatasetForm() = default;
    DatasetForm(const DatasetForm&) = delete;
    DatasetForm& operator=(const DatasetForm&) = delete;
    DatasetForm(DatasetForm&&) = delete;
    DatasetForm& operator=(DatasetForm&&) = delete;

    /// Whether a file or a folder is a dataset of this form; none: it is not. ErrorCode::Usage where it is several.
    [[nodiscard]] virtual Result<std::optional<DatasetPlace>> find(const std::string& path) const = 0;

    /// May throw std::bad_alloc, which readDataset() takes.
    [[nodiscard]] virtual Result<DatasetParts> read(const DatasetPlace& place) const = 0;
};

/// The dataset that a file or a folder is in one of these forms: NumPy arrays (.npz), tables of pixels (.csv), folders
/// of PNG files. Of several forms in one folder the first of these counts.
[[nodiscard]] Result<std::optional<DatasetPlace>> findInForms(const std::string& path);

/// Reads it and checks its parts against each other as readDatasetFiles() does. Where there is no test part, a seventh
/// of the images of each class becomes one, always the same: ImageDataset::testSplit then says how many. The result's
/// name and SHA-256 are left empty.
[[nodiscard]] Result<ImageDataset> readDataset(const DatasetPlace& place);

/// The folder's entries by name, without those that begin with a dot or with "__". None where it cannot be listed.
[[nodiscard]] std::vector<std::string> namesIn(const std::string& folder);

/// "digits.CSV" ends with ".csv", in small letters or capitals.
[[nodiscard]] bool hasEnding(const std::string& name, const std::string& ending);

}  // namespace normscope
