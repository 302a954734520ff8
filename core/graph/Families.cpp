#include <algorithm>

#include <fmt/format.h>

#include <normscope/graph/Families.h>

namespace normscope::graph
{

namespace
{

constexpr BatchNorm kNormOfImages{true, {}, {}, true};

Conv2d conv3x3(std::int64_t outChannels, std::int64_t stride = 1)
{
    return {outChannels, 3, stride, 1, {}};
}

/// Appends a basic block to the graph, whose last node gives `inChannels` channels.
void appendBlock(Graph& graph, const std::string& block, std::int64_t inChannels, std::int64_t outChannels,
                 std::int64_t stride)
{
    const std::string before = graph.nodes.back().name;
    std::string shortcut = before;
    graph.append(block + ".conv1", conv3x3(outChannels, stride));
    graph.append(block + ".bn1", kNormOfImages);
    graph.append(block + ".relu1", Activation{});
    graph.append(block + ".conv2", conv3x3(outChannels));
    graph.append(block + ".bn2", kNormOfImages);
    if (stride != 1 || outChannels != inChannels) {
        graph.append(block + ".shortcut.conv", Conv2d{outChannels, 1, stride, 0, {}}, {before});
        graph.append(block + ".shortcut.bn", kNormOfImages);
        shortcut = graph.nodes.back().name;
    }
    graph.append(block + ".add", Add{}, {block + ".bn2", shortcut});
    graph.append(block + ".relu2", Activation{});
}

}  // namespace

Graph mlp(std::int64_t inFeatures, const std::vector<std::int64_t>& hidden, std::int64_t classes)
{
    Graph graph{{inFeatures}, {}};
    std::size_t number = 1;
    for (const std::int64_t width : hidden) {
        graph.append(fmt::format("linear{}", number), Linear{width, {}});
        graph.append(fmt::format("bn{}", number), BatchNorm{});
        graph.append(fmt::format("relu{}", number), Activation{});
        ++number;
    }
    graph.append(fmt::format("linear{}", number), Linear{classes, {}});
    return graph;
}

Graph cnn(const SampleShape& image, const std::vector<std::int64_t>& channels, std::int64_t classes)
{
    Graph graph{image, {}};
    std::size_t number = 1;
    for (const std::int64_t width : channels) {
        graph.append(fmt::format("conv{}", number), conv3x3(width));
        graph.append(fmt::format("bn{}", number), kNormOfImages);
        graph.append(fmt::format("relu{}", number), Activation{});
        graph.append(fmt::format("pool{}", number), Pool2d{});
        ++number;
    }
    graph.append("reshape", Reshape{});
    graph.append("linear1", Linear{classes, {}});
    return graph;
}

Graph resNet(const SampleShape& image, const std::vector<std::int64_t>& blocks, const std::vector<std::int64_t>& widths,
             std::int64_t classes)
{
    Graph graph{image, {}};
    std::int64_t channels = widths.empty() ? 0 : widths.front();
    graph.append("conv1", conv3x3(channels));
    graph.append("bn1", kNormOfImages);
    graph.append("relu1", Activation{});
    graph.append("pool1", Pool2d{});
    for (std::size_t stage = 0; stage < std::min(blocks.size(), widths.size()); ++stage) {
        for (std::int64_t block = 0; block < blocks[stage]; ++block) {
            appendBlock(graph, fmt::format("stage{}.block{}", stage + 1, block + 1), channels, widths[stage],
                        stage > 0 && block == 0 ? 2 : 1);
            channels = widths[stage];
        }
    }
    graph.append("global_pool", GlobalAvgPool2d{});
    graph.append("linear1", Linear{classes, {}});
    return graph;
}

}  // namespace normscope::graph
