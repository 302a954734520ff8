#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>

namespace normscope
{

/// The labels that the files of a dataset have.
struct LabelRange
{
    std::int64_t first = 0;  ///< 0, or 1 where they count from 1
    std::int64_t count = 0;
};

/// Where the label of an image stands in its file, for errors: "line 3". Images are counted from 0.
using LabelPlace = std::function<Message(std::int64_t image)>;

/// The range that training labels make: 0 to K − 1 or 1 to K, each there at least once, K from 2 to kMostClasses.
/// Otherwise an ErrorCode::Data with one sentence that names `path`, the first label that is out of line with its
/// place, and the class that has no samples. `labels` is not empty.
[[nodiscard]] Result<LabelRange> labelRange(std::span<const std::uint16_t> labels, const std::string& path,
                                            const LabelPlace& place);

/// Brings labels of the range to 0 and up. ErrorCode::Data for one that is not in it.
[[nodiscard]] Status takeLabels(std::vector<std::uint16_t>& labels, const LabelRange& range, const std::string& path,
                                const LabelPlace& place);

/// The names of classes that have no others: the labels.
[[nodiscard]] std::vector<std::string> namesOf(const LabelRange& range);

/// The label that files have for the first class, told by its name: 0 or 1.
[[nodiscard]] std::int64_t firstLabelOf(const ImageDataset& dataset);

}  // namespace normscope
