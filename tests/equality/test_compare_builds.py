#!/usr/bin/env python3
"""Proves that compare_builds.py can fail: made-up results that differ in one thing each."""

import array
import json
import os
import struct
import tempfile
import unittest

import compare_builds

TABLES = {"iterations.csv": "iteration,loss,train_seconds\n1,2.5,0.1\n2,nan,0.2\n",
          "evaluations.csv": "iteration,test_loss,train_seconds\n2,0.5,0.2\n",
          "epochs.csv": "epoch,train_loss,eval_seconds\n1,1.5,0.3\n"}
WEIGHTS = {"bn1.weight": ("F32", array.array("f", [1, -0.0, float("nan")])), "bn1.count": ("I64", array.array("q", [3]))}


def write_tensors(path, tensors):
    header, data = {"__metadata__": {"written": path}}, b""
    for name, (dtype, values) in tensors.items():
        header[name] = {"dtype": dtype, "shape": [len(values)], "data_offsets": [len(data), len(data) + len(values.tobytes())]}
        data += values.tobytes()
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class CompareBuilds(unittest.TestCase):
    def run_with(self, tables=None, weights=None):
        """The folder of an experiment with one run."""
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        leaf = os.path.join(place.name, "seed-1", "bn")
        os.makedirs(leaf)
        for name, text in {**TABLES, "summary.json": "{}", **(tables or {})}.items():
            with open(os.path.join(leaf, name), "w", encoding="utf-8") as file:
                file.write(text)
        for name in compare_builds.TENSORS:
            write_tensors(os.path.join(leaf, name), {**WEIGHTS, **(weights or {})})
        return place.name

    def differing(self, **changes):
        found = compare_builds.differences(self.run_with(), self.run_with(**changes), 1)
        return [(os.path.basename(one.place), one.name, one.is_missing_column) for one in found]

    def test_seconds_and_the_order_of_columns_do_not_count(self):
        self.assertEqual(self.differing(tables={"iterations.csv": "train_seconds,loss,iteration\n7,2.5,1\n8,nan,2\n"}), [])

    def test_a_cell(self):
        self.assertEqual(self.differing(tables={"epochs.csv": "epoch,train_loss,eval_seconds\n1,1.6,0.3\n"}),
                         [("epochs.csv", "train_loss", False)])

    def test_a_row_less(self):
        self.assertEqual(self.differing(tables={"epochs.csv": "epoch,train_loss,eval_seconds\n"}),
                         [("epochs.csv", "epoch", False), ("epochs.csv", "train_loss", False)])

    def test_a_column_more(self):
        self.assertEqual(self.differing(tables={"epochs.csv": "epoch,iteration,train_loss\n1,2,1.5\n"}),
                         [("epochs.csv", "iteration", True)])

    def test_the_sign_of_a_zero(self):
        self.assertEqual(self.differing(weights={"bn1.weight": ("F32", array.array("f", [1, 0.0, float("nan")]))}),
                         [(name, "bn1.weight", False) for name in compare_builds.TENSORS])

    def test_a_tensor_more(self):
        self.assertEqual(self.differing(weights={"bn2.weight": ("F32", array.array("f", [1]))}),
                         [(name, "bn2.weight", False) for name in compare_builds.TENSORS])

    def test_no_run(self):
        with tempfile.TemporaryDirectory() as empty:
            self.assertEqual([one.place for one in compare_builds.differences(empty, empty, 1)], ["runs"])


if __name__ == "__main__":
    unittest.main()
