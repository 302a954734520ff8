#!/usr/bin/env python3
"""The assignment as it is usually written in Python, to measure against.

    homework.py --data FOLDER --model mlp|cnn --bn on|off --pipeline dataloader|memory [--epochs 1] [--threads 2]
                [--seed 1] [--stop-at ACCURACY]

`dataloader` loads images as torchvision does, `memory` keeps the whole set as one tensor. Prints one JSON line an epoch with
the seconds of training alone, added up, and with --stop-at the accuracy on the test set, until that is reached.
"""

import argparse
import gzip
import json
import os
import struct
import time

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

MEAN, STD = 0.1307, 0.3081


def read_idx(folder, name):
    for path, opener in ((os.path.join(folder, name), open), (os.path.join(folder, name + ".gz"), gzip.open)):
        if os.path.exists(path):
            with opener(path, "rb") as file:
                data = file.read()
            dimensions = data[3]
            shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
            return torch.frombuffer(bytearray(data[4 + 4 * dimensions :]), dtype=torch.uint8).reshape(shape)
    raise SystemExit(f"no {name} in {folder}")


class Digits(Dataset):
    """Each image by itself through torchvision's transforms, as torchvision.datasets.MNIST gives it."""

    def __init__(self, images, labels):
        from PIL import Image
        from torchvision import transforms

        self.from_array = Image.fromarray
        self.transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((MEAN,), (STD,))])
        self.images, self.labels = images, labels

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = self.from_array(self.images[index].numpy(), mode="L")
        return self.transform(image), int(self.labels[index])


def network(model, has_bn):
    def norm1d(width):
        return [nn.BatchNorm1d(width)] if has_bn else []

    def norm2d(channels):
        return [nn.BatchNorm2d(channels)] if has_bn else []

    if model == "mlp":
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), *norm1d(256), nn.ReLU(), nn.Linear(256, 128),
                             *norm1d(128), nn.ReLU(), nn.Linear(128, 10))
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), *norm2d(16), nn.ReLU(), nn.AvgPool2d(2),
                         nn.Conv2d(16, 32, 3, padding=1), *norm2d(32), nn.ReLU(), nn.AvgPool2d(2),
                         nn.Flatten(), nn.Linear(32 * 7 * 7, 10))


def accuracy(net, inputs, targets):
    net.eval()
    with torch.no_grad():
        right = sum((net(x).argmax(1) == y).sum().item() for x, y in zip(inputs.split(1000), targets.split(1000)))
    net.train()
    return right / len(targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", choices=("mlp", "cnn"), required=True)
    parser.add_argument("--bn", choices=("on", "off"), required=True)
    parser.add_argument("--pipeline", choices=("dataloader", "memory"), required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop-at", type=float)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images = read_idx(options.data, "train-images-idx3-ubyte")
    labels = read_idx(options.data, "train-labels-idx1-ubyte")

    def whole(pixels):
        return pixels.unsqueeze(1).float().div(255).sub(MEAN).div(STD)

    if options.pipeline == "dataloader":
        loader = DataLoader(Digits(images, labels), batch_size=100, shuffle=True)

        def batches():
            return loader
    else:
        inputs = whole(images)
        targets = labels.long()

        def batches():
            return ((inputs[part], targets[part]) for part in torch.randperm(len(inputs)).split(100))

    net = network(options.model, options.bn == "on")
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
    net.train()
    seconds = 0
    for epoch in range(1, options.epochs + 1):
        losses = []
        start = time.perf_counter()
        for x, y in batches():
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(net(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        seconds += time.perf_counter() - start
        line = {"epoch": epoch, "train_seconds": seconds, "mean_loss": sum(losses) / len(losses)}
        if options.stop_at:
            line["test_accuracy"] = accuracy(net, whole(read_idx(options.data, "t10k-images-idx3-ubyte")),
                                             read_idx(options.data, "t10k-labels-idx1-ubyte").long())
        print(json.dumps(line), flush=True)
        if options.stop_at and line["test_accuracy"] >= options.stop_at:
            return


if __name__ == "__main__":
    main()
