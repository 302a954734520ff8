#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/nn/ModelSpec.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// A trained network as PyTorch is to rebuild it.
struct PyTorchModel
{
    nn::ModelSpec network;
    std::int64_t rows = 0;  ///< of images that it takes
    std::int64_t columns = 0;
    Normalization normalization;
    std::string title;  ///< "seed 1, with batch normalization"
};

/// The network of a run. An experiment does not say how large its images were, so that is found from the weights; where
/// they leave it open (an average over all pixels takes any size) 28×28 is taken. An error, without a file's name,
/// where the weights are not those of such a network.
[[nodiscard]] Result<PyTorchModel> pyTorchModelOf(const ExperimentSpec& spec, std::uint64_t seed, Twin twin,
                                                  const Normalization& normalization,
                                                  const std::vector<HostTensor>& weights);

/// model.py: a program that builds the network from torch.nn's own modules, under the names of its state dict, loads
/// state_dict.pt beside it and runs it. BN's momentum is converted: 0.9 here is PyTorch's 0.1.
[[nodiscard]] std::string pyTorchSource(const PyTorchModel& model);

}  // namespace normscope
