#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <normscope/base/Digest.h>
#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>

namespace normscope
{

/// The four files of a dataset in MNIST's layout.
enum class IdxPart
{
    TrainImages,
    TrainLabels,
    TestImages,
    TestLabels,
};

inline constexpr std::array<IdxPart, 4> kIdxParts{IdxPart::TrainImages, IdxPart::TrainLabels, IdxPart::TestImages,
                                                  IdxPart::TestLabels};

/// One path for each part, in the order of IdxPart.
using DatasetPaths = std::array<std::string, kIdxParts.size()>;

/// The name that a part is published under, e.g. "train-images-idx3-ubyte".
[[nodiscard]] std::string idxFileName(IdxPart part);

/// Finds the four files in `folder` itself, looking at names alone: each as published or with a dot in place of the
/// dash before "idx", plain or with .gz behind it, plain first. ErrorCode::Usage where some are missing (all of them
/// are named) or the folder is.
[[nodiscard]] Result<DatasetPaths> findDatasetFiles(const std::string& folder);

/// Reads both sets and checks them against each other: counts of images and labels, labels below kClasses, one image
/// size. The result's name and SHA-256 are left empty. Not enough memory is an Error, as everywhere.
[[nodiscard]] Result<ImageDataset> readDatasetFiles(const DatasetPaths& paths);

/// Adds one part as the bytes of its IDX file, unpacked: header (made from the extents, which is what any file that
/// was read has) and content. So a drawn dataset has the digest that it would have as files.
void addPart(Digest& digest, const ImageDataset& dataset, IdxPart part);

}  // namespace normscope
