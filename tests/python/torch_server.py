#!/usr/bin/env python3
"""Runs Python scripts one after the other, each as if by an interpreter of its own, with torch imported once for all.

    torch_server.py

A first answer says that torch is there. Then a line of JSON on stdin asks for a script: {"arguments": [SCRIPT, …], "folder": WORKING_DIRECTORY}. A child of this process, forked
from it, runs it; a line of JSON on stdout says how it ended: {"exit_code": N, "out": TEXT, "err": TEXT}. To import torch takes
seconds, and a test has dozens of scripts to run.
"""

import json
import os
import runpy
import sys
import tempfile
import traceback

import torch  # noqa: F401 (what this is for)


def run_as_child(arguments, folder, out, err):
    """Never returns: the script's exit code becomes the child's."""
    code = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        os.chdir(folder)
        sys.argv = arguments
        sys.path[0] = os.path.dirname(os.path.abspath(arguments[0]))
        runpy.run_path(arguments[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run(arguments, folder):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            run_as_child(arguments, folder, out, err)
        _, status = os.waitpid(child, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
        return {"exit_code": os.waitstatus_to_exitcode(status), "out": texts[0], "err": texts[1]}


def main():
    sys.dont_write_bytecode = True
    print(json.dumps({"exit_code": 0, "out": "", "err": ""}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(run(asked["arguments"], asked["folder"])), flush=True)


if __name__ == "__main__":
    main()
