#!/usr/bin/env python3
"""Checks the rules on who may include whom, from what the compiler has really read.

    check_dependencies.py --source DIR --build DIR

A link line alone does not stop an include, because the headers of torch lie in the system's include path. So this
reads the dependencies that the compiler wrote down while building: by `ninja -t deps`, or from the .d files of
Makefiles. Every source of core, ui and app must have been built. Exit code 0 if all rules hold; otherwise 1, with one
line for each breach.
"""

import argparse
import json
import os
import re
import subprocess
import sys

# From the bottom up: nobody includes a header of a part above its own.
LAYERS = [("core/base", "core/kernels"), ("core/graph",), ("core/nn",), ("core",), ("core/session",), ("ui/charts", "ui/models"),
          ("ui/network",), ("ui/report",), ("ui/panels",), ("ui",), ("app",)]

# The parts of core that see torch; core/session, ui and app never do.
TORCH_SOURCES = ("core/nn/", "core/train/", "core/selftest/", "core/runtime/TorchRuntime.")

# Public headers that no torch header may reach, even where their own sources use it.
TORCH_FREE_HEADERS = ("core/base/", "core/data/", "core/experiment/", "core/export/", "core/runtime/", "core/train/",
                      "core/graph/", "core/selftest/SelfTest.h")
TORCH_HEADERS = ("core/train/BatchMaker.h", "core/train/Learner.h", "core/train/Sgd.h", "core/train/TensorCopy.h",
                 "core/train/Trainee.h", "core/train/TrainingLoop.h")

TORCH = re.compile(r"/(torch|ATen|c10|caffe2)/")
QT = re.compile(r"/(qt\d?|Qt[A-Z]\w*)/")
# Charts stay behind one interface of ours.
QT_CHARTS = re.compile(r"/QtCharts/")
QT_OF_WINDOWS = re.compile(r"/Qt(Widgets|Gui|Charts|Svg|SvgWidgets|PrintSupport|OpenGL|OpenGLWidgets)/")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)
SOURCE_SUFFIXES = (".cpp", ".cc", ".cxx")


class Tree:
    """Where the project's files lie."""

    def __init__(self, source, build):
        self.source = os.path.realpath(source)
        self.build = os.path.realpath(build)
        self._resolved = {}

    def resolve(self, path):
        """The real path: headers are read through the link include/normscope."""
        if path not in self._resolved:
            self._resolved[path] = os.path.realpath(os.path.join(self.build, path))
        return self._resolved[path]

    def place(self, path):
        """'core/data/IdxFile.h' for a file of the project or one generated for it; '' for all others."""
        for root in (self.build, self.source):
            if path.startswith(root + os.sep):
                return os.path.relpath(path, root)
        return ""

    def is_generated(self, path):
        return path.startswith(self.build + os.sep)

    def sources(self):
        """Everything that the compiler should have seen, in the parts that have rules."""
        for part in ("core", "ui", "app"):
            for folder, _, names in os.walk(os.path.join(self.source, part)):
                for name in names:
                    if name.endswith(SOURCE_SUFFIXES):
                        yield os.path.join(folder, name)


def rank(place):
    """How high a place stands among the layers; None outside them, and for CMake's own files."""
    if "CMakeFiles/" in place:
        return None
    found = None
    longest = -1
    for height, parts in enumerate(LAYERS):
        for part in parts:
            if place.startswith(part + "/") and len(part) > longest:
                found, longest = height, len(part)
    return found


def parse_ninja(text):
    """`ninja -t deps`: an object's line, then its files, indented, the source first."""
    records = {}
    files = []
    for line in text.splitlines():
        if line.startswith(" "):
            files.append(line.strip())
        elif ": #deps" in line:
            files = []
            records[line[: line.index(": #deps")]] = files
    return records


def parse_makefile(text):
    """A .d file: 'object: source header …' over several lines that end in a backslash."""
    records = {}
    for rule in text.replace("\\\n", " ").splitlines():
        target, colon, files = rule.partition(": ")
        if colon and files.strip():
            records[target.strip()] = [name.replace("\\ ", " ") for name in re.split(r"(?<!\\)\s+", files.strip())]
    return records


def cache_entry(build, name):
    with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as cache:
        found = re.search(rf"^{name}:\w+=(.*)$", cache.read(), re.MULTILINE)
    return found.group(1) if found else ""


def read_records(build):
    """For each object the files that it was made of."""
    if "Ninja" in cache_entry(build, "CMAKE_GENERATOR"):
        ninja = cache_entry(build, "CMAKE_MAKE_PROGRAM") or "ninja"
        listing = subprocess.run([ninja, "-C", build, "-t", "deps"], check=True, capture_output=True, text=True)
        return parse_ninja(listing.stdout)
    records = {}
    for folder, _, names in os.walk(build):
        for name in names:
            if name.endswith(".d"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    records.update(parse_makefile(file.read()))
    return records


def read_commands(build):
    """The compiler's command line for each source."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        return {os.path.realpath(entry["file"]): entry.get("command", "") for entry in json.load(file)}


def files_by_source(records, commands, tree):
    """For each source of the project all files that the compiler read for it.

    What comes out of a precompiled header is not among an object's own dependencies: it is added here.
    """
    precompiled = {}
    for target, files in records.items():
        if "cmake_pch" in os.path.basename(target):
            header = os.path.join(os.path.dirname(tree.resolve(target)), "cmake_pch.hxx")
            precompiled[header] = {tree.resolve(name) for name in files}
    read = {}
    for target, files in records.items():
        if not files or "cmake_pch" in os.path.basename(target):
            continue
        source = tree.resolve(files[0])
        if rank(tree.place(source)) is None or not os.path.exists(source):
            continue
        all_files = read.setdefault(source, set())
        all_files.update(tree.resolve(name) for name in files[1:])
        for header in re.findall(r"(?<=\s)\S*cmake_pch\.hxx(?=\s)", commands.get(source, "")):
            all_files |= precompiled.get(os.path.realpath(header), {header + "/torch/?"})
    return read


def breaches_of(source, files, tree):
    """What one source has read that it must not."""
    place = tree.place(source)
    height = rank(place)
    # What moc generates lies where the target does, which may be below its headers.
    is_generated = tree.is_generated(source)
    for path in sorted(files):
        header = tree.place(path)
        if header:
            other = rank(header)
            if other is not None and other > height and not is_generated:
                yield f"{place} includes {header}, which lies above it"
        elif TORCH.search(path) and not place.startswith(TORCH_SOURCES):
            yield f"{place} reaches {path}: no torch here"
        elif is_generated:
            continue
        elif QT.search(path) and place.startswith("core/") and not place.startswith("core/session/"):
            yield f"{place} reaches {path}: no Qt in core outside core/session"
        elif QT_OF_WINDOWS.search(path) and place.startswith("core/session/"):
            yield f"{place} reaches {path}: no windows in core/session"
        elif QT_CHARTS.search(path) and not place.startswith("ui/charts/"):
            yield f"{place} reaches {path}: no Qt Charts outside ui/charts"


def check_objects(read, tree):
    """Breaches by what was compiled, at most three for each source: one include brings hundreds."""
    breaches = []
    for source in sorted(read):
        breaches += list(breaches_of(source, read[source], tree))[:3]
    for source in sorted(tree.sources()):
        if os.path.realpath(source) not in read:
            breaches.append(f"{tree.place(source)} has not been built: nothing is known about its includes")
    return breaches


def check_headers(tree):
    """Torch-free headers by their own text, through the project's headers that they include."""

    def torch_through(place, seen):
        if place in seen:
            return None
        seen.add(place)
        try:
            with open(os.path.join(tree.source, place), encoding="utf-8") as file:
                names = INCLUDE.findall(file.read())
        except FileNotFoundError:
            return None
        for name in names:
            if TORCH.search("/" + name):
                return [place, name]
            inner = "core/" + name.removeprefix("normscope/") if name.startswith("normscope/") else None
            found = torch_through(inner, seen) if inner else None
            if found:
                return [place, *found]
        return None

    breaches = []
    for folder, _, names in os.walk(os.path.join(tree.source, "core")):
        for name in sorted(names):
            place = os.path.relpath(os.path.join(folder, name), tree.source)
            if name.endswith(".h") and place.startswith(TORCH_FREE_HEADERS) and place not in TORCH_HEADERS:
                found = torch_through(place, set())
                if found:
                    breaches.append(f"{' includes '.join(found)}: this header is for code without torch")
    return breaches


def check_sight(read, tree):
    """Breaches of this check's own: where it would see neither torch nor Qt, it could not find them either."""
    sees_torch = any(TORCH.search(path) for files in read.values() for path in files if not tree.place(path))
    sees_qt = any(QT.search(path) for files in read.values() for path in files if not tree.place(path))
    return [
        f"no source of core, ui or app was seen to include {name}, which cannot be: the check is blind"
        for name, is_seen in (("torch", sees_torch), ("Qt", sees_qt))
        if not is_seen
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", required=True, help="the project's folder")
    parser.add_argument("--build", required=True, help="a folder that it was built in")
    arguments = parser.parse_args()
    tree = Tree(arguments.source, arguments.build)
    read = files_by_source(read_records(tree.build), read_commands(tree.build), tree)
    breaches = check_objects(read, tree) + check_headers(tree) + check_sight(read, tree)
    for breach in breaches:
        print(breach)
    print(f"{len(read)} sources checked, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
