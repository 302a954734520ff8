#pragma once

#include <string>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/RunInfo.h>

namespace normscope
{

/// A trained network as PyTorch is to rebuild it.
struct PyTorchModel
{
    graph::Graph network;      ///< every normalizer with its momentum and ε
    graph::SampleShape image;  ///< {C, H, W} of what it takes
    Normalization normalization;
    std::string title;         ///< "seed 1, with batch normalization"
    int firstLabel = 0;        ///< that files have for the first class
    bool isBinarized = false;  ///< pixels above 127 are white, all others black
};

/// The network of a run. An error, without a file's name, where the weights are not those of its network.
[[nodiscard]] Result<PyTorchModel> pyTorchModelOf(const RunInfo& run, const std::vector<HostTensor>& weights);

/// model.py: a program that builds the network from torch.nn's own modules, under the names of its state dict, loads
/// state_dict.pt beside it and runs it. BN's momentum is converted: 0.9 here is PyTorch's 0.1.
[[nodiscard]] std::string pyTorchSource(const PyTorchModel& model);

/// The same network without weights to load: what builds it, and one forward pass of images {C, H, W}. Every normalizer
/// has its momentum and ε, and describe() takes it.
[[nodiscard]] std::string pyTorchNetworkSource(const graph::Graph& network, const graph::SampleShape& image);

}  // namespace normscope
