#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <normscope/data/Augmentation.h>
#include <normscope/graph/Graph.h>
#include <normscope/train/Learner.h>

namespace normscope
{

/// Turns bytes into normalized tensors: gathers the samples of a batch, varies them where asked for, and brings each
/// pixel to (pixel / 255 − mean) / std through a table of the 256 values for each channel. Throws c10::Error if the
/// images are not of the size that the network was made for or not of as many channels as the normalization.
class BatchMaker
{
  public:
    BatchMaker(const Normalization& normalization, graph::SampleShape input);

    /// The given samples of the set in that order.
    [[nodiscard]] Batch gather(const ImageSet& set, std::span<const std::int64_t> samples) const;

    /// The same with varied images, for training.
    [[nodiscard]] Batch gather(const ImageSet& set, std::span<const std::int64_t> samples, const Augmenter& augmenter,
                               std::int64_t epoch) const;

    /// Samples begin … end − 1 of the set.
    [[nodiscard]] Batch slice(const ImageSet& set, std::int64_t begin, std::int64_t end) const;

  private:
    [[nodiscard]] Batch allocate(const ImageSet& set, std::int64_t samples) const;
    void normalize(const ImageSet& set, const std::uint8_t* image, float* into) const;

    std::vector<std::array<float, 256>> m_tables;  ///< one a channel
    graph::SampleShape m_input;
};

}  // namespace normscope
