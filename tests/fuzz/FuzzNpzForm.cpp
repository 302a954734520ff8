#include <array>

#include <normscope/data/DatasetForm.h>

#include "../support/FormWriter.h"
#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

namespace
{

constexpr std::array kNames{"x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy",
                            "images.npy",  "labels.npy",  "other.npy",  "../x.npy"};

}  // namespace

/// A file .npz: any bytes, or an archive whose sums are right with any bytes as arrays.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    fuzz::ScratchFolder folder;
    const unsigned mode = input.byte();
    if ((mode & 3U) == 0) {
        folder.putFile("a.npz", input.rest());
    } else {
        std::vector<std::pair<std::string, test::Bytes>> entries;
        for (int i = 0; i < 6 && !input.isEmpty(); ++i) {
            const char* name = kNames.at(input.byte() & 7U);
            const std::string_view content = input.piece();
            entries.emplace_back(name, test::Bytes(content.begin(), content.end()));
        }
        const auto bytes = test::zipBytes(entries, (mode & 4U) != 0 ? test::Packing::Gzip : test::Packing::Plain);
        folder.putFile("a.npz", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    fuzz::readFoundDataset(folder.path());
    return 0;
}
