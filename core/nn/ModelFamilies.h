#pragma once

#include <cstdint>
#include <vector>

#include <normscope/nn/ModelSpec.h>

/// The networks of the assignment and its bonus, as constructors of ModelSpec. All BN positions start switched on.
/// Widths are not checked here: describe() does.
namespace normscope::nn
{

/// Linear-BN-ReLU for each hidden width, then Linear: linear1, bn1, linear2, bn2, …
[[nodiscard]] ModelSpec mlp(std::int64_t inFeatures, const std::vector<std::int64_t>& hidden, std::int64_t classes);

/// Conv-BN-ReLU-AvgPool for each width (3×3, padding 1), then Reshape and Linear: conv1, bn1, conv2, bn2, …, linear1.
[[nodiscard]] ModelSpec cnn(const SampleShape& image, const std::vector<std::int64_t>& channels, std::int64_t classes);

/// conv1-bn1-ReLU-AvgPool, then a stage of basic blocks for each width, stride 2 in the first block of every stage but
/// the first, global average pooling and Linear. The stem is as wide as the first stage.
/// `blocks` and `widths` hold one number a stage.
[[nodiscard]] ModelSpec resNet(const SampleShape& image, const std::vector<std::int64_t>& blocks,
                               const std::vector<std::int64_t>& widths, std::int64_t classes);

}  // namespace normscope::nn
