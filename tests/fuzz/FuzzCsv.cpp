#include <algorithm>
#include <array>

#include <normscope/experiment/Csv.h>
#include <normscope/experiment/RunFolder.h>

#include "support/HostileFile.h"

using namespace normscope;

/// The CSV files of a run, with their header put before the input or as the input has it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array kHeaders{kIterationsHeader, kEvaluationsHeader, kEpochsHeader, kEpochsValidationHeader};
    fuzz::Input input(data, size);
    const unsigned mode = input.byte();
    const std::string_view header = kHeaders[mode & 3U];
    std::string content;
    if ((mode & 4U) == 0) {
        content = std::string(header) + '\n';
    }
    content += input.rest();
    const auto table = readNumbers(fuzz::MemoryFile(content).path(), header);
    if (table) {
        const auto lines = static_cast<std::size_t>(std::count(content.begin(), content.end(), '\n'));
        fuzz::require(table->size() + 1 == lines, "a row for every whole line");
    } else {
        fuzz::require(table.error().message.size() < 4000, "an error is a sentence");
    }
    return 0;
}
