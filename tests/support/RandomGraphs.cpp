#include "RandomGraphs.h"

#include <QtGlobal>
#include <vector>

#include <normscope/graph/Families.h>

namespace normscope::test
{

using namespace normscope::graph;

Result<Edited> anyEdit(const Graph& graph, Dice& dice)
{
    if (graph.nodes.empty()) {
        return inserted(graph, std::string(kInputName), {}, Linear{10, {}});
    }
    const Node& node = dice.oneOf(graph.nodes);
    const Node& other = dice.oneOf(graph.nodes);
    switch (dice.below(8)) {
    case 0:
        return removed(graph, node.name);
    case 1:
        return moved(graph, node.name, dice.below(2) == 0);
    case 2:
        return duplicated(graph, dice.below(2) == 0 || scopeOf(node.name).empty() ? node.name : scopeOf(node.name));
    case 3:
        return withShortcut(graph, node.name, other.name);
    case 4: {
        const auto numbers = numbersOf(node.operation);
        if (numbers.empty()) {
            return Edited{graph, node.name};
        }
        const OperationNumber& number = dice.oneOf(numbers);
        const double value = static_cast<double>(dice.below(40)) + (number.isWhole ? 0 : 0.25);
        return withOperation(graph, node.name, withNumber(node.operation, number.key, value));
    }
    default: {
        const std::string from = node.inputs.empty() ? std::string(kInputName) : dice.oneOf(node.inputs);
        return inserted(graph, from, node.name, suitableOperation(dice.oneOf(insertableKinds()), {4, 8, 8}));
    }
    }
}

Graph randomGraph(unsigned seed, const SampleShape& image, std::int64_t classes)
{
    constexpr int kEdits = 12;
    const std::vector<Graph> starts{mlp(valuesOf(image), {12, 8}, classes), cnn(image, {4, 6}, classes),
                                    resNet(image, {1, 1}, {4, 6}, classes)};
    Dice dice(seed);
    Graph graph = starts[seed % starts.size()];
    for (int done = 0; done < kEdits;) {
        const auto edited = anyEdit(graph, dice);
        if (edited && describeFor(edited->graph, image, classes)) {
            graph = edited->graph;
            ++done;
        }
    }
    return graph;
}

int networksToTry(int usual)
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("NORMSCOPE_NETWORKS", &isNumber);
    return isNumber ? wanted : usual;
}

}  // namespace normscope::test
