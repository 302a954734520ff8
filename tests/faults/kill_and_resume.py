#!/usr/bin/env python3
"""Kills trainings at random moments, resumes them to the end and compares with runs that nothing interrupted.

    kill_and_resume.py --program build/release/app/normscope [--kills 300] [--results FILE] [--seed 1]

MLP, CNN, ResNet and single runs take turns. Each finished round appends a line of JSON to the results file; what is there already
counts, so that a long series can be continued. Ends with 1 if a folder could not be resumed or any file but for seconds
differs.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

COMMANDS = {
    "mlp": ["twin", "--model", "mlp", "--dataset", "builtin:2000", "--epochs", "60"],
    "cnn": ["twin", "--model", "cnn", "--dataset", "builtin:1000", "--epochs", "12", "--augment", "affine"],
    "resnet": ["twin", "--model", "resnet", "--dataset", "builtin:500", "--epochs", "8", "--lr-schedule", "one-cycle"],
    "train": ["train", "--model", "cnn", "--dataset", "builtin:1000", "--epochs", "20", "--seeds", "1,2"],
}


def without_seconds(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [{key: value for key, value in row.items() if not key.endswith("_seconds")} for row in csv.DictReader(file)]


def difference(one, other):
    """The first file in which two experiments' folders differ but for seconds, or None."""
    for folder, _, names in os.walk(one):
        for name in sorted(names):
            path = os.path.join(folder, name)
            twin = os.path.join(other, os.path.relpath(path, one))
            if name in ("run.log", "environment.json", "summary.json", "comparison.csv", "comparison.json"):
                continue
            if not os.path.exists(twin):
                return f"{twin} is missing"
            if name.endswith(".csv"):
                if without_seconds(path) != without_seconds(twin):
                    return twin
            elif open(path, "rb").read() != open(twin, "rb").read():
                return twin
    return None


def one_round(options, model, environment, chance, whole):
    """Kills until it is through; (kills, what went wrong or None)."""
    with tempfile.TemporaryDirectory() as place:
        out = os.path.join(place, "run")
        start = [options.program, *COMMANDS[model], "--quiet", "--out", out]
        kills = 0
        while True:
            command = [options.program, "resume", out, "--quiet"] if os.path.exists(f"{out}/experiment.json") else start
            process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
            try:
                _, errors = process.communicate(timeout=chance.uniform(0.4, 4))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills += 1
                continue
            if process.returncode != 0:
                return kills, f"exit {process.returncode}: {errors.strip()}"
            return kills, difference(whole, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--results", default="build/kill_and_resume.jsonl")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    environment = {**os.environ, "NORMSCOPE_CHECKPOINT_SECONDS": "0.1", "OMP_WAIT_POLICY": "passive"}
    done = []
    if os.path.exists(options.results):
        with open(options.results, encoding="utf-8") as file:
            done = [json.loads(line) for line in file]
    chance = random.Random(options.seed + len(done))
    with tempfile.TemporaryDirectory() as place:
        while sum(line["kills"] for line in done) < options.kills:
            model = list(COMMANDS)[len(done) % len(COMMANDS)]
            whole = os.path.join(place, model)
            if not os.path.exists(whole):
                subprocess.run([options.program, *COMMANDS[model], "--quiet", "--out", whole], check=True, env=environment)
            kills, wrong = one_round(options, model, environment, chance, whole)
            done.append({"model": model, "kills": kills, "wrong": wrong})
            with open(options.results, "a", encoding="utf-8") as file:
                file.write(json.dumps(done[-1]) + "\n")
            print(done[-1], flush=True)
    wrong = [line for line in done if line["wrong"]]
    print(f"{sum(line['kills'] for line in done)} kills in {len(done)} runs, {len(wrong)} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
