#pragma once

#include <optional>
#include <string>

#include <normscope/base/Result.h>
#include <normscope/data/DatasetForm.h>
#include <normscope/data/PixelNumbers.h>

namespace normscope
{

/// Reads a table of images in one pass: a line each, the label first, with a header or not (see CsvForm.h). Its pixels
/// become bytes by `scale`. None where it has no labels by its header and `mayLackLabels`, as Kaggle's test tables. A
/// line has at most 64 MiB; memory is taken for what has arrived. May throw std::bad_alloc.
[[nodiscard]] Result<std::optional<DatasetPart>> readCsvTable(const std::string& path, PixelScale& scale,
                                                              bool mayLackLabels);

}  // namespace normscope
