#!/usr/bin/env python3
"""Makes each call of a family fail in turn, alone or with all behind it, and checks what the program makes of it.

    fail_at_n.py --program build/release/app/normscope --library build/release/tests/libnormscope_fail_at.so
                 [--short] [--families write,fsync,…] [--jobs 2] [--seconds S] [--results FILE]

A trial is one run of a small training, new or resumed from checkpoints, with one call made to fail (see FailAt.cpp). Whatever
fails, it must end by itself with an exit code of the contract and, unless that is 0, a sentence; with 0 only where its folder
equals that of a run that nothing disturbed. Checkpoints that were whole must still be there, and what is left must go on, undisturbed,
to the same bits.

Each trial appends a line of JSON to the results file; what is there already is not tried again, so that a long series can be
continued. --short tries the first and last calls of each family, once each. Ends with 1 if anything was wrong.
"""

import argparse
import concurrent.futures
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from run_folders import append_result, difference, leaves_in, newest_checkpoint, read_results, status_of

ERRORS = {
    "write": ["ENOSPC", "EIO", "EDQUOT"],
    "fsync": ["EIO", "ENOSPC"],
    "rename": ["ENOSPC", "EACCES", "EIO"],
    "open": ["EACCES", "ENOSPC", "ENOMEM"],
    "allocate": ["ENOMEM"],
}
FORMS = ["once", "onwards"]
SCENARIOS = ["train", "resume"]
TRAINING = ["twin", "--dataset", "builtin:200", "--hidden", "16", "--batch-size", "20", "--epochs", "2", "--threads", "1",
            "--eval-every", "5"]
# Resumed somewhere in its middle; longer, so that it can be caught there.
LONGER = [*TRAINING[:TRAINING.index("--epochs") + 1], "12", *TRAINING[TRAINING.index("--epochs") + 2:]]
# What others say when they give up in their own words.
NOISE = ["terminate", "what():", "frame #", "Exception raised from", "Aborted", "Segmentation", "c10::Error", "std::bad_alloc"]
LONGEST_SECONDS = 120
# Of the many calls in --short: so many first ones and so many last ones.
SHORT_FIRST, SHORT_LAST = 30, 20
DONE = ("done", "diverged")


class Bench:
    """The program, its library, and the folders that trials start from and are compared with."""

    def __init__(self, options, place):
        self.options = options
        self.place = place
        self.plain = {**os.environ, "NORMSCOPE_CHECKPOINT_SECONDS": "0.02", "OMP_WAIT_POLICY": "passive"}
        for name in [name for name in self.plain if name.startswith("FAIL_AT_")]:
            del self.plain[name]
        self.whole = {}
        for scenario, command in (("train", TRAINING), ("resume", LONGER)):
            self.whole[scenario] = os.path.join(place, f"whole-{scenario}")
            subprocess.run([options.program, *command, "--quiet", "--out", self.whole[scenario]], check=True, env=self.plain)
        self.begun = os.path.join(place, "begun")
        self.interrupt()

    def interrupt(self):
        """Makes the folder that resumed trials start from: both twins with two checkpoints."""
        for _ in range(100):
            shutil.rmtree(self.begun, ignore_errors=True)
            command = [self.options.program, *LONGER, "--quiet", "--out", self.begun]
            process = subprocess.Popen(command, env=self.plain, stderr=subprocess.DEVNULL)
            wanted = [os.path.join(self.begun, "seed-1", twin, "checkpoint.previous.safetensors") for twin in ("bn", "no-bn")]
            while process.poll() is None and not all(map(os.path.exists, wanted)):
                time.sleep(0.001)
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            if process.wait() == 4:
                return
        sys.exit("no training could be interrupted")

    def command(self, scenario, out):
        if scenario == "resume":
            return [self.options.program, "resume", out, "--quiet"]
        return [self.options.program, *TRAINING, "--quiet", "--out", out]

    def run(self, scenario, folder, **fail_at):
        """Runs the scenario under the library; (exit code or None, stderr, what the library reports)."""
        out = os.path.join(folder, "run")
        if scenario == "resume":
            shutil.copytree(self.begun, out)
        report = folder + ".report"
        environment = {**self.plain, "LD_PRELOAD": self.options.library, "FAIL_AT_BELOW": folder, "FAIL_AT_REPORT": report}
        environment.update({f"FAIL_AT_{name.upper()}": str(value) for name, value in fail_at.items()})
        try:
            ended = subprocess.run(self.command(scenario, out), env=environment, capture_output=True, text=True,
                                   errors="replace", timeout=LONGEST_SECONDS, check=False)
            code, errors = ended.returncode, ended.stderr
        except subprocess.TimeoutExpired as hung:
            code, errors = None, (hung.stderr or b"").decode(errors="replace")
        lines = []
        if os.path.exists(report):
            with open(report, encoding="utf-8", errors="replace") as file:
                lines = [line.split() for line in file]
            os.remove(report)
        return code, errors, lines

    def counts(self, scenario):
        """How many calls of each family the scenario makes when nothing fails."""
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            code, errors, lines = self.run(scenario, folder)
        if code != 0:
            sys.exit(f"the library alone breaks the program: exit {code}: {errors}")
        return {line[1]: int(line[2]) for line in lines if line[0] == "count"}

    def trial(self, key):
        """One trial; its line of results."""
        scenario, family, error, form, call = key
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            code, errors, lines = self.run(scenario, folder, family=family, errno=error, call=call,
                                           onwards=int(form == "onwards"))
            failed = [" ".join(line[1:]).replace(folder + "/", "") for line in lines if line[0] == "failed"]
            wrong = self.judge(scenario, os.path.join(folder, "run"), code, errors)
        return {"trial": list(key), "exit": code, "failed": failed[0] if failed else None, "wrong": wrong,
                "stderr": errors.strip()[-400:].replace(folder, "")}

    def judge(self, scenario, out, code, errors):
        """What is wrong with how it ended, in words; None if nothing is."""
        if code is None:
            return f"still running after {LONGEST_SECONDS} seconds"
        # Nothing of what fails here can be decided from the command line, diverges or is a signal.
        if code not in (0, 1):
            return f"exit code {code}"
        for mark in NOISE:
            if mark in errors:
                return f"says '{mark}'"
        if code == 0:
            # The log alone may have lines missing; that it was said is enough.
            return difference(self.whole[scenario], out)
        # OpenMP's library ends a program itself where it gets no memory, with 1 and a sentence of its own.
        if not any(line.startswith(("normscope: ", "libgomp: Out of memory")) and len(line) > 30
                   for line in errors.splitlines()):
            return "no sentence"
        if scenario == "resume":
            for leaf in leaves_in(self.begun):
                before = newest_checkpoint(os.path.join(self.begun, leaf))
                after = newest_checkpoint(os.path.join(out, leaf))
                if status_of(os.path.join(out, leaf)) not in DONE and (after is None or after < before):
                    return f"{leaf}: the checkpoint of iteration {before} is lost, there is {after}"
        again = "resume" if os.path.exists(os.path.join(out, "experiment.json")) else "train"
        if scenario == "resume" and again != "resume":
            return "experiment.json is lost"
        ended = subprocess.run(self.command(again, out), env=self.plain, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            return f"afterwards, undisturbed: exit {ended.returncode}: {ended.stderr.strip()[-200:]}"
        different = difference(self.whole[scenario], out)
        return f"afterwards, undisturbed: {different}" if different else None


def chosen_calls(count, options):
    if options.short and count > SHORT_FIRST + SHORT_LAST:
        return [*range(1, SHORT_FIRST + 1), *range(count - SHORT_LAST + 1, count + 1)]
    return list(range(1, count + 1))


def plan(counts, options):
    """The trials of the series in its order, which is random and always the same, so that any part of it is a sample."""
    trials = []
    for family in options.families.split(","):
        errors = ERRORS[family]
        if options.short:
            # Scenarios, forms and errors take turns.
            for i, call in enumerate(chosen_calls(min(counts[scenario][family] for scenario in SCENARIOS), options)):
                scenario, form = SCENARIOS[i % 2], FORMS[i // 2 % 2]
                trials.append((scenario, family, errors[i // 4 % len(errors)], form, call))
            continue
        for scenario in SCENARIOS:
            calls = chosen_calls(counts[scenario][family], options)
            if family == "allocate" and len(calls) > options.allocations:
                calls = random.Random(1).sample(calls, options.allocations)
            trials += [(scenario, family, error, form, call) for error in errors for form in FORMS for call in calls]
    random.Random(1).shuffle(trials)
    return trials


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--families", default=",".join(ERRORS))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--allocations", type=int, default=1000, help="so many of a run's allocations, drawn by chance")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begins no trial after so many")
    parser.add_argument("--results", help="file to append to and to go on from; else none is kept")
    options = parser.parse_args()
    options.program, options.library = os.path.abspath(options.program), os.path.abspath(options.library)
    begin = time.monotonic()
    done = read_results(options.results) if options.results else []
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(options, place)
        counts = {scenario: bench.counts(scenario) for scenario in SCENARIOS}
        print(json.dumps(counts), flush=True)
        tried = {tuple(line["trial"]) for line in done}
        trials = [key for key in plan(counts, options) if key not in tried]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            late = lambda: time.monotonic() - begin > options.seconds
            for result in pool.map(lambda key: None if late() else bench.trial(key), trials):
                if result is None:
                    continue
                done.append(result)
                if options.results:
                    append_result(options.results, result)
                if result["wrong"]:
                    print(json.dumps(result), flush=True)
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
