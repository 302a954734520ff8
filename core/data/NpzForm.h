#pragma once

#include <normscope/data/DatasetForm.h>

namespace normscope
{

/// NumPy's arrays in a file .npz, or a folder that holds one: x_train, y_train, x_test, y_test and other usual names,
/// or images and labels without a test part. Images are N, H, W, or N, H, W, C, or N, C, H, W, or N, D with the pixels
/// of a square in a row; numbers as PixelScale takes them, labels any whole numbers, also N, 1.
[[nodiscard]] const DatasetForm& npzForm();

}  // namespace normscope
