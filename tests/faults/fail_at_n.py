#!/usr/bin/env python3
"""Makes each call of a family fail in turn, alone or with all behind it, and checks what the program makes of it.

    fail_at_n.py --program build/release/app/normscope --library build/release/tests/libnormscope_fail_at.so
                 [--short | --paths] [--families write,fsync,…] [--jobs 2] [--seconds S] [--results FILE]

A trial is one run of a small training, new or resumed from checkpoints, with one call made to fail, or the program killed in its
place (see FailAt.h). Whatever fails, it must end by itself with an exit code of the contract and, unless that is 0, a sentence;
with 0 only where its folder equals that of a run that nothing disturbed. Checkpoints that were whole must still be there, and what
is left must go on, undisturbed, to the same bits.

Each trial appends a line of JSON to the results file; what is there already is not tried again, so that a long series can be
continued. --short tries the first and last calls of each family, once each; --paths of all calls that the same callers make
the first (a training's steps allocate a hundred thousand times, in some thousand places). Ends with 1 if anything was wrong.
"""

import argparse
import concurrent.futures
import json
import os
import queue
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from run_folders import append_result, difference, leaves_in, newest_checkpoint, read_results, status_of

ERRORS = {
    "write": ["ENOSPC", "EIO", "EDQUOT", "KILL"],
    "fsync": ["EIO", "ENOSPC", "KILL"],
    "rename": ["ENOSPC", "EACCES", "EIO", "KILL"],
    "open": ["EACCES", "ENOSPC", "ENOMEM", "KILL"],
    "allocate": ["ENOMEM"],
}
FORMS = ["once", "onwards"]
SCENARIOS = ["train", "resume"]
# Four steps of each twin with a checkpoint behind every one: the calls are the same every time.
TRAINING = ["twin", "--dataset", "builtin:20", "--hidden", "4", "--batch-size", "10", "--epochs", "2", "--threads", "1",
            "--jobs", "1", "--eval-every", "2", "--quiet"]
# Where the run that is resumed was killed: both twins have two checkpoints then.
KILLED_AT_RENAME = 15
NOTHING = ("none", "EIO", "once", 0)
NOTHING_BUT_PATHS = ("paths", "EIO", "once", 0)
# What others say when they give up in their own words.
NOISE = ["terminate", "what():", "frame #", "Exception raised from", "Aborted", "Segmentation", "c10::Error", "std::bad_alloc"]
LONGEST_SECONDS = 120
# Of the many calls in --short: so many first ones and so many last ones.
SHORT_FIRST, SHORT_LAST = 30, 20
DONE = ("done", "diverged")


def checkpoint_files(leaf):
    return [os.path.join(leaf, name) for name in ("checkpoint.safetensors", "checkpoint.previous.safetensors")]


class Server:
    """A program that has been started once and goes on from there for each trial (see TrialServer.h)."""

    def __init__(self, command, library, below, environment):
        replies, end = os.pipe()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[end], text=True,
                                        env={**environment, "LD_PRELOAD": library, "FAIL_AT_BELOW": below,
                                             "FAIL_AT_REPLIES": str(end)})
        os.close(end)
        self.replies = os.fdopen(replies, "rb", buffering=0)  # so that what select() sees is all there is

    def reply(self):
        line = self.replies.readline()
        if not line:
            sys.exit(f"the program under the library has ended: exit {self.process.wait()}")
        return int(line)

    def run(self, family, error, form, call, messages, report):
        """One trial; the exit code, or None where it had to be ended."""
        self.process.stdin.write(f"{family} {call} {form} {error} {messages} {report}\n")
        self.process.stdin.flush()
        trial = self.reply()
        has_ended = bool(select.select([self.replies], [], [], LONGEST_SECONDS)[0])
        if not has_ended:
            os.kill(trial, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(self.reply())
        return code if has_ended else None

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Bench:
    """A folder that trials take turns in, with the program ready to train into it and to resume it."""

    def __init__(self, options, place):
        self.program = options.program
        self.place = place
        self.out = os.path.join(place, "trial", "run")
        os.makedirs(os.path.dirname(self.out))
        self.plain = {**os.environ, "NORMSCOPE_CHECKPOINT_SECONDS": "0", "OMP_WAIT_POLICY": "passive"}
        begin = lambda command: Server(command, options.library, os.path.dirname(self.out), self.plain)
        self.train = begin([self.program, *TRAINING, "--out", self.out])
        self.whole = os.path.join(place, "whole")
        if self.run(self.train, NOTHING)[0] != 0:
            sys.exit("the library alone breaks the program")
        shutil.move(self.out, self.whole)
        self.begun = os.path.join(place, "begun")
        self.run(self.train, ("rename", "KILL", "once", KILLED_AT_RENAME))
        shutil.copytree(self.out, self.begun)
        if not all(all(map(os.path.exists, checkpoint_files(os.path.join(self.begun, leaf)))) for leaf in leaves_in(self.begun)):
            sys.exit("the run to be resumed has not got its checkpoints")
        self.resume = begin([self.program, "resume", self.out, "--quiet"])

    def close(self):
        self.train.close()
        self.resume.close()

    def run(self, server, failure):
        """Has the server try; (exit code or None, its messages, the words of each line of its report)."""
        texts = []
        paths = [os.path.join(self.place, name) for name in ("messages", "report")]
        code = server.run(*failure, *paths)
        for path in paths:
            texts.append("")
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    texts[-1] = file.read()
                os.remove(path)
        return code, texts[0], [line.split() for line in texts[1].splitlines()]

    def start(self, scenario, failure):
        """Runs the scenario from its beginning."""
        shutil.rmtree(self.out, ignore_errors=True)
        if scenario == "resume":
            shutil.copytree(self.begun, self.out)
        return self.run(self.resume if scenario == "resume" else self.train, failure)

    def calls(self, scenario, of_paths):
        """The calls of each family that the scenario makes when nothing fails; or the first on each path."""
        code, errors, lines = self.start(scenario, NOTHING_BUT_PATHS if of_paths else NOTHING)
        if code != 0:
            sys.exit(f"{scenario}: the library alone breaks the program: exit {code}: {errors}")
        calls = {line[1]: list(range(1, int(line[2]) + 1)) for line in lines if line[0] == "count"}
        if of_paths:
            calls = {family: [int(line[2]) for line in lines if line[:2] == ["path", family]] for family in calls}
        return calls

    def trial(self, key):
        """One trial; its line of results."""
        scenario, family, error, form, call = key
        code, errors, lines = self.start(scenario, (family, error, form, call))
        failed = [" ".join(line[1:]).replace(self.out + "/", "") for line in lines if line[0] == "failed"]
        wrong = self.judge(scenario, error, code, errors)
        return {"trial": list(key), "exit": code, "failed": failed[0] if failed else None, "wrong": wrong,
                "stderr": errors.strip()[-400:].replace(self.out, "")}

    def judge(self, scenario, error, code, errors):
        """What is wrong with how it ended, in words; None if nothing is."""
        if code is None:
            return f"still running after {LONGEST_SECONDS} seconds"
        # Two libraries end a program themselves where they get no memory, with a sentence of their own: OpenMP's with 1, and
        # the C library with an abort where a thread's variable has to be remembered, as LibTorch has some.
        is_killed = (error == "KILL" and code == -signal.SIGKILL or
                     code == -signal.SIGABRT and errors.rstrip().endswith("failed to register TLS destructor: out of memory"))
        # Nothing of what fails here can be decided from the command line, diverges or is a signal.
        if code not in (0, 1) and not is_killed:
            return f"exit code {code}"
        for mark in NOISE:
            if mark in errors:
                return f"says '{mark}'"
        if code == 0:
            # The log alone may have lines missing; that it was said is enough.
            return difference(self.whole, self.out)
        if not is_killed and not any(line.startswith(("normscope: ", "libgomp: Out of memory")) and len(line) > 30
                                     for line in errors.splitlines()):
            return "no sentence"
        return self.judge_what_is_left(scenario)

    def judge_what_is_left(self, scenario):
        if scenario == "resume":
            for leaf in leaves_in(self.begun):
                before = newest_checkpoint(os.path.join(self.begun, leaf))
                after = newest_checkpoint(os.path.join(self.out, leaf))
                if status_of(os.path.join(self.out, leaf)) not in DONE and (after is None or after < before):
                    return f"{leaf}: the checkpoint of iteration {before} is lost, there is {after}"
        code, errors = self.go_on(scenario)
        if code != 0:
            return f"afterwards, undisturbed: exit {code}: {errors.strip()[-200:]}"
        different = difference(self.whole, self.out)
        return f"afterwards, undisturbed: {different}" if different else None

    def go_on(self, scenario):
        """Has what is left gone on with, undisturbed; exit code and messages."""
        if os.path.exists(os.path.join(self.out, "experiment.json")):
            return self.run(self.resume, NOTHING)[:2]
        if scenario == "resume":
            return 1, "experiment.json is lost"
        if not os.path.exists(self.out):
            return self.run(self.train, NOTHING)[:2]
        # The program that is ready to train has found no folder there, so another one must look.
        ended = subprocess.run([self.program, *TRAINING, "--out", self.out], env=self.plain, capture_output=True, text=True,
                               check=False)
        return ended.returncode, ended.stderr


def first_and_last(calls):
    return calls if len(calls) <= SHORT_FIRST + SHORT_LAST else calls[:SHORT_FIRST] + calls[-SHORT_LAST:]


def plan(calls, options):
    """The trials of the series in its order, which is random and always the same, so that any part of it is a sample."""
    trials = []
    for family in options.families.split(","):
        ways = [(error, form) for error in ERRORS[family] for form in FORMS if error != "KILL" or form == "once"]
        if options.short:
            # Scenarios and ways take turns.
            of_both = min((calls[scenario][family] for scenario in SCENARIOS), key=len)
            for i, call in enumerate(first_and_last(of_both)):
                trials.append((SCENARIOS[i % 2], family, *ways[i // 2 % len(ways)], call))
            continue
        trials += [(scenario, family, *way, call) for scenario in SCENARIOS for way in ways
                   for call in calls[scenario][family]]
    random.Random(1).shuffle(trials)
    return trials


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--families", default=",".join(ERRORS))
    some = parser.add_mutually_exclusive_group()
    some.add_argument("--short", action="store_true")
    some.add_argument("--paths", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begins no trial after so many")
    parser.add_argument("--results", help="file to append to and to go on from; else none is kept")
    options = parser.parse_args()
    options.program, options.library = os.path.abspath(options.program), os.path.abspath(options.library)
    begin = time.monotonic()
    done = read_results(options.results) if options.results else []
    with tempfile.TemporaryDirectory() as place, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        benches = queue.SimpleQueue()
        for job in range(options.jobs):
            benches.put(Bench(options, os.path.join(place, str(job))))
        bench = benches.get()
        calls = {scenario: bench.calls(scenario, options.paths) for scenario in SCENARIOS}
        benches.put(bench)
        print(json.dumps({scenario: {family: len(of_family) for family, of_family in families.items()}
                          for scenario, families in calls.items()}), flush=True)
        tried = {tuple(line["trial"]) for line in done}
        trials = [key for key in plan(calls, options) if key not in tried]

        def attempt(key):
            if time.monotonic() - begin > options.seconds:
                return None
            bench = benches.get()
            try:
                return bench.trial(key)
            finally:
                benches.put(bench)

        for result in pool.map(attempt, trials):
            if result is None:
                continue
            done.append(result)
            if options.results:
                append_result(options.results, result)
            if result["wrong"]:
                print(json.dumps(result), flush=True)
        for _ in range(options.jobs):
            benches.get().close()
    wrong = [line for line in done if line["wrong"]]
    for family in options.families.split(","):
        of_family = [line for line in done if line["trial"][1] == family]
        print(f"{family}: {len(of_family)} trials, {sum(line['failed'] is not None for line in of_family)} with a call that "
              f"failed, {sum(line['exit'] == 0 for line in of_family)} ended with 0, "
              f"{sum(bool(line['wrong']) for line in of_family)} wrong")
    print(f"{len(done)} trials, {len(tried | set(trials)) - len(done)} left, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
