#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include <normscope/base/Digest.h>
#include <normscope/base/Result.h>
#include <normscope/data/ClassLabels.h>
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

/// The name that a part is published under, e.g. "train-images-idx3-ubyte"; images of several channels have idx4 there.
[[nodiscard]] std::string idxFileName(IdxPart part);

/// Finds the four files in `folder` itself, looking at names alone: each as published or with a dot in place of the
/// dash before "idx", images also with idx4, plain or with .gz behind it, plain first. ErrorCode::Usage where some are
/// missing (all of them are named) or the folder is.
[[nodiscard]] Result<DatasetPaths> findDatasetFiles(const std::string& folder);

/// Reads both sets and checks them against each other: counts of images and labels, one image size, labels. Images in a
/// file named idx4 have the extents N, C, H, W or, where that fits alone, N, H, W, C, with C 1 or 3.
/// `classes` are the names where they are known beforehand: labels have to be below their number. Where there are none,
/// the training labels tell the classes (see labelRange()), and test labels have to be among those. Labels that count
/// from 1 come out from 0, and the classes have the names "1" to "K".
/// The result's name and SHA-256 are left empty. Not enough memory is an Error, as everywhere.
[[nodiscard]] Result<ImageDataset> readDatasetFiles(const DatasetPaths& paths,
                                                    const std::vector<std::string>& classes = {});

/// Adds one part as the bytes of its IDX file, unpacked: header (made from the extents) and content. So a drawn dataset
/// has the digest that it would have as files, and the same images have the same in any layout: those of one channel
/// as three dimensions, others as N, C, H, W.
void addPart(Digest& digest, const ImageDataset& dataset, IdxPart part);

}  // namespace normscope
