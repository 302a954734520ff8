#pragma once

#include <cstdint>
#include <vector>

#include <normscope/graph/Graph.h>

/// The networks of the assignment and its bonus as graphs, every BN position on. Widths are not checked here:
/// describe() does. `image` is {C, H, W}.
namespace normscope::graph
{

/// Linear-BN-ReLU for each hidden width, then Linear: linear1, bn1, relu1, linear2, bn2, …
[[nodiscard]] Graph mlp(std::int64_t inFeatures, const std::vector<std::int64_t>& hidden, std::int64_t classes);

/// Conv-BN-ReLU-AvgPool for each width (3×3, padding 1), then Reshape and Linear: conv1, bn1, relu1, pool1, conv2, …,
/// reshape, linear1.
[[nodiscard]] Graph cnn(const SampleShape& image, const std::vector<std::int64_t>& channels, std::int64_t classes);

/// conv1-bn1-ReLU-AvgPool, then a stage of basic blocks (He et al., CVPR 2016) for each width, stride 2 in the first
/// block of every stage but the first, global average pooling and Linear. The stem is as wide as the first stage. A
/// block is ReLU(bn2(conv2(ReLU(bn1(conv1(x))))) + shortcut(x)); its shortcut is the identity, or a 1×1 convolution
/// with a BN position of its own where the shape changes. `blocks` and `widths` hold one number a stage.
[[nodiscard]] Graph resNet(const SampleShape& image, const std::vector<std::int64_t>& blocks,
                           const std::vector<std::int64_t>& widths, std::int64_t classes);

}  // namespace normscope::graph
