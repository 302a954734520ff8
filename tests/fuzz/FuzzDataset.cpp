#include <normscope/data/DatasetFiles.h>

#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

/// A dataset's folder: four files, each of them any bytes, packed or not, of one channel or several, a pipe, a folder
/// or missing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    fuzz::ScratchFolder folder;
    for (const IdxPart part : kIdxParts) {
        const unsigned kind = input.byte();
        std::string name = idxFileName(part) + ((kind & 8U) != 0 ? ".gz" : "");
        if (const std::size_t mark = name.find("idx3"); (kind & 16U) != 0 && mark != std::string::npos) {
            name.replace(mark, 4, "idx4");
        }
        switch (kind & 7U) {
        case 0:
        case 1:
        case 2:
            folder.putFile(name, input.piece());
            break;
        case 3:
        case 4:
            folder.putFile(name, fuzz::asGzip(input.piece()));
            break;
        case 5:
            folder.putPipe(name);
            break;
        case 6:
            folder.putFolder(name);
            break;
        default:
            break;
        }
    }
    const auto paths = findDatasetFiles(folder.path().string());
    if (!paths) {
        return 0;
    }
    const auto dataset = readDatasetFiles(*paths);
    if (!dataset) {
        fuzz::require(!dataset.error().message.empty(), "an error has a sentence");
        return 0;
    }
    fuzz::requireWhole(*dataset);
    return 0;
}
