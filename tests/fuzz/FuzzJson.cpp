#include <normscope/base/Json.h>

#include "support/HostileFile.h"

using namespace normscope;

/// Any text as JSON. What is taken is the same object when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const auto json = parseJsonObject(input.rest(), "json");
    if (!json) {
        fuzz::require(!json.error().message.empty(), "an error has a sentence");
        return 0;
    }
    const auto again = parseJsonObject(jsonText(*json, 2), "again");
    fuzz::require(again && *again == *json, "what is written is what was read");
    return 0;
}
