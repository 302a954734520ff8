#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <normscope/base/Result.h>

/// A network as a value: named nodes with inputs, in an order in which each comes after its inputs. Needs neither torch
/// nor OpenMP. Families.h and Variants.h make graphs, GraphJson.h writes and reads them, nn/Network.h runs them.
namespace normscope::graph
{

/// Sizes of one sample without the batch dimension: {features}, or {channels, height, width} of an image.
using SampleShape = std::vector<std::int64_t>;

/// "16×28×28", "256".
[[nodiscard]] std::string toText(const SampleShape& shape);

/// How many numbers a sample of that shape has.
[[nodiscard]] std::int64_t valuesOf(const SampleShape& shape);

/// The operations, under PyTorch's names and with its parameters and defaults.

/// y = Wx + b on flat samples.
struct Linear
{
    std::int64_t outFeatures = 0;
    std::optional<double> normalInit;  ///< W from N(0, σ²) and b = 0; none: PyTorch's default
    bool operator==(const Linear&) const = default;
};

/// Convolution with bias. Kernel, stride and padding are alike in both directions.
struct Conv2d
{
    std::int64_t outChannels = 0;
    std::int64_t kernelSize = 0;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::optional<double> normalInit;  ///< as Linear's
    bool operator==(const Conv2d&) const = default;
};

/// A BN position. One that is not enabled is the identity, in every variant of the network.
struct BatchNorm
{
    bool isOfImages = false;         ///< BatchNorm2d, else BatchNorm1d
    std::optional<double> momentum;  ///< weight of the past; none: what the run decides
    std::optional<double> eps;       ///< likewise
    bool enabled = true;
    /// In training each value is shifted and scaled by noise behind it: the variant noisy-bn.
    bool isNoisy = false;
    bool operator==(const BatchNorm&) const = default;
};

/// Over all features of a flat sample.
struct LayerNorm
{
    std::optional<double> eps;
    bool operator==(const LayerNorm&) const = default;
};

/// Over groups of an image's channels.
struct GroupNorm
{
    std::int64_t numGroups = 0;
    std::optional<double> eps;
    bool operator==(const GroupNorm&) const = default;
};

struct Activation
{
    enum class Function
    {
        ReLU,
        Sigmoid,
        Tanh,
    };
    Function function = Function::ReLU;
    bool operator==(const Activation&) const = default;
};

/// Rows and columns that do not fill a window are dropped. Padding counts as zeros for a mean, as nothing for a
/// maximum.
struct Pool2d
{
    bool isMax = false;  ///< MaxPool2d, else AvgPool2d
    std::int64_t kernelSize = 2;
    std::int64_t stride = 2;
    std::int64_t padding = 0;
    bool operator==(const Pool2d&) const = default;
};

/// (C, H, W) to (C): the mean of each feature map.
struct GlobalAvgPool2d
{
    bool operator==(const GlobalAvgPool2d&) const = default;
};

/// In training sets each value to 0 with probability p and divides the others by 1 − p.
struct Dropout
{
    double p = 0.5;
    bool operator==(const Dropout&) const = default;
};

/// (C, H, W) to (C·H·W).
struct Reshape
{
    bool operator==(const Reshape&) const = default;
};

/// The sum of two or more samples of one shape.
struct Add
{
    bool operator==(const Add&) const = default;
};

/// Each channel of a (C, H, W) times its entry of a (C), as squeeze-and-excitation does; the two in either order.
struct Multiply
{
    bool operator==(const Multiply&) const = default;
};

using Operation = std::variant<Linear, Conv2d, BatchNorm, LayerNorm, GroupNorm, Activation, Pool2d, GlobalAvgPool2d,
                               Dropout, Reshape, Add, Multiply>;

/// The reserved name of the image that goes into a graph.
inline constexpr std::string_view kInputName = "input";

struct Node
{
    std::string name;  ///< as in the state dict: "stage1.block1.conv1"
    Operation operation;
    std::vector<std::string> inputs;  ///< names of nodes before it, or kInputName
    bool operator==(const Node&) const = default;
};

/// "Conv2d", "BatchNorm1d", "MaxPool2d", …: what the JSON form calls the node's operation.
[[nodiscard]] std::string_view kindOf(const Node& node);

/// The node's operation as one of those structs; null where it is another.
template <class Kind>
[[nodiscard]] const Kind* as(const Node& node)
{
    return std::get_if<Kind>(&node.operation);
}

struct Graph
{
    SampleShape input;
    std::vector<Node> nodes;  ///< the last one gives the logits
    bool operator==(const Graph&) const = default;

    /// Adds a node that takes what the one before it gives, or the input where it is the first.
    void append(std::string name, Operation operation);
    void append(std::string name, Operation operation, std::vector<std::string> inputs);
};

/// Limits of what is described. A sample is to stay a small part of any machine's memory, and no product to overflow.
inline constexpr std::size_t kMostNodes = 10'000;
inline constexpr std::int64_t kLargestWidth = 1'000'000;             ///< features or channels that a layer makes
inline constexpr std::int64_t kLargestKernel = 1'024;                ///< likewise of strides and paddings
inline constexpr std::int64_t kMostValues = std::int64_t{1} << 31;   ///< of one sample between two nodes
inline constexpr std::int64_t kMostWeights = std::int64_t{1} << 50;  ///< of one layer: what no machine has

/// Scalars that a node is made of, counted before anything is built.
struct ParameterCounts
{
    std::int64_t weight = 0;
    std::int64_t bias = 0;
    std::int64_t gammaBeta = 0;  ///< of any normalizer
    std::int64_t buffers = 0;    ///< running_mean, running_var and num_batches_tracked: PyTorch's buffers, not learned

    [[nodiscard]] std::int64_t total() const { return weight + bias + gammaBeta; }
    ParameterCounts& operator+=(const ParameterCounts& other);
    bool operator==(const ParameterCounts&) const = default;
};

/// Stands for the image among the inputs of a NodeDescription.
inline constexpr std::size_t kInputIndex = static_cast<std::size_t>(-1);

/// What is found of a node by looking at the whole graph.
struct NodeDescription
{
    std::string name;
    std::string kind;
    SampleShape outputShape;
    ParameterCounts counts;
    std::vector<std::size_t> inputs;     ///< indices of nodes, or kInputIndex
    std::vector<std::size_t> consumers;  ///< indices of the nodes that take its output, in order
    double multiplyAdds = 0;             ///< of Linear and Conv2d for one sample
    bool isOff = false;                  ///< a BN position that is not enabled
    bool operator==(const NodeDescription&) const = default;
};

/// One row a node, in the graph's order. ErrorCode::Usage with one sentence that names the node where something does
/// not fit: names, inputs that come later or not at all, a node that nothing uses, shapes, sizes out of range.
[[nodiscard]] Result<std::vector<NodeDescription>> describe(const Graph& graph);

/// Whether the graph is one for images of that shape {C, H, W} (its input is that, or flat its product) with so many
/// classes. Errors as of describe(), whose rows it gives.
[[nodiscard]] Result<std::vector<NodeDescription>> describeFor(const Graph& graph, const SampleShape& image,
                                                               std::int64_t classes);

[[nodiscard]] ParameterCounts totalOf(const std::vector<NodeDescription>& description);

/// Height or width of what a convolution or pooling makes of an image of that height or width.
[[nodiscard]] constexpr std::int64_t extentAfter(std::int64_t extent, std::int64_t kernel, std::int64_t stride,
                                                 std::int64_t padding)
{
    return (extent + 2 * padding - kernel) / stride + 1;
}

}  // namespace normscope::graph
