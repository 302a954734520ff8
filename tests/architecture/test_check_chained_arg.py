#!/usr/bin/env python3
"""Proves that check_chained_arg.py finds what it is to find, and nothing else."""

import os
import subprocess
import sys
import tempfile
import unittest

import check_chained_arg as check

CHAINS = {
    "on one line": ("return tr(\"%1, %2\").arg(a).arg(b);", [1]),
    "over lines": ('return tr("%1, %2")\n    .arg(a)\n\n    .arg(b);\n', [4]),
    "of three": ('tr("%1 %2 %3")\n    .arg(a)\n    .arg(b)\n    .arg(c);\n', [3, 4]),
    "behind several values": ('tr("%1 %2 %3").arg(a, b).arg(c);', [1]),
    "parentheses within the first": ("text.arg(shown((a + b) * (c - d), f(g(h())))).arg(e);", [1]),
    "a parenthesis in a string": ('text.arg(QStringLiteral("(%1")).arg(b);', [1]),
    "a quote in a string": ('text.arg(QStringLiteral("\\")")).arg(b);', [1]),
    "a parenthesis as a character": ("text.arg(QLatin1Char(')')).arg(b);", [1]),
    "a quote as a character": ("text.arg(QLatin1Char('\"')).arg(b);", [1]),
    "an escaped quote as a character": ("text.arg(QLatin1Char('\\'')).arg(b);", [1]),
    "a raw string": ('text.arg(QStringLiteral(R"x()" ()x")).arg(b);', [1]),
    "a separator of thousands": ("text.arg(1'000).arg(0x1'ff);", [1]),
    "a comment between": ('text.arg(a)  // Not (this.\n    /* nor ) this */ .arg(b);', [2]),
    "white space": ("text . arg (a) . arg (b);", [1]),
    "through a pointer": ("text->arg(a).arg(b);", [1]),
    "within the first": ("text.arg(other.arg(a).arg(b));", [1]),
    "of a choice": ('(is ? tr("%1 %2") : tr("%1: %2")).arg(a).arg(b);', [1]),
    "behind a raw string": ('auto a = uR"(\n"\n)";\ntext.arg(a).arg(b);', [4]),
    "behind a comment with a quote": ("// It's\ntext.arg(a).arg(b);", [2]),
}

OTHERS = {
    "one value": 'tr("%1").arg(a);',
    "several values": 'tr("%1 %2").arg(a, QString::number(b));',
    "another call behind": 'tr("%1").arg(a).toStdString();',
    "one within the other": "text.arg(other.arg(a), b);",
    "one after the other": "x = f(text.arg(a), other.arg(b));",
    "two statements": "const auto a = text.arg(1);\nconst auto b = other.arg(2);\n",
    "two parts of a sum": "text.arg(a) + other.arg(b);",
    "a comment": "// text.arg(a).arg(b)\n/* text.arg(a)\n   .arg(b) */\n",
    "a comment that goes on": "// Like this: \\\n   text.arg(a).arg(b)\n",
    "half a comment": "text.arg(a);  // .arg(b)\n",
    "a string": 'puts("text.arg(a).arg(b)");',
    "a string behind an escaped quote": 'puts("\\".arg(a).arg(b)");',
    "a comment's beginning in a string": 'puts("/*"); text.arg(a); puts("*/.arg(b)");',
    "a raw string": 'puts(R"(text.arg(a).arg(b))");\nputs(u8R"x(")" text.arg(a).arg(b))x");',
    "other names": "text.args(a).args(b); text.arg(a).argument(b); fmt::arg(a, b);",
    "a call that does not end": "text.arg(a",
}


class CheckChainedArg(unittest.TestCase):
    def test_chains_are_found(self):
        for name, (source, lines) in CHAINS.items():
            with self.subTest(name):
                self.assertEqual(check.chained_lines(source), lines)

    def test_nothing_else_is_found(self):
        for name, source in OTHERS.items():
            with self.subTest(name):
                self.assertEqual(check.chained_lines(source), [])

    def test_stripping_moves_nothing(self):
        for source in [source for source, _ in CHAINS.values()] + list(OTHERS.values()):
            with self.subTest(source):
                stripped = check.strip(source)
                self.assertEqual(len(stripped), len(source))
                self.assertEqual(stripped.count("\n"), source.count("\n"))


class WholeCheck(unittest.TestCase):
    def run_on(self, files):
        with tempfile.TemporaryDirectory() as source:
            for place, text in files.items():
                path = os.path.join(source, place)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            done = subprocess.run([sys.executable, "-B", check.__file__, "--source", source], check=False,
                                  capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()

    def test_clean_project(self):
        files = {"ui/a.cpp": "text.arg(a, b);", "core/b/c.h": "", "tests/d.cpp": "t.arg(a).arg(b);", "app/e.txt": ""}
        self.assertEqual(self.run_on(files), (0, ["2 files checked, 0 breaches"]))

    def test_each_breach_has_its_line(self):
        chain = "text\n    .arg(a)\n    .arg(b);\n"
        code, lines = self.run_on({"ui/x/a.cpp": chain, "app/b.h": chain, "core/c.cpp": "text.arg(a);"})
        self.assertEqual(code, 1)
        self.assertEqual(lines, [f"app/b.h:3: {check.BREACH}", f"ui/x/a.cpp:3: {check.BREACH}",
                                 "3 files checked, 2 breaches"])

    def test_blindness_is_a_breach(self):
        code, lines = self.run_on({"tests/a.cpp": ""})
        self.assertEqual(code, 1)
        self.assertIn("blind", lines[0])


if __name__ == "__main__":
    unittest.main()
