#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/graph/Graph.h>

/// Networks that differ from a graph in their normalization and in nothing else. A *position* is a BatchNorm node.
namespace normscope::graph
{

/// Names of all BN positions in order, whether on or off: bn1, bn2, stage1.block1.bn1, …
[[nodiscard]] std::vector<std::string> batchNormPositions(const Graph& graph);

/// Switches positions off where the list, one value a position in that order, says so; one that is off already stays
/// off. ErrorCode::Usage if the list has another length.
[[nodiscard]] Status switchBatchNorm(Graph& graph, const std::vector<bool>& enabled);

/// Whether any position is on.
[[nodiscard]] bool usesBatchNorm(const Graph& graph);

/// The smallest number of values that one sample gives to a channel of any BN layer in use: 1 for an MLP, H·W in a
/// CNN. A batch of n samples gives n times as many, and BN needs two. 0 if no BN layer is in use.
[[nodiscard]] std::int64_t batchNormValuesPerSample(const std::vector<NodeDescription>& description);

/// What normalizers have where nobody says otherwise; PyTorch calls this momentum 0.1.
inline constexpr double kDefaultMomentum = 0.9;
inline constexpr double kDefaultEps = 1e-5;

/// The graph with momentum and ε for every normalizer that has none of its own.
[[nodiscard]] Graph withNormalizerDefaults(Graph graph, double momentum, double eps);

/// The graph as a variant has it, by its label; positions that are off are gone from all of them:
///
///     bn           each position stays
///     no-bn        each is taken out
///     layer-norm   LayerNorm in its place; in images GroupNorm of one group, as Wu & He (ECCV 2018) call it
///     group-norm   GroupNorm of 8 groups, or as many of 8, 4, 2, 1 as divide the channels
///     bn-after     behind the activation that is its only consumer
///     noisy-bn     BN, and in training noise behind it (Santurkar et al. 2018)
///
/// Where a node gets another kind, the last part of its name, bnX, becomes lnX or gnX. ErrorCode::Usage for another
/// label, for a graph that describe() refuses, for group-norm of flat input, where no BN moves and where a new name is
/// taken.
[[nodiscard]] Result<Graph> variantOf(const Graph& graph, std::string_view label);

}  // namespace normscope::graph
