#pragma once

#include <normscope/data/DatasetForm.h>

namespace normscope
{

/// Tables with an image a line: the label, then its pixels; plain or gzip. A folder with train.csv and test.csv, or a
/// file. A header may say the rows and columns by the last of its names ("28x28"); images are squares otherwise, of
/// three channels one after another where only that fits.
[[nodiscard]] const DatasetForm& csvForm();

}  // namespace normscope
