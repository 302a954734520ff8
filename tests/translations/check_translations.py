#!/usr/bin/env python3
"""Checks that every text of the window is translated.

    check_translations.py --source DIR --lupdate PROGRAM

Lets lupdate read the sources into copies of translations/*.ts and looks for texts that the files lack, texts that are not
finished, and texts that no source has any more. Exit code 0 if there are none. To bring the files up to date:

    check_translations.py --source DIR --lupdate PROGRAM --update
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

FOLDERS = ("core", "ui", "app")
# English needs its plurals only.
FILES = {"normscope_zh_CN.ts": [], "normscope_en.ts": ["-pluralonly"]}


def update(lupdate, source, path, options):
    folders = [os.path.join(source, folder) for folder in FOLDERS]
    language = os.path.basename(path).removeprefix("normscope_").removesuffix(".ts")
    # With the headers, it knows the namespaces that are part of a context's name.
    headers = ["-I", source, "-I", os.path.join(source, "include")]
    subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
                    "-target-language", language, *options, *headers, *folders, "-ts", path], check=True)


def messages(path):
    """(context, source, disambiguation) -> is it finished, for all messages of a file."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            texts = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = translation.get("type") is None and all(text.strip() for text in texts)
    return found


def check(lupdate, source, folder):
    problems = []
    for name, options in FILES.items():
        kept = os.path.join(source, "translations", name)
        copy = os.path.join(folder, name)
        shutil.copy(kept, copy)
        update(lupdate, source, copy, options)
        before, now = messages(kept), messages(copy)
        if not now:
            problems.append(f"{name}: no text was found in the sources, which cannot be")
        problems += [f"{name}: not translated: {key[0]}: {key[1]!r}" for key, finished in now.items() if not finished]
        problems += [f"{name}: in no source any more: {key[0]}: {key[1]!r}" for key in before if key not in now]
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", required=True)
    parser.add_argument("--lupdate", required=True)
    parser.add_argument("--update", action="store_true", help="write what lupdate finds into the files")
    arguments = parser.parse_args()
    if arguments.update:
        for name, options in FILES.items():
            update(arguments.lupdate, arguments.source, os.path.join(arguments.source, "translations", name), options)
    with tempfile.TemporaryDirectory() as folder:
        problems = check(arguments.lupdate, arguments.source, folder)
    print("\n".join(problems) if problems else "all texts are translated")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
