#include <algorithm>

#include <normscope/experiment/Csv.h>
#include <normscope/experiment/Series.h>

#include "support/HostileFile.h"

using namespace normscope;

/// The CSV files of a run, with their header put before the input or as the input has it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const unsigned mode = input.byte();
    const SeriesFile form(kRunTables.at(std::min(mode & 3U, 2U)), (mode & 3U) == 3);
    std::string content;
    if ((mode & 4U) == 0) {
        content = form.header() + '\n';
    }
    content += input.rest();
    const auto table = readNumbers(fuzz::MemoryFile(content).path(), form.columns());
    if (table) {
        const auto lines = static_cast<std::size_t>(std::count(content.begin(), content.end(), '\n'));
        fuzz::require(table->size() + 1 == lines, "a row for every whole line");
    } else {
        fuzz::require(table.error().message.english().size() < 4000, "an error is a sentence");
    }
    return 0;
}
