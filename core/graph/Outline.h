#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <normscope/graph/Graph.h>

/// A graph that is being built: what can be said of it although something does not fit.
namespace normscope::graph
{

/// What does not fit, and where it arises.
struct Misfit
{
    std::size_t node = kInputIndex;  ///< its index; kInputIndex where it is of the network as a whole
    Message what;                    ///< the sentence that describe() refuses the graph with
    bool operator==(const Misfit&) const = default;
};

struct Outline
{
    std::vector<NodeDescription> rows;  ///< one a node; the shape is empty where it cannot be told
    std::vector<Misfit> misfits;        ///< describe() refuses the graph with the first one; empty: all fits

    /// The first misfit of that node, or null.
    [[nodiscard]] const Misfit* of(std::size_t node) const;
    bool operator==(const Outline&) const = default;
};

/// What describe() finds, going on behind each misfit. A node that gets what cannot be told has no misfit of its own.
[[nodiscard]] Outline outlineOf(const Graph& graph);

/// The same of describeFor().
[[nodiscard]] Outline outlineFor(const Graph& graph, const SampleShape& image, std::int64_t classes);

}  // namespace normscope::graph
