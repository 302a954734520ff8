#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

namespace normscope
{

/// A run's answers on its test set, in its order.
struct Predictions
{
    std::vector<std::int64_t> labels;  ///< N, the true classes
    std::vector<float> probabilities;  ///< N · classes, row by row
    std::int64_t classes = 0;
    std::string datasetSha256;  ///< of the dataset that the samples are from

    [[nodiscard]] std::size_t count() const { return labels.size(); }

    [[nodiscard]] float probability(std::size_t sample, std::int64_t ofClass) const
    {
        return probabilities[sample * static_cast<std::size_t>(classes) + static_cast<std::size_t>(ofClass)];
    }
    /// The most probable class, the first of equals.
    [[nodiscard]] std::int64_t predictedClass(std::size_t sample) const;
    [[nodiscard]] bool isRight(std::size_t sample) const { return predictedClass(sample) == labels[sample]; }
};

/// Reads predictions.safetensors of a run's folder. ErrorCode::Io if it cannot be read, Data if it holds something
/// else.
[[nodiscard]] Result<Predictions> readPredictions(const std::filesystem::path& leaf);

/// How many samples of each true class (row) were taken for each class (column).
[[nodiscard]] std::vector<std::vector<std::int64_t>> confusionMatrix(const Predictions& predictions);

/// The samples that were taken for another class, those first whose wrong answer was the most probable.
[[nodiscard]] std::vector<std::size_t> mostConfidentErrors(const Predictions& predictions);

}  // namespace normscope
