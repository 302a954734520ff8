#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Study.h>
#include <normscope/graph/Graph.h>

#include "support/HostileFile.h"

using namespace normscope;

/// experiment.json: an object of settings, for either command, or a study where settings have lists. What is taken can
/// be written, read again, checked and described.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    ExperimentSpec base;
    const unsigned mode = input.byte();
    base.kind = (mode & 1U) != 0 ? ExperimentKind::Train : ExperimentKind::Twin;
    auto json = parseJsonObject(input.rest(), "experiment.json");
    if (!json) {
        return 0;
    }
    if ((mode & 2U) != 0) {
        const auto study = makeStudy(base, takeLists(*json));
        fuzz::require(!study || !study->members.empty(), "a study has members");
        if (study) {
            (void)defaultFolderFor(*study);
        }
    }
    const auto config = fromJson(*json, base, "experiment.json");
    if (!config) {
        fuzz::require(config.error().message.size() < 4000, "an error is a sentence");
        return 0;
    }
    const ExperimentSpec& spec = config->spec;
    const Json written = toJson(spec, config->facts);
    const auto parsed = parseJsonObject(jsonText(written), "again");
    fuzz::require(parsed.has_value(), "what is written is JSON");
    const auto again = fromJson(*parsed, base, "again");
    fuzz::require(again && toJson(again->spec, again->facts) == written, "what is written is what was read");

    (void)checkTogether(spec, DataShape(), 0);
    (void)checkTogether(spec, DataShape{{1, 1, 1}, 2}, 1);
    (void)trainingOf(spec, spec.seeds.front(), 1'000);
    (void)defaultFolderFor(spec);
    if (const auto model = chosenModelOf(spec, DataShape())) {
        if (const auto layers = graph::describe(*model)) {
            (void)graph::totalOf(*layers).total();
        }
    }
    return 0;
}
