#!/usr/bin/env python3
"""What checkpoints cost a training: the same twin with one after every step and with none, in alternating pairs.

    checkpoint_cost.py --program build/release/app/normscope [--models mlp,cnn,resnet] [--pairs 5] [--out DIR]

Prints for each model the median milliseconds that the checkpoints of both twins take, and what that is of the seconds between
two of them. DIR is on the disk that is to be measured: every checkpoint waits until it is there.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time

STEPS = 60
SECONDS_BETWEEN = 5  # at least: CheckpointTimer.h
NEVER = 1e9


def seconds(program, model, between, place):
    with tempfile.TemporaryDirectory(dir=place) as folder:
        begin = time.monotonic()
        subprocess.run([program, "twin", "--model", model, "--dataset", f"builtin:{STEPS * 100}", "--batch-size", "100",
                        "--epochs", "1", "--eval-every", "0", "--quiet", "--out", os.path.join(folder, "run")], check=True,
                       env={**os.environ, "NORMSCOPE_CHECKPOINT_SECONDS": str(between)})
        return time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--models", default="mlp,cnn,resnet")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--out", default=".")
    options = parser.parse_args()
    for model in options.models.split(","):
        costs = []
        for _ in range(options.pairs):
            always = seconds(options.program, model, 0, options.out)
            costs.append((always - seconds(options.program, model, NEVER, options.out)) / STEPS)
        cost = statistics.median(costs)
        print(f"{model}: {1000 * cost:.1f} ms ({1000 * min(costs):.1f} to {1000 * max(costs):.1f}), "
              f"{100 * cost / SECONDS_BETWEEN:.2f} % of {SECONDS_BETWEEN} s", flush=True)


if __name__ == "__main__":
    main()
