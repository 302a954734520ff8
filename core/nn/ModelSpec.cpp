#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/nn/ModelSpec.h>

namespace normscope::nn
{

namespace
{

/// Wide enough for anything that a machine of today could train on images of digits, and narrow enough that no
/// product of three of these numbers overflows 64 bits.
constexpr std::int64_t kLargestWidth = 1'000'000;

/// Walks the layers once, from shape to shape.
class Describer
{
  public:
    explicit Describer(SampleShape input)
        : m_shape(std::move(input))
    {
    }

    Status operator()(const LinearLayer& layer)
    {
        if (auto status = checkWidth(layer.name, layer.outFeatures); !status) {
            return status;
        }
        if (m_shape.size() != 1) {
            return unfit(layer.name, "a flat input; put a Reshape before it");
        }
        ParameterCounts counts;
        counts.weight = m_shape[0] * layer.outFeatures;
        counts.bias = layer.outFeatures;
        m_shape = {layer.outFeatures};
        add(layer.name, "Linear", counts);
        return {};
    }

    Status operator()(const ConvLayer& layer)
    {
        if (auto status = checkWidth(layer.name, layer.outChannels); !status) {
            return status;
        }
        if (m_shape.size() != 3) {
            return unfit(layer.name, "an image");
        }
        ParameterCounts counts;
        counts.weight = m_shape[0] * layer.outChannels * layer.kernel * layer.kernel;
        counts.bias = layer.outChannels;
        m_shape[0] = layer.outChannels;
        for (const std::size_t side : {1U, 2U}) {
            if (m_shape[side] + 2 * layer.padding < layer.kernel) {
                return unfit(layer.name, "an image no smaller than its kernel");
            }
            m_shape[side] = extentAfter(layer, m_shape[side]);
        }
        add(layer.name, "Conv2d", counts);
        return {};
    }

    Status operator()(const BatchNormLayer& layer)
    {
        if (layer.enabled) {
            ParameterCounts counts;
            counts.gammaBeta = 2 * m_shape[0];
            counts.buffers = 2 * m_shape[0] + 1;
            add(layer.name, m_shape.size() == 1 ? "BatchNorm1d" : "BatchNorm2d", counts);
        }
        return {};
    }

    Status operator()(const ReluLayer& /*layer*/)
    {
        add({}, "ReLU", {});
        return {};
    }

    Status operator()(const AvgPoolLayer& /*layer*/)
    {
        if (m_shape.size() != 3 || m_shape[1] < 2 || m_shape[2] < 2) {
            return fail(ErrorCode::Usage,
                        fmt::format("the model has more 2×2 poolings than its images have pixels for: one of them gets "
                                    "{}; use fewer layers",
                                    toText(m_shape)));
        }
        m_shape[1] /= 2;
        m_shape[2] /= 2;
        add({}, "AvgPool2d", {});
        return {};
    }

    Status operator()(const GlobalAvgPoolLayer& /*layer*/)
    {
        if (m_shape.size() != 3) {
            return unfit("global average pooling", "an image");
        }
        m_shape = {m_shape[0]};
        add({}, "GlobalAvgPool2d", {});
        return {};
    }

    Status operator()(const ReshapeLayer& /*layer*/)
    {
        std::int64_t features = 1;
        for (const std::int64_t size : m_shape) {
            features *= size;
        }
        m_shape = {features};
        add({}, "Reshape", {});
        return {};
    }

    Status operator()(const ResidualBlock& block)
    {
        if (m_shape.size() != 3) {
            return unfit(block.name, "an image");
        }
        const SampleShape before = m_shape;
        const auto conv = [&](const char* name, std::int64_t kernel, std::int64_t stride) {
            return (*this)(ConvLayer{block.name + name, block.outChannels, kernel, stride, kernel / 2});
        };
        if (auto status = conv(".conv1", 3, block.stride); !status) {
            return status;
        }
        (void)(*this)(BatchNormLayer{block.name + ".bn1", block.bn1});
        add({}, "ReLU", {});
        if (auto status = conv(".conv2", 3, 1); !status) {
            return status;
        }
        (void)(*this)(BatchNormLayer{block.name + ".bn2", block.bn2});
        if (changesShape(block, before[0])) {
            m_shape = before;
            if (auto status = conv(".shortcut.conv", 1, block.stride); !status) {
                return status;
            }
            (void)(*this)(BatchNormLayer{block.name + ".shortcut.bn", block.shortcutBn});
        }
        add({}, "Add", {});
        add({}, "ReLU", {});
        return {};
    }

    std::vector<LayerDescription> take() { return std::move(m_rows); }

  private:
    static Status checkWidth(const std::string& name, std::int64_t width)
    {
        if (width < 1 || width > kLargestWidth) {
            return fail(ErrorCode::Usage, fmt::format("{} cannot have a width of {}: use a number from 1 to {}", name,
                                                      width, kLargestWidth));
        }
        return {};
    }

    [[nodiscard]] Status unfit(const std::string& name, const std::string& need) const
    {
        return fail(ErrorCode::Usage, fmt::format("{} gets an input of {} and needs {}", name, toText(m_shape), need));
    }

    void add(const std::string& name, const char* kind, const ParameterCounts& counts)
    {
        m_rows.push_back({name, kind, m_shape, counts});
    }

    SampleShape m_shape;
    std::vector<LayerDescription> m_rows;
};

/// A BN position found in a spec: its name and the switch that it hangs on.
struct Position
{
    std::string name;
    bool* enabled;
};

std::vector<Position> positionsOf(ModelSpec& spec)
{
    std::vector<Position> positions;
    std::int64_t channels = spec.input.empty() ? 0 : spec.input[0];
    for (Layer& layer : spec.layers) {
        if (auto* batchNorm = std::get_if<BatchNormLayer>(&layer)) {
            positions.push_back({batchNorm->name, &batchNorm->enabled});
        } else if (const auto* conv = std::get_if<ConvLayer>(&layer)) {
            channels = conv->outChannels;
        } else if (auto* block = std::get_if<ResidualBlock>(&layer)) {
            positions.push_back({block->name + ".bn1", &block->bn1});
            positions.push_back({block->name + ".bn2", &block->bn2});
            if (changesShape(*block, channels)) {
                positions.push_back({block->name + ".shortcut.bn", &block->shortcutBn});
            }
            channels = block->outChannels;
        }
    }
    return positions;
}

}  // namespace

ParameterCounts& ParameterCounts::operator+=(const ParameterCounts& other)
{
    weight += other.weight;
    bias += other.bias;
    gammaBeta += other.gammaBeta;
    buffers += other.buffers;
    return *this;
}

Result<std::vector<LayerDescription>> describe(const ModelSpec& spec)
{
    Describer describer(spec.input);
    for (const Layer& layer : spec.layers) {
        if (auto status = std::visit(describer, layer); !status) {
            return passOn(status);
        }
    }
    return describer.take();
}

ParameterCounts totalOf(const std::vector<LayerDescription>& description)
{
    ParameterCounts total;
    for (const LayerDescription& row : description) {
        total += row.counts;
    }
    return total;
}

std::string toText(const SampleShape& shape)
{
    return fmt::format("{}", fmt::join(shape, "×"));
}

std::vector<std::string> batchNormPositions(const ModelSpec& spec)
{
    ModelSpec copy = spec;
    std::vector<std::string> names;
    for (const Position& position : positionsOf(copy)) {
        names.push_back(position.name);
    }
    return names;
}

Status setBatchNorm(ModelSpec& spec, const std::vector<bool>& enabled)
{
    const auto positions = positionsOf(spec);
    if (positions.size() != enabled.size()) {
        return fail(ErrorCode::Usage,
                    fmt::format("the list of BN switches has {} entries and the model has {} BN positions ({}): give "
                                "one on or off for each",
                                enabled.size(), positions.size(), fmt::join(batchNormPositions(spec), ", ")));
    }
    for (std::size_t i = 0; i < positions.size(); ++i) {
        *positions[i].enabled = enabled[i];
    }
    return {};
}

void setBatchNorm(ModelSpec& spec, bool enabled)
{
    for (const Position& position : positionsOf(spec)) {
        *position.enabled = enabled;
    }
}

bool usesBatchNorm(const ModelSpec& spec)
{
    return batchNormValuesPerSample(spec) > 0;
}

std::int64_t batchNormValuesPerSample(const ModelSpec& spec)
{
    std::int64_t smallest = 0;
    const auto description = describe(spec);
    for (const LayerDescription& row : description.value_or(std::vector<LayerDescription>{})) {
        if (row.counts.gammaBeta > 0) {
            const std::int64_t values = row.outputShape.size() == 3 ? row.outputShape[1] * row.outputShape[2] : 1;
            smallest = smallest == 0 ? values : std::min(smallest, values);
        }
    }
    return smallest;
}

}  // namespace normscope::nn
