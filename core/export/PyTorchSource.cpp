#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/Overloaded.h>
#include <normscope/export/PyTorchModel.h>

namespace normscope
{

namespace
{

constexpr std::string_view kHead = R"py(#!/usr/bin/env python3
"""A network trained by Normscope ({title}), rebuilt from stock torch.nn modules.

    python3 model.py           loads the weights and runs one forward pass
    python3 model.py FOLDER    prints the accuracy on the test images in FOLDER: MNIST's IDX files, plain or .gz

For your own program: from model import load; network = load()
"""

import gzip
import os
import struct
import sys
from collections import OrderedDict

import torch
from torch import nn

# The network's input is (pixel / 255 - MEAN) / STD, a number a channel, with those of the images it was trained on.
MEAN = {mean}
STD = {std}

# Channels, height and width of images that the network takes.
IMAGE = ({channels}, {rows}, {columns})

# The label that files have for the network's first output.
FIRST_LABEL = {first}

# Whether pixels above 127 are white and all others black.
BINARIZE = {binarize}
)py";

constexpr std::string_view kUntrainedHead =
    R"py("""A network drawn in Normscope, made of stock torch.nn modules; its weights are PyTorch's first ones."""

from collections import OrderedDict

import torch
from torch import nn
)py";

constexpr std::string_view kUntrainedTail = R"py(

if __name__ == "__main__":
    network = build()
    print(network)
    print("output:", tuple(network(torch.zeros(2, {})).shape))
)py";

constexpr std::string_view kNorm = R"py(
# Normscope's momentum of {momentum} is the weight of the past; PyTorch's is the weight of the present.
# Trained on, PyTorch's running variance is the unbiased one; Normscope's was the batch's own.
BN = {{"eps": {eps}, "momentum": {converted}}}
)py";

constexpr std::string_view kGlobalAvgPool = R"py(

class GlobalAvgPool(nn.Module):
    """(N, C, H, W) to (N, C): the mean of each feature map."""

    def forward(self, x):
        return x.mean((2, 3))
)py";

constexpr std::string_view kAdd = R"py(

class Add(nn.Module):
    """The sum of its inputs."""

    def forward(self, *inputs):
        return sum(inputs[1:], inputs[0])
)py";

constexpr std::string_view kMultiply = R"py(

class Multiply(nn.Module):
    """Each channel of (N, C, H, W) times its entry of (N, C)."""

    def forward(self, *inputs):
        a, b = (x[:, :, None, None] if x.dim() == 2 else x for x in inputs)
        return a * b
)py";

constexpr std::string_view kNetwork = R"py(

class Network(nn.Module):
    """Modules with names and inputs, run one after the other; "input" is the image."""

    def __init__(self, nodes):
        super().__init__()
        self.order = [(name, module, inputs) for name, module, inputs in nodes]
        for name, module, _ in nodes:
            *scopes, last = name.split(".")
            parent = self
            for scope in scopes:
                parent = parent._modules.setdefault(scope, nn.Module())
            parent._modules[last] = module

    def forward(self, x):
        values = {{"input": {input}}}
        for name, module, inputs in self.order:
            values[name] = module(*(values[each] for each in inputs))
        return values[name]
)py";

constexpr std::string_view kTail = R"py(

def load(path=os.path.join(os.path.dirname(os.path.abspath(__file__)), "state_dict.pt")):
    """The network with its trained weights, in evaluation mode."""
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
    except TypeError:  # before PyTorch 1.13
        weights = torch.load(path, map_location="cpu")
    network = build()
    network.load_state_dict(weights, strict=True)
    return network.eval()


def prepare(images):
    """Images of bytes (N, height, width) or (N, channels, height, width) as the network's input, of four dimensions."""
    images = images.to(torch.float32).reshape((-1,) + IMAGE)
    if BINARIZE:
        images = (images > 127) * 255.0
    mean, std = (torch.tensor(numbers).reshape(1, -1, 1, 1) for numbers in (MEAN, STD))
    return (images / 255 - mean) / std


def read_idx(folder, name):
    """The content of an IDX file, plain or packed, as a tensor of bytes."""
    names = [name, name + ".gz", name.replace("-idx", ".idx"), name.replace("-idx", ".idx") + ".gz"]
    for path in (os.path.join(folder, each) for each in names):
        if os.path.exists(path):
            with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
                data = file.read()
            dimensions = data[3]
            start = 4 + 4 * dimensions
            shape = struct.unpack(">%dI" % dimensions, data[4:start])
            return torch.frombuffer(bytearray(data[start:]), dtype=torch.uint8).reshape(shape)
    sys.exit("%s: the folder has no file %s (plain or .gz)" % (folder, name))


def accuracy(network, folder):
    """The fraction of the folder's test images that the network classifies rightly."""
    images = read_idx(folder, "t10k-images-idx%d-ubyte" % (3 if IMAGE[0] == 1 else 4))
    labels = read_idx(folder, "t10k-labels-idx1-ubyte").to(torch.int64) - FIRST_LABEL
    right = 0
    with torch.no_grad():
        for start in range(0, len(images), 1000):
            answers = network(prepare(images[start : start + 1000])).argmax(1)
            right += int((answers == labels[start : start + 1000]).sum())
    return right / len(images)


def main():
    network = load()
    parameters = sum(parameter.numel() for parameter in network.parameters())
    print("loaded a network of %d parameters" % parameters)
    if len(sys.argv) > 1:
        print("test accuracy: %.4f" % accuracy(network, sys.argv[1]))
    else:
        with torch.no_grad():
            logits = network(prepare(torch.zeros((1,) + IMAGE, dtype=torch.uint8)))
        print("logits of an empty image:", " ".join("%.4f" % logit for logit in logits[0].tolist()))


if __name__ == "__main__":
    main()
)py";

/// 1 − 0.9 as "0.1", not as the 0.09999999999999998 that doubles make of it.
std::string complement(double momentum)
{
    constexpr double kDigits = 1e15;
    return shortest(std::round((1.0 - momentum) * kDigits) / kDigits);
}

/// "[0.1, 0.2]"
std::string listOf(const std::vector<double>& numbers)
{
    std::string text;
    for (const double number : numbers) {
        text += (text.empty() ? "" : ", ") + shortest(number);
    }
    return "[" + text + "]";
}

/// The arguments of a normalizer's PyTorch module beyond its sizes.
std::string normArguments(const graph::BatchNorm& norm)
{
    return fmt::format("eps={}, momentum={}", shortest(*norm.eps), complement(*norm.momentum));
}

/// What a network's batch normalizations share; none where they differ or there are none.
const graph::BatchNorm* sharedNorm(const graph::Graph& network)
{
    const graph::BatchNorm* shared = nullptr;
    for (const graph::Node& node : network.nodes) {
        const auto* norm = graph::as<graph::BatchNorm>(node);
        if (norm != nullptr && shared != nullptr && normArguments(*norm) != normArguments(*shared)) {
            return nullptr;
        }
        shared = norm != nullptr ? norm : shared;
    }
    return shared;
}

/// "3, stride=1, padding=1"
std::string windowArguments(std::int64_t kernelSize, std::int64_t stride, std::int64_t padding)
{
    return fmt::format("{}, stride={}, padding={}", kernelSize, stride, padding);
}

/// A node as a module of torch.nn's, or of a class above; `in` is the shape that goes into it.
std::string moduleOf(const graph::Node& node, const graph::SampleShape& in, bool sharesNorm)
{
    using std::string;
    return std::visit(
        Overloaded{
            [&](const graph::Linear& layer) { return fmt::format("nn.Linear({}, {})", in[0], layer.outFeatures); },
            [&](const graph::Conv2d& layer) {
                return fmt::format("nn.Conv2d({}, {}, {})", in[0], layer.outChannels,
                                   windowArguments(layer.kernelSize, layer.stride, layer.padding));
            },
            [&](const graph::BatchNorm& norm) {
                // Noise is for training alone.
                return fmt::format("nn.BatchNorm{}d({}, {})", in.size() == 3 ? 2 : 1, in[0],
                                   sharesNorm ? "**BN" : normArguments(norm));
            },
            [&](const graph::LayerNorm& norm) {
                return fmt::format("nn.LayerNorm({}, eps={})", in[0], shortest(*norm.eps));
            },
            [&](const graph::GroupNorm& norm) {
                return fmt::format("nn.GroupNorm({}, {}, eps={})", norm.numGroups, in[0], shortest(*norm.eps));
            },
            [&](const graph::Pool2d& pool) {
                const string arguments = pool == graph::Pool2d{pool.isMax}
                                             ? "2"
                                             : windowArguments(pool.kernelSize, pool.stride, pool.padding);
                return fmt::format("nn.{}({})", graph::kindOf(node), arguments);
            },
            [](const graph::Dropout& dropout) { return fmt::format("nn.Dropout({})", shortest(dropout.p)); },
            [](const graph::GlobalAvgPool2d&) { return string("GlobalAvgPool()"); },
            [](const graph::Reshape&) { return string("nn.Flatten()"); },
            [](const graph::Add&) { return string("Add()"); },
            [](const graph::Multiply&) { return string("Multiply()"); },
            [&](const graph::Activation&) { return fmt::format("nn.{}()", graph::kindOf(node)); },
        },
        node.operation);
}

template <class Kind>
bool has(const graph::Graph& network)
{
    return std::any_of(network.nodes.begin(), network.nodes.end(),
                       [](const graph::Node& node) { return graph::as<Kind>(node) != nullptr; });
}

/// Whether the network is one node after the other, under names that torch.nn.Sequential takes: not those of its own
/// methods, which end in no digit.
bool isSequential(const graph::Graph& network)
{
    std::string before(graph::kInputName);
    for (const graph::Node& node : network.nodes) {
        const bool isPlain = std::isdigit(static_cast<unsigned char>(node.name.back())) != 0 || node.name == "reshape";
        if (node.inputs != std::vector<std::string>{before} || !isPlain || node.name.find('.') != std::string::npos) {
            return false;
        }
        before = node.name;
    }
    return true;
}

/// build(): a Sequential of the nodes' modules, or a Network where nodes have inputs of their own.
std::string buildFunction(const graph::Graph& network, const std::vector<graph::NodeDescription>& rows)
{
    const bool sequential = isSequential(network);
    const bool sharesNorm = sharedNorm(network) != nullptr;
    std::string text = "\n\ndef build():\n    \"\"\"The network, untrained.\"\"\"\n    return ";
    text += sequential ? "nn.Sequential(OrderedDict([\n" : "Network([\n";
    if (sequential && network.input.size() == 1) {
        text += "        (\"flatten\", nn.Flatten()),\n";
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const graph::Node& node = network.nodes[i];
        const std::size_t input = rows[i].inputs.front();
        const auto& in = input == graph::kInputIndex ? network.input : rows[input].outputShape;
        const std::string inputs = sequential ? "" : fmt::format(", [\"{}\"]", fmt::join(node.inputs, "\", \""));
        text += fmt::format("        (\"{}\", {}{}),\n", node.name, moduleOf(node, in, sharesNorm), inputs);
    }
    return text + (sequential ? "    ]))\n" : "    ])\n");
}

/// Everything from BN's numbers to build().
std::string definitions(const graph::Graph& network)
{
    using fmt::arg;
    // It fits together: who asks has seen to that.
    const auto rows = graph::describe(network).value();
    std::string text;
    if (const graph::BatchNorm* norm = sharedNorm(network)) {
        text += fmt::format(kNorm, arg("momentum", shortest(*norm->momentum)), arg("eps", shortest(*norm->eps)),
                            arg("converted", complement(*norm->momentum)));
    }
    text += has<graph::GlobalAvgPool2d>(network) ? kGlobalAvgPool : "";
    text += has<graph::Add>(network) ? kAdd : "";
    text += has<graph::Multiply>(network) ? kMultiply : "";
    if (!isSequential(network)) {
        text += fmt::format(kNetwork, arg("input", network.input.size() == 1 ? "x.flatten(1)" : "x"));
    }
    return text + buildFunction(network, rows);
}

}  // namespace

std::string pyTorchSource(const PyTorchModel& model)
{
    using fmt::arg;
    return fmt::format(kHead, arg("title", model.title), arg("mean", listOf(model.normalization.mean)),
                       arg("std", listOf(model.normalization.std)), arg("channels", model.image[0]),
                       arg("rows", model.image[1]), arg("columns", model.image[2]), arg("first", model.firstLabel),
                       arg("binarize", model.isBinarized ? "True" : "False")) +
           definitions(model.network) + std::string(kTail);
}

std::string pyTorchNetworkSource(const graph::Graph& network, const graph::SampleShape& image)
{
    return std::string(kUntrainedHead) + definitions(network) + fmt::format(kUntrainedTail, fmt::join(image, ", "));
}

}  // namespace normscope
