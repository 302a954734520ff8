#include <normscope/experiment/Study.h>

#include "support/HostileFile.h"

using namespace normscope;

/// study.json. What is taken can be written and read again, and no member's name leads out of the folder.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const auto json = parseJsonObject(input.rest(), "study.json");
    if (!json) {
        return 0;
    }
    const auto study = studyFromJson(*json, "study.json");
    if (!study) {
        fuzz::require(study.error().message.size() < 4000, "an error is a sentence");
        return 0;
    }
    for (const StudyMember& member : study->members) {
        fuzz::require(member.name.find('/') == std::string::npos && member.name != "." && member.name != "..",
                      "a member is a folder in the study's");
    }
    const Json written = toJson(*study);
    const auto again = studyFromJson(written, "again");
    fuzz::require(again && toJson(*again) == written, "what is written is what was read");
    (void)defaultFolderFor(*study);
    (void)toText(*study, {});
    return 0;
}
