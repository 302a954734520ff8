#!/usr/bin/env python3
"""Whether two builds train the same networks to the same bits, and as fast.

    compare_builds.py --before COMMIT [--after COMMIT|FOLDER] [--data FOLDER] [--time PAIRS [--samples N]]
    compare_builds.py --before-program FILE --after-program FILE [--data FOLDER] [--time PAIRS [--samples N]]

Builds the program of a commit in a git worktree below --work, that of a folder in its build/release; without --after it is the
folder of this script. Both programs train the same small runs, on MNIST where --data has it and on built-in digits otherwise:
each family with BN, without it and as a twin, for each number of threads and each execution, and some settings more. Every column of their tables but seconds, and every tensor of weights and predictions, must be equal, by name.
Ends with 1 and a table where anything differs; the folders of these runs stay in --work.

With --time the two train on MNIST instead, --samples of it (all), one epoch each in alternating pairs. What is printed is the median of
both and of the ratios after / before, the latter with a bootstrap interval of 95 %.
"""

import argparse
import array
import concurrent.futures
import csv
import dataclasses
import json
import os
import random
import shlex
import shutil
import statistics
import struct
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLES = ("iterations.csv", "evaluations.csv", "epochs.csv")
TENSORS = ("model.safetensors", "predictions.safetensors")
# Of the types that Normscope writes: the bits as a number, and what they mean (as struct has them).
TYPES = {"F32": ("I", "f"), "I64": ("q", "q")}

EXECUTIONS = ("fused", "contiguous", "plain")
# The command and the runs that it leaves.
KINDS = {"bn": (["train", "--bn", "on"], 1), "no-bn": (["train", "--bn", "off"], 1), "twin": (["twin"], 2)}
BASE = {"--limit": "2000", "--epochs": "2", "--eval-every": "10"}
# Twins with settings more, fused and with one thread: those of each family alone, and of all.
FAMILIES = {
    "mlp": {"other layers": {"--hidden": "64,48,32"}, "a position off": {"--bn-layers": "on,off"}},
    "cnn": {"other layers": {"--channels": "8,16,24"}, "a position off": {"--bn-layers": "off,on"}},
    "resnet": {"other layers": {"--blocks": "2,1", "--widths": "8,16"},
               "a position off": {"--bn-layers": "on,on,off,on,on,on,on,on,on"}},
}
EXTRAS = {
    "augmented": {"--augment": "affine", "--lr-schedule": "one-cycle"},
    "validated": {"--validation": "300", "--test-at": "end", "--eval-every": "0"},
    "small last batch": {"--batch-size": "333"},
    "last batch of one": {"--limit": "1999", "--batch-size": "37"},
}
RESAMPLES = 10000


@dataclasses.dataclass
class Case:
    """A small training that both programs are given; it leaves so many runs."""

    name: str
    command: list
    runs: int
    execution: str


@dataclasses.dataclass
class Difference:
    place: str  # a run's file
    name: str  # of a column or a tensor
    what: str
    is_missing_column: bool = False


def cases(families, threads):
    found = []

    def add(name, kind, execution, settings):
        command, runs = KINDS[kind]
        given = [word for pair in {**BASE, **settings}.items() for word in pair]
        found.append(Case(name, command + given, runs, execution))

    for family in families:
        for kind in KINDS:
            for count in threads:
                for execution in EXECUTIONS:
                    add(f"{family}, {kind}, threads {count}, {execution}", kind, execution,
                        {"--model": family, "--threads": count})
        for name, settings in {**FAMILIES[family], **EXTRAS}.items():
            add(f"{family}, {name}", "twin", "fused", {"--model": family, "--threads": "1", **settings})
    return found


def read_table(path):
    """The cells of each column, by its name."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return {name: [row[i] for row in rows] for i, name in enumerate(header)}


def read_tensors(path):
    """(type, shape, bits of each value) of each tensor, by its name."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = file.read()
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], entry["shape"], array.array(TYPES[entry["dtype"]][0], data[slice(*entry["data_offsets"])]))
            for name, entry in header.items()}


def first_difference(before, after, unit, show=str):
    """In words, of two sequences that are not equal."""
    if len(before) != len(after):
        return f"{len(before)} {unit}s before, {len(after)} after"
    apart = [i for i, (one, other) in enumerate(zip(before, after)) if one != other]
    first = apart[0]
    return f"{len(apart)} of {len(before)} {unit}s, first {unit} {first + 1}: {show(before[first])}, then {show(after[first])}"


def column_difference(before, after):
    return first_difference(before, after, "row") if before != after else None


def tensor_difference(before, after):
    """Of their bits: 0 is not -0, and a NaN equals itself."""
    if before[:2] != after[:2]:
        return "{} {} before, {} {} after".format(*before[:2], *after[:2])
    bits, number = TYPES[before[0]]
    show = lambda value: repr(*struct.unpack(number, struct.pack(bits, value)))
    return first_difference(before[2], after[2], "value", show) if before[2] != after[2] else None


def file_differences(place, before, after, difference):
    """Of two files' columns or tensors, by name."""
    for name in sorted(before.keys() | after.keys()):
        if name.endswith("_seconds"):
            continue
        if name in before and name in after:
            what = difference(before[name], after[name])
            if what:
                yield Difference(place, name, what)
        else:
            yield Difference(place, name, f"only {'before' if name in before else 'after'}", place.endswith(".csv"))


def leaves_in(folder):
    """The folders of the runs in an experiment's, relative to it."""
    return {os.path.relpath(place, folder) for place, _, names in os.walk(folder) if "summary.json" in names}


def differences(before, after, runs):
    """All differences of two experiments' folders that must hold so many runs each."""
    leaves = leaves_in(before)
    if leaves != leaves_in(after) or len(leaves) != runs:
        yield Difference("runs", "", f"{sorted(leaves)} before, {sorted(leaves_in(after))} after, expected {runs}")
        return
    for leaf in sorted(leaves):
        for name in (*TABLES, *TENSORS):
            paths = [os.path.join(folder, leaf, name) for folder in (before, after)]
            missing = [path for path in paths if not os.path.exists(path)]
            read, difference = (read_table, column_difference) if name in TABLES else (read_tensors, tensor_difference)
            if missing:
                yield Difference(os.path.join(leaf, name), "", "missing: " + ", ".join(missing))
            else:
                yield from file_differences(os.path.join(leaf, name), *map(read, paths), difference)


class Programs:
    """The two programs, and how a run is given to either."""

    def __init__(self, options):
        self.paths = {}
        for side in ("before", "after"):
            path = getattr(options, side + "_program")
            self.paths[side] = os.path.abspath(path) if path else build(getattr(options, side), options.work)
        self.arguments = {"before": [], "after": shlex.split(options.after_args)}
        self.environment = dict(os.environ)
        if options.data:
            self.environment["NORMSCOPE_DATA"] = os.path.abspath(options.data)
        self.has_mnist = bool(options.data) and os.path.isdir(os.path.join(options.data, "mnist"))

    def train(self, side, command, out, environment):
        shutil.rmtree(out, ignore_errors=True)
        dataset = "mnist" if self.has_mnist else "builtin:2000"
        done = subprocess.run([self.paths[side], *command, "--dataset", dataset, *self.arguments[side], "--quiet", "--out", out],
                              env={**self.environment, **environment}, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{shlex.join(done.args)}: exit {done.returncode}: {done.stderr.strip()}")


def build(what, work):
    """The program of a folder of the sources, or of a commit; built where it is not up to date."""
    folder = what
    if not os.path.isdir(what):
        found = subprocess.run(["git", "-C", SOURCE, "rev-parse", "--verify", what + "^{commit}"], check=True,
                               stdout=subprocess.PIPE, text=True)
        folder = os.path.join(work, found.stdout[:12])
        if not os.path.isdir(folder):
            subprocess.run(["git", "-C", SOURCE, "worktree", "add", "--detach", folder, found.stdout.strip()], check=True)
    print(f"Building {folder}", file=sys.stderr, flush=True)
    for command in (["cmake", "--preset", "release"], ["cmake", "--build", "--preset", "release", "--target", "normscope"]):
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return os.path.join(os.path.abspath(folder), "build", "release", "app", "normscope")


def compare(programs, options):
    """Trains and compares all cases; the number of those that differ."""
    def attempt(case):
        place = os.path.join(options.work, "runs", case.name.replace(", ", "_").replace(" ", "-"))
        outs = [os.path.join(place, side) for side in programs.paths]
        for side, out in zip(programs.paths, outs):
            programs.train(side, case.command, out, {"NORMSCOPE_EXECUTION": case.execution, "OMP_WAIT_POLICY": "passive"})
        found = list(differences(*outs, case.runs))
        if not any(counts(one) for one in found):
            shutil.rmtree(place)
        return found

    def counts(difference):
        return not (difference.is_missing_column and options.allow_other_columns)

    todo = cases(options.families, options.threads)
    wrong, remarks, lines = 0, set(), []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for case, found in zip(todo, pool.map(attempt, todo)):
            remarks |= {f"{os.path.basename(one.place)}: {one.name} {one.what}" for one in found if not counts(one)}
            found = [one for one in found if counts(one)]
            wrong += bool(found)
            print(f"{case.name}: {f'{len(found)} differences' if found else 'equal'}", flush=True)
            lines += [f"| {case.name} | {one.place} | {one.name} | {one.what} |" for one in found]
    if lines:
        print("\n".join(["", "| run | file | column or tensor | what differs |", "|---|---|---|---|", *lines]))
    print("".join(f"\n{remark}, not compared" for remark in sorted(remarks)))
    print(f"{len(todo)} runs on {'MNIST' if programs.has_mnist else 'built-in digits'}, {wrong} of them different")
    return wrong


def train_seconds(folder):
    (leaf,) = leaves_in(folder)
    with open(os.path.join(folder, leaf, "summary.json"), encoding="utf-8") as file:
        return json.load(file)["train_seconds"]


def bootstrap_interval(values):
    """95 % of the medians of samples drawn from the values."""
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return medians[RESAMPLES // 40], medians[-1 - RESAMPLES // 40]


def measure(programs, options):
    """Prints how long an epoch takes in each of the two."""
    if not programs.has_mnist:
        raise SystemExit("--time needs MNIST: --data names the folder that mnist is in")
    print("| family | BN | threads | before, s | after, s | after / before | 95 % interval |\n|---|---|---|---|---|---|---|")
    for family in options.families:
        for kind, bn in (("bn", "on"), ("no-bn", "off")):
            for threads in options.threads:
                command = [*KINDS[kind][0], "--model", family, "--threads", threads, "--epochs", "1", "--eval-every", "0",
                           "--limit", options.samples]
                taken = {side: [] for side in programs.paths}
                for pair in range(options.time):
                    for side in list(programs.paths)[:: -1 if pair % 2 else 1]:
                        out = os.path.join(options.work, "runs", "time")
                        programs.train(side, command, out, {})
                        taken[side].append(train_seconds(out))
                ratios = [after / before for before, after in zip(taken["before"], taken["after"])]
                low, high = bootstrap_interval(ratios)
                print(f"| {family} | {bn} | {threads} | {statistics.median(taken['before']):.3f} | "
                      f"{statistics.median(taken['after']):.3f} | {statistics.median(ratios):.3f} | {low:.3f} to {high:.3f} |",
                      flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", help="commit or folder of its sources")
    parser.add_argument("--after", default=SOURCE, help="commit or folder of its sources (that of this script)")
    parser.add_argument("--before-program", help="instead of --before: a program that is built already")
    parser.add_argument("--after-program", help="instead of --after")
    parser.add_argument("--after-args", default="", help="more options for the later program, to see the comparison fail")
    parser.add_argument("--data", default=os.environ.get("NORMSCOPE_DATA"), help="folder of the datasets (NORMSCOPE_DATA)")
    parser.add_argument("--work", default=os.path.join(SOURCE, "build", "equality"), help="for worktrees and runs")
    parser.add_argument("--families", type=lambda text: text.split(","), default=list(FAMILIES))
    parser.add_argument("--threads", type=lambda text: text.split(","), default=["1", "2"])
    parser.add_argument("--jobs", type=int, default=1, help="runs compared at one time")
    parser.add_argument("--allow-other-columns", action="store_true", help="only list columns that one of the two has not got")
    parser.add_argument("--time", type=int, metavar="PAIRS", help="measure instead of comparing")
    parser.add_argument("--samples", default="60000", help="training samples of a measured epoch (60000)")
    options = parser.parse_args()
    if not options.before and not options.before_program:
        parser.error("what to compare with is --before or --before-program")
    options.work = os.path.abspath(options.work)
    programs = Programs(options)
    if options.time:
        return measure(programs, options)
    return 1 if compare(programs, options) else 0


if __name__ == "__main__":
    sys.exit(main())
