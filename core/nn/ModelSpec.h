#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <normscope/base/Result.h>

/// What a network is, as a value: no torch header is needed to make, compare or describe one.
/// ModelFamilies.h makes the assignment's networks, Network.h runs a spec.
namespace normscope::nn
{

/// Sizes of one sample without the batch dimension: {features} or {channels, height, width}.
using SampleShape = std::vector<std::int64_t>;

/// y = Wx + b on (N, features).
struct LinearLayer
{
    std::string name;
    std::int64_t outFeatures = 0;
    bool operator==(const LinearLayer&) const = default;
};

/// Convolution with bias on (N, C, H, W).
struct ConvLayer
{
    std::string name;
    std::int64_t outChannels = 0;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    bool operator==(const ConvLayer&) const = default;
};

/// A BN position: the place before an activation where batch normalization may stand. Switched off it is the identity.
struct BatchNormLayer
{
    std::string name;
    bool enabled = true;
    bool operator==(const BatchNormLayer&) const = default;
};

struct ReluLayer
{
    bool operator==(const ReluLayer&) const = default;
};

/// 2×2 average pooling; an odd last row or column is dropped, as in PyTorch.
struct AvgPoolLayer
{
    bool operator==(const AvgPoolLayer&) const = default;
};

/// (N, C, H, W) to (N, C): the mean of each feature map.
struct GlobalAvgPoolLayer
{
    bool operator==(const GlobalAvgPoolLayer&) const = default;
};

/// (N, C, H, W) to (N, C·H·W).
struct ReshapeLayer
{
    bool operator==(const ReshapeLayer&) const = default;
};

/// A basic block of He et al. (CVPR 2016): ReLU(bn2(conv2(ReLU(bn1(conv1(x))))) + shortcut(x)). The shortcut is the
/// identity, or a 1×1 convolution with a BN position of its own where the shape changes.
struct ResidualBlock
{
    std::string name;
    std::int64_t outChannels = 0;
    std::int64_t stride = 1;
    bool bn1 = true;
    bool bn2 = true;
    bool shortcutBn = true;  ///< of no effect where the shortcut is the identity
    bool operator==(const ResidualBlock&) const = default;
};

using Layer = std::variant<LinearLayer, ConvLayer, BatchNormLayer, ReluLayer, AvgPoolLayer, GlobalAvgPoolLayer,
                           ReshapeLayer, ResidualBlock>;

/// A network as the list of its layers, in order, from a sample to the logits.
struct ModelSpec
{
    SampleShape input;
    std::vector<Layer> layers;
    double bnMomentum = 0.9;  ///< weight of the past in the running estimates; PyTorch's is 1 − this
    double bnEps = 1e-5;
    bool operator==(const ModelSpec&) const = default;
};

/// What a layer is made of, counted before anything is built or trained. Numbers of scalars.
struct ParameterCounts
{
    std::int64_t weight = 0;
    std::int64_t bias = 0;
    std::int64_t gammaBeta = 0;
    std::int64_t buffers = 0;  ///< running_mean, running_var and num_batches_tracked: PyTorch's buffers, not learned

    [[nodiscard]] std::int64_t total() const { return weight + bias + gammaBeta; }
    ParameterCounts& operator+=(const ParameterCounts& other);
    bool operator==(const ParameterCounts&) const = default;
};

/// One row of a network's description.
struct LayerDescription
{
    std::string name;  ///< as in the state dict; empty for layers without one
    std::string kind;  ///< "Linear", "Conv2d", "BatchNorm1d", "BatchNorm2d", "ReLU", "AvgPool2d", "Reshape", …
    SampleShape outputShape;
    ParameterCounts counts;
    bool operator==(const LayerDescription&) const = default;
};

/// All layers in the order in which they run, residual blocks taken apart and BN positions that are off left out.
/// ErrorCode::Usage with one sentence if the layers do not fit each other or a width is not a sensible number.
[[nodiscard]] Result<std::vector<LayerDescription>> describe(const ModelSpec& spec);

[[nodiscard]] ParameterCounts totalOf(const std::vector<LayerDescription>& description);

/// "28×28" style text of a shape: "16×28×28", "256".
[[nodiscard]] std::string toText(const SampleShape& shape);

/// Names of all BN positions in order, whether on or off: bn1, bn2, stage1.block1.bn1, … A shortcut's position counts
/// only where the shape changes.
[[nodiscard]] std::vector<std::string> batchNormPositions(const ModelSpec& spec);

/// Switches the BN positions on or off, one value a position in the order of batchNormPositions().
/// ErrorCode::Usage if their number differs.
[[nodiscard]] Status setBatchNorm(ModelSpec& spec, const std::vector<bool>& enabled);

/// Switches all positions at once.
void setBatchNorm(ModelSpec& spec, bool enabled);

[[nodiscard]] bool usesBatchNorm(const ModelSpec& spec);

/// The smallest number of values that one sample gives to a channel of any BN layer in use: 1 for an MLP, H·W in a
/// CNN. A batch of n samples gives n times as many, and BN needs two. 0 if no BN layer is in use.
[[nodiscard]] std::int64_t batchNormValuesPerSample(const ModelSpec& spec);

/// Height or width of a convolution's output for an input of that height or width.
[[nodiscard]] inline std::int64_t extentAfter(const ConvLayer& conv, std::int64_t extent)
{
    return (extent + 2 * conv.padding - conv.kernel) / conv.stride + 1;
}

/// True when the residual block changes the shape of what it gets, so that its shortcut needs a convolution.
[[nodiscard]] inline bool changesShape(const ResidualBlock& block, std::int64_t inChannels)
{
    return block.stride != 1 || block.outChannels != inChannels;
}

}  // namespace normscope::nn
