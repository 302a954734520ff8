#!/usr/bin/env python3
"""What the window costs a training: the same twin in the window and headless, in alternating pairs.

    window_cost.py --program normscope --bench normscope_window_bench --dataset mnist --model cnn --epochs 2
                   [--pairs 5] [--minimised]

Prints for each pair the seconds of training steps (both halves, as their summaries have it) and the GUI thread's share of
the wall time, then the medians. Needs a display (xvfb-run gives one) or QT_QPA_PLATFORM=offscreen.
"""

import argparse
import glob
import json
import os
import statistics
import subprocess
import tempfile


def train_seconds(folder):
    summaries = glob.glob(os.path.join(folder, "**", "summary.json"), recursive=True)
    assert len(summaries) == 2, f"two halves expected in {folder}"
    total = 0.0
    for path in summaries:
        with open(path, encoding="utf-8") as file:
            summary = json.load(file)
        assert summary["status"] == "done", path
        total += summary["train_seconds"]
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--dataset", default="mnist")
    parser.add_argument("--model", default="cnn")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--minimised", action="store_true")
    options = parser.parse_args()

    ratios, shares = [], []
    for pair in range(options.pairs):
        with tempfile.TemporaryDirectory() as folder:
            config = os.path.join(folder, "experiment.json")
            with open(config, "w", encoding="utf-8") as file:
                json.dump({"format_version": 2, "command": "twin", "model": options.model, "dataset": options.dataset,
                           "epochs": options.epochs}, file)
            runs = os.path.join(folder, "runs")
            environment = {**os.environ, "NORMSCOPE_RUNS": runs}

            def in_window():
                mode = ["minimised"] if options.minimised else []
                done = subprocess.run([options.bench, config, *mode], env=environment, check=True, capture_output=True)
                return json.loads(done.stdout.splitlines()[-1]), train_seconds(runs)

            def headless():
                out = os.path.join(folder, "headless")
                subprocess.run([options.program, "twin", "--config", config, "--quiet", "--out", out], env=environment,
                               check=True)
                return train_seconds(out)

            if pair % 2:
                alone = headless()
                window, with_window = in_window()
            else:
                window, with_window = in_window()
                alone = headless()
        ratios.append(with_window / alone)
        shares.append(window["gui_cpu_seconds"] / window["wall_seconds"])
        print(f"pair {pair + 1}: window {with_window:.2f} s, headless {alone:.2f} s, ratio {ratios[-1]:.3f}, "
              f"GUI thread {100 * shares[-1]:.1f} % of {window['wall_seconds']:.1f} s", flush=True)
    print(f"medians: ratio {statistics.median(ratios):.3f}, GUI thread {100 * statistics.median(shares):.1f} %")


if __name__ == "__main__":
    main()
