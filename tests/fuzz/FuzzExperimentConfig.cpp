#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/graph/Graph.h>

#include "support/HostileFile.h"

using namespace normscope;

namespace
{

/// Of lists or cases: what is taken can be written and read again, and no case's name leads out of the folder.
void readPlan(const Json& json, const ExperimentSpec& base)
{
    const auto experiment = experimentFromJson(json, base, "experiment.json");
    if (!experiment) {
        fuzz::require(experiment.error().message.english().size() < 4000, "an error is a sentence");
        return;
    }
    fuzz::require(!experiment->cases.empty(), "an experiment has a case");
    for (const ExperimentCase& one : experiment->cases) {
        fuzz::require(one.name.empty() == !experiment->hasSeveralCases(), "only of several cases each has a name");
        fuzz::require(one.name.size() <= kLongestCaseName && one.name.find('/') == std::string::npos &&
                          one.name != "." && one.name != "..",
                      "a case is a folder in the experiment's");
    }
    const Json written = toJson(*experiment);
    const auto again = experimentFromJson(written, base, "again");
    fuzz::require(again && toJson(*again) == written, "what is written is what was read");
    (void)defaultFolderFor(*experiment);
    (void)toText(*experiment, {});
    (void)threadsOf(*experiment);
}

}  // namespace

/// experiment.json: an object of settings, for either command, with lists of values or cases or without. What is taken
/// can be written, read again, checked and described.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    ExperimentSpec base;
    const unsigned mode = input.byte();
    base.kind = (mode & 1U) != 0 ? ExperimentKind::Train : ExperimentKind::Twin;
    const auto json = parseJsonObject(input.rest(), "experiment.json");
    if (!json) {
        return 0;
    }
    if ((mode & 2U) != 0) {
        readPlan(*json, base);
    }
    const auto config = fromJson(*json, base, "experiment.json");
    if (!config) {
        fuzz::require(config.error().message.english().size() < 4000, "an error is a sentence");
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
