#!/usr/bin/env python3
"""Checks that no text is filled in steps, as .arg(a).arg(b) does.

    check_chained_arg.py --source DIR

A text that the first .arg() brings in may hold a "%2" of its own, such as a folder's name: the second one would fill
that. QString::arg() with several texts fills all places at once. Exit code 0 if there is no such chain in core, ui and
app; otherwise 1, with one line for each.
"""

import argparse
import os
import re
import sys

PARTS = ("core", "ui", "app")
SUFFIXES = (".cpp", ".h")
BREACH = "a second .arg() fills places that the first one's text has brought in: give all values to one"

# What code is not made of. Numbers are here for their separators: 1'000 begins no character.
TOKEN = re.compile(
    r"""
    (?P<comment> //(?:\\\r?\n|[^\n])* | /\*.*?(?:\*/|\Z) )
    | (?P<raw> \b(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?(?:\)(?P=mark)"|\Z) )
    | (?P<text> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
    | (?P<number> \b\d(?:'?[\w.])* )
    """,
    re.VERBOSE | re.DOTALL,
)
CALL = re.compile(r"(?:\.|->)\s*arg\s*\(")
NEXT_CALL = re.compile(r"\s*(?P<dot>\.)\s*arg\s*\(")


def blank(text):
    """Only spaces and line ends, as long as the text."""
    return re.sub(r"[^\n]", " ", text)


def strip(source):
    """The source with blanks for comments and for what lies within quotes; nothing moves."""

    def replace(found):
        token = found.group()
        if found.lastgroup == "number":
            return token
        if found.lastgroup == "comment" or len(token) < 2:
            return blank(token)
        return '"' + blank(token[1:-1]) + '"'

    return TOKEN.sub(replace, source)


def end_of_call(code, opening):
    """Behind the parenthesis that closes the one at `opening`; the end of the code if none does."""
    depth = 0
    for found in re.compile(r"[()]").finditer(code, opening):
        depth += 1 if found.group() == "(" else -1
        if depth == 0:
            return found.end()
    return len(code)


def chained_lines(source):
    """The lines at which a further .arg() follows on one, from the top down."""
    code = strip(source)
    lines = []
    for call in CALL.finditer(code):
        further = NEXT_CALL.match(code, end_of_call(code, call.end() - 1))
        if further:
            lines.append(code.count("\n", 0, further.start("dot")) + 1)
    return sorted(lines)


def files_of(source):
    """All sources and headers of the parts, by their paths in the project."""
    for part in PARTS:
        for folder, _, names in os.walk(os.path.join(source, part)):
            for name in names:
                if name.endswith(SUFFIXES):
                    yield os.path.relpath(os.path.join(folder, name), source)


def check(source):
    """How many files there are, and the breaches in them."""
    places = sorted(files_of(source))
    breaches = []
    for place in places:
        with open(os.path.join(source, place), encoding="utf-8") as file:
            breaches += [f"{place}:{line}: {BREACH}" for line in chained_lines(file.read())]
    return len(places), breaches


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", required=True, help="the project's folder")
    arguments = parser.parse_args()
    count, breaches = check(arguments.source)
    if count == 0:
        breaches.append(f"no source of core, ui or app lies in {arguments.source}: the check is blind")
    for breach in breaches:
        print(breach)
    print(f"{count} files checked, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
