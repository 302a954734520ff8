#include <normscope/experiment/SafetensorsFile.h>
#include <normscope/export/PyTorchModel.h>

#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

/// model.safetensors beside a run.json, as an export to PyTorch meets them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::ScratchFolder folder;
    fuzz::Input input(data, size);
    folder.putFile(kRunFile, input.piece());
    const std::string bytes = fuzz::asSafetensors(input.rest());
    const auto weights = decodeSafetensors(std::as_bytes(std::span(bytes)), "model");
    const auto run = readRunInfo(folder.path());
    if (!run || !weights) {
        return 0;
    }
    const auto model = pyTorchModelOf(*run, weights->tensors);
    if (model) {
        fuzz::require(!pyTorchSource(*model).empty(), "a model has a source");
    }
    return 0;
}
