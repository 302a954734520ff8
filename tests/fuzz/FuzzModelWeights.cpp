#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/SafetensorsFile.h>
#include <normscope/export/PyTorchModel.h>

#include "support/HostileFile.h"

using namespace normscope;

/// model.safetensors beside an experiment.json, as an export to PyTorch meets them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const Twin twin = (input.byte() & 1U) != 0 ? Twin::NoBn : Twin::Bn;
    const auto json = parseJsonObject(input.piece(), "experiment.json");
    const std::string bytes = fuzz::asSafetensors(input.rest());
    const auto weights = decodeSafetensors(std::as_bytes(std::span(bytes)), "model");
    if (!json || !weights) {
        return 0;
    }
    const auto config = fromJson(*json, ExperimentSpec{}, "experiment.json");
    if (!config) {
        return 0;
    }
    const auto model = pyTorchModelOf(config->spec, 1, twin, config->facts.normalization, weights->tensors);
    if (model) {
        fuzz::require(!pyTorchSource(*model).empty(), "a model has a source");
    }
    return 0;
}
