#pragma once

#include <string>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// The network of an experiment's first variant node by node, and for several variants the totals of each. Empty where
/// the network does not fit the images.
[[nodiscard]] std::string modelTable(const ExperimentSpec& spec, const DataShape& data);

/// A graph that describe() takes, node by node, with the inputs of those that do not take the one before, the
/// multiply-adds for one sample, and totals.
[[nodiscard]] std::string networkTable(const graph::Graph& network);

}  // namespace normscope
