#include <algorithm>

#include <fmt/format.h>

#include <normscope/nn/ModelFamilies.h>

namespace normscope::nn
{

ModelSpec mlp(std::int64_t inFeatures, const std::vector<std::int64_t>& hidden, std::int64_t classes)
{
    ModelSpec spec;
    spec.input = {inFeatures};
    std::size_t number = 1;
    for (const std::int64_t width : hidden) {
        spec.layers.emplace_back(LinearLayer{fmt::format("linear{}", number), width});
        spec.layers.emplace_back(BatchNormLayer{fmt::format("bn{}", number)});
        spec.layers.emplace_back(ReluLayer{});
        ++number;
    }
    spec.layers.emplace_back(LinearLayer{fmt::format("linear{}", number), classes});
    return spec;
}

ModelSpec cnn(const SampleShape& image, const std::vector<std::int64_t>& channels, std::int64_t classes)
{
    ModelSpec spec;
    spec.input = image;
    std::size_t number = 1;
    for (const std::int64_t width : channels) {
        spec.layers.emplace_back(ConvLayer{fmt::format("conv{}", number), width});
        spec.layers.emplace_back(BatchNormLayer{fmt::format("bn{}", number)});
        spec.layers.emplace_back(ReluLayer{});
        spec.layers.emplace_back(AvgPoolLayer{});
        ++number;
    }
    spec.layers.emplace_back(ReshapeLayer{});
    spec.layers.emplace_back(LinearLayer{"linear1", classes});
    return spec;
}

ModelSpec resNet(const SampleShape& image, const std::vector<std::int64_t>& blocks,
                 const std::vector<std::int64_t>& widths, std::int64_t classes)
{
    ModelSpec spec;
    spec.input = image;
    spec.layers.emplace_back(ConvLayer{"conv1", widths.empty() ? 0 : widths.front()});
    spec.layers.emplace_back(BatchNormLayer{"bn1"});
    spec.layers.emplace_back(ReluLayer{});
    spec.layers.emplace_back(AvgPoolLayer{});
    for (std::size_t stage = 0; stage < std::min(blocks.size(), widths.size()); ++stage) {
        for (std::int64_t block = 0; block < blocks[stage]; ++block) {
            ResidualBlock residual;
            residual.name = fmt::format("stage{}.block{}", stage + 1, block + 1);
            residual.outChannels = widths[stage];
            residual.stride = stage > 0 && block == 0 ? 2 : 1;
            spec.layers.emplace_back(residual);
        }
    }
    spec.layers.emplace_back(GlobalAvgPoolLayer{});
    spec.layers.emplace_back(LinearLayer{"linear1", classes});
    return spec;
}

}  // namespace normscope::nn
