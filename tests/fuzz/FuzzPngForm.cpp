#include <array>

#include "../support/FormWriter.h"
#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

namespace
{

constexpr std::array kFolders{"train/a/", "train/b/", "test/a/", "test/b/"};

/// A file with right sums: what it says of itself and its rows are the fuzzer's.
test::Bytes imageFrom(fuzz::Input& input)
{
    test::PngImage image;
    image.columns = input.byte();
    image.columns *= (input.byte() & 128U) != 0 ? 100 : 1;
    image.rows = input.byte();
    image.depth = input.byte();
    image.colour = input.byte();
    const auto bytes = [&] {
        const std::string_view piece = input.piece();
        return test::Bytes(piece.begin(), piece.end());
    };
    image.palette = bytes();
    image.alphas = bytes();
    image.lines = bytes();
    return test::pngBytes(image);
}

}  // namespace

/// Folders of PNG files: any bytes, or images with right sums, or other things of such names.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    fuzz::ScratchFolder folder;
    for (int number = 0; number < 16 && !input.isEmpty(); ++number) {
        const unsigned mode = input.byte();
        const std::string name = kFolders.at(mode & 3U) + std::to_string(number) + ".png";
        switch (mode >> 2U & 7U) {
        case 0:
        case 1:
            folder.putFile(name, input.piece());
            break;
        case 2:
            folder.putPipe(name);
            break;
        case 3:
            folder.putFolder(name);
            break;
        default: {
            const auto bytes = imageFrom(input);
            folder.putFile(name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        }
        }
    }
    fuzz::readFoundDataset(folder.path());
    return 0;
}
