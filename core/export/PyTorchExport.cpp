#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/SafetensorsFile.h>
#include <normscope/export/PyTorchExport.h>
#include <normscope/export/PyTorchModel.h>
#include <normscope/export/StateDictFile.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kReadme = R"md(# A network trained by Normscope: {}

| file | what it is |
|---|---|
| `state_dict.pt` | the weights: a dict of tensors under PyTorch's names |
| `model.py` | builds the network from stock `torch.nn` modules and loads them; needs nothing but PyTorch 1.10 or later |

Load it and run one forward pass:

    python3 model.py

Print its accuracy on the test images of a folder of IDX files, such as MNIST's:

    python3 model.py FOLDER

In a program of yours, `from model import load, prepare` and `load()(prepare(images))` give the logits of images of
bytes; `torch.load("state_dict.pt", weights_only=True)` gives the weights alone.
)md";

Status writeRun(const fs::path& weightsFile, const fs::path& folder)
{
    if (auto status = refuseLinks(weightsFile.parent_path(), weightsFile.filename()); !status) {
        return status;
    }
    const auto file = readSafetensors(weightsFile);
    if (!file) {
        return passOn(file);
    }
    const auto info = readRunInfo(weightsFile.parent_path());
    if (!info) {
        return passOn(info);
    }
    const auto model = pyTorchModelOf(*info, file->tensors);
    if (!model) {
        return fail(model.error().code, Message::tr("{}: {}", weightsFile.string(), model.error().message));
    }
    if (auto status = makeFolders(folder); !status) {
        return status;
    }
    auto status = writeStateDict(folder / "state_dict.pt", file->tensors);
    if (status) {
        status = writeFileAtomically(folder / "model.py", pyTorchSource(*model));
    }
    if (status) {
        status = writeFileAtomically(folder / "README.md", fmt::format(kReadme, model->title));
    }
    return status;
}

}  // namespace

Result<std::size_t> exportPyTorch(const ExportSource& source, const fs::path& folder, std::vector<Message>& remarks)
{
    std::size_t exported = 0;
    for (const RunRecord& run : source.stored.runs) {
        const fs::path leaf = leafOf(source, run);
        const fs::path weights = leaf / "model.safetensors";
        std::error_code ignored;
        if (!fs::exists(weights, ignored)) {
            remarks.push_back(Message::tr("{} has no weights: its status is {}", leaf.string(), nameOf(run.status)));
            continue;
        }
        if (auto status = writeRun(weights, source.stored.isRun ? folder : folder / placeOf(run)); !status) {
            return passOn(status);
        }
        ++exported;
    }
    return exported;
}

}  // namespace normscope
