#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/graph/Graph.h>

/// Changes that somebody makes to a network by hand: Graph → Graph. What comes out need not fit together (Outline.h
/// tells what does not), but its names are unique and each node stands behind its inputs, if that was so before. None
/// of them changes what it is given. ErrorCode::Usage with one sentence where it cannot be done.
namespace normscope::graph
{

struct Edited
{
    Graph graph;
    std::string node;  ///< the one that is meant next; empty where none is left
};

/// Kinds that can be put onto an edge, as kindOf() calls them, in the order of a palette. Add is made by
/// withShortcut().
[[nodiscard]] const std::vector<std::string>& insertableKinds();

/// An operation of that kind with sizes that suit what goes into it (its shape may be unknown: empty). A linear layer
/// or convolution is as wide as its input; BN is of images or not, as its input.
[[nodiscard]] Operation suitableOperation(std::string_view kind, const SampleShape& in);

/// Puts an operation onto the edge from one node (or kInputName) to another; `to` empty: behind the last node, which is
/// then `from`.
[[nodiscard]] Result<Edited> inserted(const Graph& graph, const std::string& from, const std::string& to,
                                      Operation operation);

/// Takes a node, or all nodes of a scope, out. What took it takes its first input; what only it took goes too: with the
/// Add the shortcut's convolution.
[[nodiscard]] Result<Edited> removed(const Graph& graph, const std::string& nodeOrScope);

/// Changes places with the node before or behind it in a chain.
[[nodiscard]] Result<Edited> moved(const Graph& graph, const std::string& node, bool isForward);

/// Puts a copy of a node, or of all nodes of a scope, behind it. A scope needs one input from outside and one output.
[[nodiscard]] Result<Edited> duplicated(const Graph& graph, const std::string& nodeOrScope);

/// Adds what one node gives to what a later one gives: an Add behind `to`, with a 1×1 convolution on the way where
/// images have other shapes.
[[nodiscard]] Result<Edited> withShortcut(const Graph& graph, const std::string& from, const std::string& to);

[[nodiscard]] Result<Edited> withOperation(const Graph& graph, const std::string& node, const Operation& operation);

/// A number of an operation, by its key in the JSON form, with what it may be.
struct OperationNumber
{
    std::string_view key;
    double value = 0;
    double least = 0;
    double most = 0;
    bool isWhole = true;
};
[[nodiscard]] std::vector<OperationNumber> numbersOf(const Operation& operation);
/// The same operation with that number; unchanged where it has none of that key.
[[nodiscard]] Operation withNumber(Operation operation, std::string_view key, double value);

/// "stage1.block1" of "stage1.block1.conv1"; empty where it has none.
[[nodiscard]] std::string scopeOf(const std::string& name);
[[nodiscard]] bool isInScope(const std::string& name, const std::string& scope);

}  // namespace normscope::graph
