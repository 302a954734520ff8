#include <cmath>
#include <string>
#include <string_view>

#include <fmt/format.h>

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

# The network's input is (pixel / 255 - MEAN) / STD, with the numbers of the images it was trained on.
MEAN = {mean}
STD = {std}

# Height and width of images that the network takes.
IMAGE = ({rows}, {columns})
)py";

constexpr std::string_view kNorm = R"py(
# Normscope's momentum of {momentum} is the weight of the past; PyTorch's is the weight of the present.
# Trained on, PyTorch's running variance is the unbiased one; Normscope's was the batch's own.
BN = {{"eps": {eps}, "momentum": {converted}}}
)py";

constexpr std::string_view kBlock = R"py(

class BasicBlock(nn.Module):
    """A basic block of He et al. (2016): ReLU(bn2(conv2(ReLU(bn1(conv1(x))))) + shortcut(x))."""

    def __init__(self, channels, out, stride, bn1, bn2, shortcut_bn):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride=stride, padding=1)
        self.bn1 = nn.BatchNorm2d(out, **BN) if bn1 else nn.Identity()
        self.conv2 = nn.Conv2d(out, out, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(out, **BN) if bn2 else nn.Identity()
        self.shortcut = nn.Sequential()
        if stride != 1 or channels != out:
            self.shortcut.add_module("conv", nn.Conv2d(channels, out, 1, stride=stride))
            if shortcut_bn:
                self.shortcut.add_module("bn", nn.BatchNorm2d(out, **BN))

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.shortcut(x))
)py";

constexpr std::string_view kBlockWithoutNorm = R"py(

class BasicBlock(nn.Module):
    """A basic block of He et al. (2016), without its normalization: ReLU(conv2(ReLU(conv1(x))) + shortcut(x))."""

    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride=stride, padding=1)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1)
        self.shortcut = nn.Sequential()
        if stride != 1 or channels != out:
            self.shortcut.add_module("conv", nn.Conv2d(channels, out, 1, stride=stride))

    def forward(self, x):
        y = torch.relu(self.conv1(x))
        return torch.relu(self.conv2(y) + self.shortcut(x))
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
    """Images of bytes (N, height, width) as the network's input (N, 1, height, width)."""
    return (images.to(torch.float32).unsqueeze(1) / 255 - MEAN) / STD


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
    images = read_idx(folder, "t10k-images-idx3-ubyte")
    labels = read_idx(folder, "t10k-labels-idx1-ubyte").to(torch.int64)
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

const char* asPython(bool value)
{
    return value ? "True" : "False";
}

/// Writes build(): a Sequential of the network's layers under the names of the spec.
class Builder
{
  public:
    explicit Builder(const nn::ModelSpec& network)
        : m_usesNorm(nn::usesBatchNorm(network))
        , m_isFlat(network.input.size() == 1)
        , m_width(network.input.front())
    {
        for (const std::int64_t extent : network.input) {
            m_shape.push_back(extent);
        }
        m_text = "\n\ndef build():\n    \"\"\"The network, untrained.\"\"\"\n    return nn.Sequential(OrderedDict([\n";
        if (m_isFlat) {
            add("flatten", "nn.Flatten()");
        }
        for (const nn::Layer& layer : network.layers) {
            if (!std::holds_alternative<nn::ResidualBlock>(layer)) {
                endStage();
            }
            std::visit(*this, layer);
        }
        endStage();
        m_text += "    ]))\n";
    }

    void operator()(const nn::LinearLayer& layer)
    {
        add(layer.name, fmt::format("nn.Linear({}, {})", m_width, layer.outFeatures));
        m_width = layer.outFeatures;
    }

    void operator()(const nn::ConvLayer& layer)
    {
        add(layer.name, fmt::format("nn.Conv2d({}, {}, {}, stride={}, padding={})", m_width, layer.outChannels,
                                    layer.kernel, layer.stride, layer.padding));
        m_width = layer.outChannels;
        m_shape = {m_width, nn::extentAfter(layer, m_shape[1]), nn::extentAfter(layer, m_shape[2])};
    }

    void operator()(const nn::BatchNormLayer& layer)
    {
        if (layer.enabled) {
            add(layer.name, fmt::format("nn.BatchNorm{}d({}, **BN)", m_isFlat ? 1 : 2, m_width));
        }
    }

    void operator()(const nn::ReluLayer& /*layer*/) { add(fmt::format("relu{}", ++m_relus), "nn.ReLU()"); }

    void operator()(const nn::AvgPoolLayer& /*layer*/)
    {
        add(fmt::format("pool{}", ++m_pools), "nn.AvgPool2d(2)");
        m_shape = {m_width, m_shape[1] / 2, m_shape[2] / 2};
    }

    void operator()(const nn::GlobalAvgPoolLayer& /*layer*/)
    {
        add("global_pool", "nn.AdaptiveAvgPool2d(1)");
        add("flatten", "nn.Flatten()");
        m_isFlat = true;
    }

    void operator()(const nn::ReshapeLayer& /*layer*/)
    {
        add("flatten", "nn.Flatten()");
        m_isFlat = true;
        m_width = m_shape[0] * m_shape[1] * m_shape[2];
    }

    /// Blocks are named "stage1.block1": those of a stage go into a Sequential of its name.
    void operator()(const nn::ResidualBlock& block)
    {
        const std::size_t dot = block.name.find('.');
        const std::string stage = block.name.substr(0, dot);
        if (stage != m_stage) {
            endStage();
            m_stage = stage;
            m_text += fmt::format("        (\"{}\", nn.Sequential(OrderedDict([\n", stage);
        }
        m_text += "    ";
        const std::string norms = m_usesNorm ? fmt::format(", bn1={}, bn2={}, shortcut_bn={}", asPython(block.bn1),
                                                           asPython(block.bn2), asPython(block.shortcutBn))
                                             : "";
        add(block.name.substr(dot + 1),
            fmt::format("BasicBlock({}, {}, stride={}{})", m_width, block.outChannels, block.stride, norms));
        m_width = block.outChannels;
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

  private:
    void add(const std::string& name, const std::string& module)
    {
        m_text += fmt::format("        (\"{}\", {}),\n", name, module);
    }

    void endStage()
    {
        if (!m_stage.empty()) {
            m_stage.clear();
            m_text += "        ]))),\n";
        }
    }

    std::string m_text;
    std::string m_stage;
    bool m_usesNorm;
    bool m_isFlat;
    std::int64_t m_width;  ///< features or channels of what the next layer gets
    nn::SampleShape m_shape;
    int m_relus = 0;
    int m_pools = 0;
};

bool hasBlocks(const nn::ModelSpec& network)
{
    for (const nn::Layer& layer : network.layers) {
        if (std::holds_alternative<nn::ResidualBlock>(layer)) {
            return true;
        }
    }
    return false;
}

/// 1 − 0.9 as "0.1", not as the 0.09999999999999998 that doubles make of it.
std::string complement(double momentum)
{
    constexpr double kDigits = 1e15;
    return shortest(std::round((1.0 - momentum) * kDigits) / kDigits);
}

}  // namespace

std::string pyTorchSource(const PyTorchModel& model)
{
    using fmt::arg;
    const nn::ModelSpec& network = model.network;
    std::string text = fmt::format(kHead, arg("title", model.title), arg("mean", shortest(model.normalization.mean)),
                                   arg("std", shortest(model.normalization.std)), arg("rows", model.rows),
                                   arg("columns", model.columns));
    if (nn::usesBatchNorm(network)) {
        text += fmt::format(kNorm, arg("momentum", shortest(network.bnMomentum)), arg("eps", shortest(network.bnEps)),
                            arg("converted", complement(network.bnMomentum)));
    }
    if (hasBlocks(network)) {
        text += nn::usesBatchNorm(network) ? kBlock : kBlockWithoutNorm;
    }
    text += Builder(network).text();
    text += kTail;
    return text;
}

}  // namespace normscope
