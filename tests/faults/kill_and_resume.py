#!/usr/bin/env python3
"""Kills trainings at random moments, resumes them to the end and compares with runs that nothing interrupted.

    kill_and_resume.py --program build/release/app/normscope [--kills 300] [--results FILE] [--seed 1] [--only plan]

MLP, CNN, ResNet, single runs and a plan of twelve runs, two at one time, take turns, or one of them is taken alone. Each finished round appends a line of JSON to the results file; what is there already
counts, so that a long series can be continued. Ends with 1 if a folder could not be resumed or any file but for seconds
differs.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile

from run_folders import append_result, difference, read_results

COMMANDS = {
    "mlp": ["twin", "--model", "mlp", "--dataset", "builtin:2000", "--epochs", "60"],
    "cnn": ["twin", "--model", "cnn", "--dataset", "builtin:1000", "--epochs", "12", "--augment", "affine"],
    "resnet": ["twin", "--model", "resnet", "--dataset", "builtin:500", "--epochs", "8", "--lr-schedule", "one-cycle"],
    "train": ["train", "--model", "cnn", "--dataset", "builtin:1000", "--epochs", "20", "--seeds", "1,2"],
    "plan": ["twin", "--model", "mlp", "--dataset", "builtin:1000", "--epochs", "8", "--seeds", "1..6", "--jobs", "2"],
}


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
    parser.add_argument("--only", choices=COMMANDS)
    options = parser.parse_args()
    models = [options.only] if options.only else list(COMMANDS)
    environment = {**os.environ, "NORMSCOPE_CHECKPOINT_SECONDS": "0.1", "OMP_WAIT_POLICY": "passive"}
    done = read_results(options.results)
    chance = random.Random(options.seed + len(done))
    with tempfile.TemporaryDirectory() as place:
        while sum(line["kills"] for line in done) < options.kills:
            model = models[len(done) % len(models)]
            whole = os.path.join(place, model)
            if not os.path.exists(whole):
                subprocess.run([options.program, *COMMANDS[model], "--quiet", "--out", whole], check=True, env=environment)
            kills, wrong = one_round(options, model, environment, chance, whole)
            done.append({"model": model, "kills": kills, "wrong": wrong})
            append_result(options.results, done[-1])
            print(done[-1], flush=True)
    wrong = [line for line in done if line["wrong"]]
    print(f"{sum(line['kills'] for line in done)} kills in {len(done)} runs, {len(wrong)} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
