#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

/// Tables of labels and pixels, plain or packed, with a test part or without.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    fuzz::ScratchFolder folder;
    const unsigned mode = input.byte();
    const auto put = [&](bool isPacked, const std::string& name, std::string_view content) {
        folder.putFile(isPacked ? name + ".gz" : name, isPacked ? fuzz::asGzip(content) : std::string(content));
    };
    if ((mode & 4U) != 0) {
        put((mode & 2U) != 0, "a_test.csv", input.piece());
    }
    put((mode & 1U) != 0, "a_train.csv", input.rest());
    fuzz::readFoundDataset(folder.path());
    return 0;
}
