#pragma once

#include <filesystem>
#include <string>

#include <normscope/base/Json.h>
#include <normscope/graph/Graph.h>

/// Graphs as JSON, with PyTorch's words for kinds and keys:
///
///     {"input": [1, 28, 28],
///      "nodes": [{"name": "conv1", "kind": "Conv2d", "out_channels": 16, "kernel_size": 3, "stride": 1, "padding": 1},
///                {"name": "bn1", "kind": "BatchNorm2d"}, {"name": "relu1", "kind": "ReLU"}, …]}
///
/// A node takes the one before it unless it has "inputs". Keys that are left out have PyTorch's defaults (a pool's
/// stride is its kernel_size).
namespace normscope::graph
{

/// Every size is written, "inputs" where they are not the node before, other keys where they are not the default.
[[nodiscard]] Json toJson(const Graph& graph);

/// The graph of a JSON object: its form alone is checked, describe() sees whether the nodes fit. ErrorCode::Usage with
/// one sentence that begins with `source` and names the node.
[[nodiscard]] Result<Graph> graphFromJson(const Json& json, const std::string& source);

/// The graph in a file, described once, so that it is one that fits together. ErrorCode::Usage also where the file
/// cannot be read.
[[nodiscard]] Result<Graph> readGraph(const std::filesystem::path& path);

}  // namespace normscope::graph
