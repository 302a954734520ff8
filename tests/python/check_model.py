#!/usr/bin/env python3
"""Rebuilds a run's network in PyTorch, from its model.safetensors alone and stock torch.nn modules, and compares.

    check_model.py DATASET LEAF…

LEAF is a run's folder (…/seed-1/bn), DATASET the folder of IDX files that its predictions are about. The network's
answers on the first 1,000 test images must be those in LEAF/predictions.safetensors: exit code 0, otherwise 1.
"""

import gzip
import json
import os
import struct
import sys

import torch
from torch import nn

IMAGES = 1000
TOLERANCE = 1e-4
# Where the probability is smaller than this its logarithm says little.
SMALLEST_PROBABILITY = 1e-6
CLASSES = 10


def read_safetensors(path):
    """The tensors by name and the metadata: https://huggingface.co/docs/safetensors"""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    content = bytearray(data[8 + length :])
    metadata = header.pop("__metadata__", {})
    types = {"F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(content[begin:end], dtype=types[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors, metadata


def read_idx(folder, name):
    """The content of an IDX file, plain or packed, as a tensor of bytes."""
    path = os.path.join(folder, name)
    opener = open if os.path.exists(path) else gzip.open
    with opener(path if opener is open else path + ".gz", "rb") as file:
        data = file.read()
    dimensions = data[3]
    start = 4 + 4 * dimensions
    shape = struct.unpack(">" + "I" * dimensions, data[4:start])
    return torch.frombuffer(bytearray(data[start:]), dtype=torch.uint8).reshape(shape)


def run_of(leaf):
    """The settings of a run and its variant, as its run.json has them."""
    with open(os.path.join(leaf, "run.json"), encoding="utf-8") as file:
        run = json.load(file)
    return {**run["settings"], "variant": run["variant"]}


def inputs_of(images, spec, normalization):
    """Images of bytes (N, height, width) as the network's input."""
    pixels = images.to(torch.float32).unsqueeze(1)
    if spec.get("binarize"):
        pixels = (pixels > 127) * 255.0
    return (pixels / 255 - normalization["mean"][0]) / normalization["std"][0]


def bn_of(spec):
    """Its BN positions: on, off or a list."""
    return "off" if spec["variant"] == "no-bn" else spec.get("bn", spec.get("bn_layers"))


class Switches:
    """Hands out the BN positions in order: a stock layer where one is on, the identity where it is off."""

    def __init__(self, spec):
        words = bn_of(spec).split(",")
        self.words = words if len(words) > 1 else None
        self.all = words[0]
        self.options = {"eps": spec["bn_eps"], "momentum": 1 - spec["bn_momentum"]}

    def layer(self, kind, channels):
        word = self.words.pop(0) if self.words is not None else self.all
        return kind(channels, **self.options) if word == "on" else nn.Identity()

    def finish(self):
        assert not self.words, f"{len(self.words)} BN switches too many"


def mlp(spec, rows, columns, switches):
    network = nn.Sequential()
    network.add_module("flatten", nn.Flatten())
    width = rows * columns
    for number, out in enumerate(spec["hidden"], 1):
        network.add_module(f"linear{number}", nn.Linear(width, out))
        network.add_module(f"bn{number}", switches.layer(nn.BatchNorm1d, out))
        network.add_module(f"relu{number}", nn.ReLU())
        width = out
    network.add_module(f"linear{len(spec['hidden']) + 1}", nn.Linear(width, CLASSES))
    return network


def cnn(spec, rows, columns, switches):
    network = nn.Sequential()
    channels = 1
    for number, out in enumerate(spec["channels"], 1):
        network.add_module(f"conv{number}", nn.Conv2d(channels, out, 3, padding=1))
        network.add_module(f"bn{number}", switches.layer(nn.BatchNorm2d, out))
        network.add_module(f"relu{number}", nn.ReLU())
        network.add_module(f"pool{number}", nn.AvgPool2d(2))
        channels, rows, columns = out, rows // 2, columns // 2
    network.add_module("flatten", nn.Flatten())
    network.add_module("linear1", nn.Linear(channels * rows * columns, CLASSES))
    return network


class Block(nn.Module):
    """A basic block of He et al."""

    def __init__(self, channels, out, stride, switches):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride=stride, padding=1)
        self.bn1 = switches.layer(nn.BatchNorm2d, out)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1)
        self.bn2 = switches.layer(nn.BatchNorm2d, out)
        self.shortcut = nn.Sequential()
        if stride != 1 or channels != out:
            self.shortcut.add_module("conv", nn.Conv2d(channels, out, 1, stride=stride))
            self.shortcut.add_module("bn", switches.layer(nn.BatchNorm2d, out))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + self.shortcut(x))


def resnet(spec, _rows, _columns, switches):
    network = nn.Sequential()
    channels = spec["widths"][0]
    network.add_module("conv1", nn.Conv2d(1, channels, 3, padding=1))
    network.add_module("bn1", switches.layer(nn.BatchNorm2d, channels))
    network.add_module("relu", nn.ReLU())
    network.add_module("pool", nn.AvgPool2d(2))
    for number, (blocks, out) in enumerate(zip(spec["blocks"], spec["widths"]), 1):
        stage = nn.Sequential()
        for block in range(1, blocks + 1):
            stride = 2 if number > 1 and block == 1 else 1
            stage.add_module(f"block{block}", Block(channels, out, stride, switches))
            channels = out
        network.add_module(f"stage{number}", stage)
    network.add_module("global_pool", nn.AdaptiveAvgPool2d(1))
    network.add_module("flatten", nn.Flatten())
    network.add_module("linear1", nn.Linear(channels, CLASSES))
    return network


def rebuild(spec, weights, rows, columns):
    """The network of a run's spec with its weights, in evaluation mode."""
    switches = Switches(spec)
    families = {"mlp": mlp, "cnn": cnn, "resnet": resnet}
    network = families[spec["model"]](spec, rows, columns, switches)
    switches.finish()
    network.load_state_dict(weights, strict=True)
    return network.eval()


def check(leaf, dataset):
    """A sentence on how far apart the answers are, and whether that is near enough."""
    weights, metadata = read_safetensors(os.path.join(leaf, "model.safetensors"))
    predictions, _ = read_safetensors(os.path.join(leaf, "predictions.safetensors"))
    spec = run_of(leaf)
    normalization = json.loads(metadata["normalization"])

    images = read_idx(dataset, "t10k-images-idx3-ubyte")[:IMAGES]
    labels = read_idx(dataset, "t10k-labels-idx1-ubyte")[:IMAGES]
    if len(images) < IMAGES:
        return f"only {len(images)} test images, {IMAGES} are needed", False

    network = rebuild(spec, weights, images.shape[1], images.shape[2])
    inputs = inputs_of(images, spec, normalization)
    with torch.no_grad():
        found = torch.log_softmax(network(inputs), 1)
    probability = predictions["probability"][:IMAGES]
    if not torch.equal(predictions["label"][:IMAGES], labels.to(torch.int64)):
        return "the labels are not those of the dataset's test set", False
    told = probability > SMALLEST_PROBABILITY
    apart = (found - probability.log())[told].abs().max().item()
    sentence = (
        f"{spec['model']}, bn {bn_of(spec)}: log-probabilities of {len(images)} images "
        f"({int(told.sum())} values) are at most {apart:.1e} apart, {TOLERANCE:.0e} accepted"
    )
    return sentence, apart <= TOLERANCE


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    dataset, *leaves = sys.argv[1:]
    all_near = True
    for leaf in leaves:
        sentence, is_near = check(leaf, dataset)
        print(sentence)
        all_near &= is_near
    return 0 if all_near else 1


if __name__ == "__main__":
    sys.exit(main())
