#include <algorithm>
#include <vector>

#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Steps.h>
#include <normscope/graph/Variants.h>

#include "support/HostileFile.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

using Rows = std::vector<NodeDescription>;

/// Each node is in one step, and each step comes after those that give what it takes.
void checkSteps(const Graph& graph, const Rows& rows, bool fuses)
{
    std::vector<bool> isDone(rows.size(), false);
    std::vector<bool> isThere(rows.size(), false);
    for (const Step& step : stepsOf(graph, rows, fuses)) {
        for (const std::size_t input : step.inputs) {
            fuzz::require(input == kInputIndex || isThere.at(input), "a step comes after its inputs");
        }
        for (const std::size_t node : step.nodes) {
            fuzz::require(!isDone.at(node), "a node is done once");
            isDone[node] = true;
        }
        fuzz::require(step.nodes.size() == 1 || fuses, "nothing is fused unless asked for");
        isThere.at(step.output) = true;
    }
    fuzz::require(std::find(isDone.begin(), isDone.end(), false) == isDone.end(), "every node is done");
    fuzz::require(isThere.back(), "the logits are there");
}

void checkVariants(const Graph& graph, const Rows& rows)
{
    for (const char* label : {"bn", "no-bn", "layer-norm", "group-norm", "bn-after", "noisy-bn", ""}) {
        const auto variant = variantOf(graph, label);
        if (!variant) {
            fuzz::require(variant.error().message.english().size() < 1000, "an error is a sentence");
            continue;
        }
        const auto found = describe(*variant);
        fuzz::require(found.has_value(), "a variant of a network fits together");
        fuzz::require(found->back().outputShape == rows.back().outputShape, "a variant gives as many logits");
        fuzz::require(totalOf(*found).weight == totalOf(rows).weight, "a variant has the same weights");
        fuzz::require(graphFromJson(toJson(*variant), "variant") == *variant, "a variant can be written");
        checkSteps(*variant, *found, true);
        checkSteps(*variant, *found, false);
    }
}

}  // namespace

/// The JSON form of a network. What is taken is the same when written and read again; what fits together does so in
/// every variant and has its steps.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto json = parseJsonObject(fuzz::Input(data, size).rest(), "net.json");
    if (!json) {
        return 0;
    }
    const auto graph = graphFromJson(*json, "net.json");
    if (!graph) {
        fuzz::require(graph.error().message.english().size() < 1000, "an error is a sentence");
        return 0;
    }
    const auto again = parseJsonObject(jsonText(toJson(*graph)), "again");
    fuzz::require(again.has_value(), "what is written is JSON");
    fuzz::require(graphFromJson(*again, "again") == *graph, "what is written is what was read");

    const auto rows = describe(*graph);
    if (!rows) {
        fuzz::require(rows.error().message.english().size() < 1000, "an error is a sentence");
        return 0;
    }
    fuzz::require(rows->size() == graph->nodes.size(), "a row describes a node");
    fuzz::require(totalOf(*rows).total() >= 0, "no count overflows");
    (void)describeFor(*graph, {1, 28, 28}, 10);
    (void)batchNormValuesPerSample(*rows);
    checkVariants(*graph, *rows);
    return 0;
}
