#pragma once

#include <normscope/data/DatasetForm.h>

namespace normscope
{

/// A folder for each class with PNG files, within train and test, or without those. The folders' names are the
/// classes'.
[[nodiscard]] const DatasetForm& pngForm();

}  // namespace normscope
