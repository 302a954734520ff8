"""What the fault programs share: comparing experiments' folders, checkpoints, results that a series appends to."""

import csv
import hashlib
import json
import os
import re
import struct

# Files that hold seconds, the machine or what happened, none of which two runs have in common.
NEVER_EQUAL = ("run.log", "environment.json", "summary.json", "comparison.csv", "comparison.json")


def without_seconds(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [{key: value for key, value in row.items() if not key.endswith("_seconds")} for row in csv.DictReader(file)]


def files_in(folder):
    """Every file below the folder, relative to it and sorted."""
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(place, name), folder) for name in names]
    return sorted(found)


def difference(one, other):
    """The first file in which two experiments' folders differ but for seconds, or None."""
    for name in sorted(set(files_in(one)) ^ set(files_in(other))):
        return f"{name} is in one of them alone"
    for name in files_in(one):
        path, twin = os.path.join(one, name), os.path.join(other, name)
        if os.path.basename(name) in NEVER_EQUAL:
            continue
        if name.endswith(".csv"):
            if without_seconds(path) != without_seconds(twin):
                return f"{name} differs"
        elif open(path, "rb").read() != open(twin, "rb").read():
            return f"{name} differs"
    return None


def leaves_in(folder):
    return sorted(os.path.dirname(name) for name in files_in(folder) if os.path.basename(name) == "summary.json")


def status_of(leaf):
    """The status in a run's summary.json; None where it cannot be read."""
    try:
        with open(os.path.join(leaf, "summary.json"), encoding="utf-8") as file:
            return json.load(file)["status"]
    except (OSError, ValueError, KeyError):
        return None


def checkpoint_iteration(path):
    """The iteration of a checkpoint that is whole, as its checksum tells; None of any other file."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    found = re.search(rb'"sha256":"([0-9a-f]{64})"', content)
    if found is None or len(content) < 8:
        return None
    blank = content[: found.start(1)] + b"0" * 64 + content[found.end(1) :]
    if hashlib.sha256(blank).hexdigest().encode() != found.group(1):
        return None
    (size,) = struct.unpack("<Q", content[:8])
    return int(json.loads(content[8 : 8 + size])["__metadata__"]["iteration"])


def newest_checkpoint(leaf):
    """The iteration of a run's newest whole checkpoint; None where there is none."""
    names = ("checkpoint.safetensors", "checkpoint.previous.safetensors")
    whole = [checkpoint_iteration(os.path.join(leaf, name)) for name in names]
    return max((iteration for iteration in whole if iteration is not None), default=None)


def read_results(path):
    """The lines that a series has written so far."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def append_result(path, result):
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
