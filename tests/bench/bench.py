#!/usr/bin/env python3
"""Normscope against what people use, in one run: pairs alternate, medians and ratios are printed and kept as JSON.

    bench.py --build BUILD_DIR --dataset NAME --data FOLDER --out FILE.json [--rounds 3] [--threads 2]

Called by scripts/bench, which builds what it needs. (a) is the assignment's script with a DataLoader, (b) the same with the whole
set in memory, (c) LibTorch's stock modules in C++ with Normscope's data pipeline and runtime.
"""

import argparse
import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def last_epoch(command, environment=None):
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [line["train_seconds"] for line in lines if "train_seconds" in line and "epoch" in line][-1]


class Bench:
    def __init__(self, options):
        self.options = options
        self.program = os.path.join(options.build, "app", "normscope")
        self.peer = os.path.join(options.build, "tests", "bench", "normscope_stock_peer")
        self.layers = os.path.join(options.build, "tests", "bench", "normscope_layer_bench")

    def normscope(self, model, bn):
        with tempfile.TemporaryDirectory() as folder:
            return last_epoch([self.program, "train", "--model", model, "--bn", bn, "--dataset", self.options.dataset,
                               "--epochs", "1", "--eval-every", "0", "--threads", str(self.options.threads), "--json",
                               "--out", os.path.join(folder, "run")])

    def stock(self, model, bn):
        return last_epoch([self.peer, self.options.dataset, model, bn, "1", str(self.options.threads)])

    def homework(self, model, bn, pipeline):
        return last_epoch([sys.executable, os.path.join(HERE, "homework.py"), "--data", self.options.data, "--model",
                           model, "--bn", bn, "--pipeline", pipeline, "--threads", str(self.options.threads)])

    def epoch_times(self):
        """Median seconds an epoch: {model: {bn: {who: seconds}}}. Everybody has a turn in each round."""
        times = {}
        for model in ("mlp", "cnn", "resnet"):
            times[model] = {}
            for bn in ("on", "off"):
                contestants = {"normscope": lambda m=model, b=bn: self.normscope(m, b),
                               "c": lambda m=model, b=bn: self.stock(m, b)}
                if model != "resnet" and self.options.data:
                    contestants["a"] = lambda m=model, b=bn: self.homework(m, b, "dataloader")
                    contestants["b"] = lambda m=model, b=bn: self.homework(m, b, "memory")
                taken = {name: [] for name in contestants}
                for _ in range(self.options.rounds):
                    for name, run in contestants.items():
                        taken[name].append(run())
                times[model][bn] = {name: statistics.median(seconds) for name, seconds in taken.items()}
                print(f"  {model}, BN {bn}: " + ", ".join(f"{n} {s:.2f} s" for n, s in times[model][bn].items()),
                      file=sys.stderr, flush=True)
        return times

    def layer_times(self):
        """Microseconds of forward and backward: [{shape, threads, normscope, torch}]."""
        done = subprocess.run([self.layers, "--benchmark_format=json", "--benchmark_min_time=0.3"], check=True,
                              capture_output=True, text=True)
        found = {}
        for entry in json.loads(done.stdout)["benchmarks"]:
            name, *numbers = entry["name"].removesuffix("/real_time").split("/")
            who = "normscope" if name.startswith("normscope") else "torch"
            found.setdefault(tuple(map(int, numbers)), {})[who] = entry["real_time"]
        return [{"shape": [n for n in key[:4] if n > 1], "threads": key[4], **times} for key, times in found.items()]

    def thresholds(self):
        """Seconds of training to test accuracies, CNN twin."""
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "run")
            subprocess.run([self.program, "twin", "--model", "cnn", "--dataset", self.options.dataset, "--epochs", "3",
                            "--threads", str(self.options.threads), "--quiet", "--out", out], check=True)
            with open(os.path.join(out, "comparison.csv"), encoding="utf-8", newline="") as file:
                return {row["measure"]: [row["bn"] and float(row["bn"]), row["no_bn"] and float(row["no_bn"])]
                        for row in csv.DictReader(file) if row["measure"].startswith("seconds_to_")}

    def peak_memory(self):
        """MiB of a CNN twin."""
        with tempfile.TemporaryDirectory() as folder:
            child = subprocess.Popen([self.program, "twin", "--model", "cnn", "--dataset", self.options.dataset,
                                      "--epochs", "1", "--quiet", "--out", os.path.join(folder, "run")])
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
        return usage.ru_maxrss / 1024

    def start_up(self):
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([self.program, "--version"], check=True, capture_output=True)
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)

    def machine(self):
        done = subprocess.run([self.program, "info"], check=True, capture_output=True, text=True)
        return {"system": platform.platform(), "info": done.stdout.splitlines()}


def markdown(result):
    lines = ["| seconds an epoch | BN | Normscope | (a) DataLoader | (b) in memory | (c) stock C++ | against a | b | c |",
             "|---|---|---|---|---|---|---|---|---|"]
    for model, by_bn in result["epochs"].items():
        for bn, times in by_bn.items():
            own = times["normscope"]
            cells = [f"{times[who]:.2f}" if who in times else "—" for who in ("a", "b", "c")]
            ratios = [f"{times[who] / own:.2f} ×" if who in times else "—" for who in ("a", "b", "c")]
            lines.append(f"| {model} | {bn} | {own:.2f} | " + " | ".join(cells + ratios) + " |")
    lines.append("")
    lines.append("BN's own cost, time with / time without: " + ", ".join(
        f"{model} {by_bn['on']['normscope'] / by_bn['off']['normscope']:.2f} (stock "
        f"{by_bn['on']['c'] / by_bn['off']['c']:.2f})" for model, by_bn in result["epochs"].items()))
    lines += ["", "| batch normalization, forward + backward, µs | threads | Normscope | torch::batch_norm | ratio |",
              "|---|---|---|---|---|"]
    for layer in result["layers"]:
        lines.append(f"| {layer['shape']} | {layer['threads']} | {layer['normscope']:.0f} | {layer['torch']:.0f} | "
                     f"{layer['torch'] / layer['normscope']:.2f} × |")
    lines.append("")
    lines.append(f"Start-up {result['start_up_seconds']:.2f} s; peak memory of a CNN twin "
                 f"{result['peak_memory_mib']:.0f} MiB; CNN twin, seconds of training to test accuracy (BN, no BN): "
                 f"{result['thresholds']}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--data", default="", help="folder of the IDX files for the Python peers; none: they are left out")
    parser.add_argument("--out", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    bench = Bench(options)
    result = {"dataset": options.dataset, "threads": options.threads, "rounds": options.rounds, "machine": bench.machine(),
              "start_up_seconds": bench.start_up(), "thresholds": bench.thresholds()}
    result["peak_memory_mib"] = bench.peak_memory()
    result["layers"] = bench.layer_times()
    result["epochs"] = bench.epoch_times()
    os.makedirs(os.path.dirname(os.path.abspath(options.out)), exist_ok=True)
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
    print(markdown(result))
    print(f"\nKept in {options.out}")


if __name__ == "__main__":
    main()
