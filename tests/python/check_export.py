#!/usr/bin/env python3
"""Checks what `normscope export --format pytorch` has made, by PyTorch.

    check_export.py DATASET LEAF EXPORT

EXPORT holds model.py and state_dict.pt of the run in LEAF (…/seed-1/bn), DATASET the IDX files that it was tested on.
The weights must be a plain dict with the bits of LEAF/model.safetensors, the network one of stock modules, its logits
those of the network that check_model.py builds, its answers those in LEAF/predictions.safetensors, and BN's momentum
one minus Normscope's. Exit code 0 if all of it is so, otherwise 1 with a sentence.
"""

import importlib.util
import json
import os
import sys

import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check_model import CLASSES, IMAGES, SMALLEST_PROBABILITY, TOLERANCE, inputs_of, read_idx, read_safetensors, rebuild, run_of


# What model.py defines by itself, for what torch.nn has no module for.
OWN_MODULES = ("Network", "Add", "Multiply", "GlobalAvgPool")


def fault(dataset, leaf, export):
    """What is wrong, and otherwise None and a sentence on how near the answers are."""
    weights, metadata = read_safetensors(os.path.join(leaf, "model.safetensors"))
    path = os.path.join(export, "state_dict.pt")
    for options in ({"weights_only": True}, {"weights_only": False}):
        state = torch.load(path, **options)
        if type(state) is not dict or list(state) != list(weights):
            return f"{options}: the state dict is a {type(state)} of {list(state)}", ""
        for name, tensor in weights.items():
            same = state[name].dtype == tensor.dtype and torch.equal(state[name], tensor)
            if not same or not state[name].is_contiguous():
                return f"{options}: {name} differs", ""

    loader = importlib.util.spec_from_file_location("exported_model", os.path.join(export, "model.py"))
    model = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(model)
    network = model.load()
    if network.training:
        return "the network is not in evaluation mode", ""
    spec = run_of(leaf)
    for name, module in network.named_modules():
        if not type(module).__module__.startswith("torch.nn") and type(module).__name__ not in OWN_MODULES:
            return f"{name} is a {type(module)}", ""
        # A network of one's own says both of each layer by itself.
        if "model" in spec and isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            if abs(module.momentum - (1 - spec["bn_momentum"])) > 1e-12 or module.eps != spec["bn_eps"]:
                return f"{name} has momentum {module.momentum} and eps {module.eps}", ""

    images = read_idx(dataset, "t10k-images-idx%d-ubyte" % (3 if model.IMAGE[0] == 1 else 4))[:IMAGES]
    predictions, _ = read_safetensors(os.path.join(leaf, "predictions.safetensors"))
    probability = predictions["probability"][:IMAGES]
    told = probability > SMALLEST_PROBABILITY
    with torch.no_grad():
        logits = network(model.prepare(images))
        apart = 0.0
        # The assignment's networks are built once more, from the settings alone.
        if "model" in spec and model.IMAGE[0] == 1 and logits.shape[1] == CLASSES:
            normalization = json.loads(metadata["normalization"])
            inputs = inputs_of(images, spec, normalization)
            reference = rebuild(spec, weights, images.shape[1], images.shape[2])
            apart = (logits - reference(inputs)).abs().max().item()
        from_ours = (torch.log_softmax(logits, 1) - probability.log())[told].abs().max().item()
    if not apart <= TOLERANCE or not from_ours <= TOLERANCE:
        return f"logits are {apart} from the reference, log-probabilities {from_ours} from the run's", ""
    return None, f"{len(images)} images: logits {apart:.1e}, log-probabilities {from_ours:.1e} apart"


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    wrong, sentence = fault(*sys.argv[1:])
    print(wrong or sentence)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
