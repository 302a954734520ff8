#!/usr/bin/env python3
"""Proves that check_dependencies.py can fail: made-up projects with one breach each."""

import os
import tempfile
import unittest

import check_dependencies as check

CLEAN = {
    "app/main.cpp": ["/usr/include/qt6/QtCore/QtGlobal", "ui/MainWindow.h", "core/base/Result.h"],
    "ui/MainWindow.cpp": ["ui/MainWindow.h", "/usr/include/qt6/QtWidgets/QWidget", "core/session/Worker.h"],
    "core/session/Worker.cpp": ["core/session/Worker.h", "/usr/include/qt6/QtCore/QThread", "core/data/IdxFile.h"],
    "core/data/IdxFile.cpp": ["core/data/IdxFile.h", "core/base/Result.h", "/usr/include/zlib.h"],
    "core/nn/Network.cpp": ["core/nn/Network.h", "core/base/Result.h", "/usr/include/torch/torch.h"],
    "core/train/Learner.cpp": ["core/nn/Network.h", "/usr/include/ATen/ATen.h"],
    "core/runtime/TorchRuntime.cpp": ["/usr/include/c10/util/Exception.h"],
}


class Project:
    """Files on disk and a listing of dependencies as ninja prints it."""

    def __init__(self, folder, dependencies):
        self.tree = check.Tree(folder, os.path.join(folder, "build"))
        for source, headers in dependencies.items():
            for place in [source, *headers]:
                if not place.startswith("/"):
                    self.write(place, "")
        os.makedirs(os.path.join(folder, "include"), exist_ok=True)
        link = os.path.join(folder, "include", "normscope")
        if not os.path.lexists(link):
            os.symlink(os.path.join("..", "core"), link)
        self.listing = "".join(self.entry(source, headers) for source, headers in dependencies.items())

    def write(self, place, text):
        path = os.path.join(self.tree.source, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    @staticmethod
    def entry(source, headers):
        lines = [f"CMakeFiles/x.dir/{source}.o: #deps {1 + len(headers)}, deps mtime 1 (VALID)", f"    ../{source}"]
        for header in headers:
            inside = header.replace("core/", "include/normscope/", 1) if header.startswith("core/") else header
            lines.append(f"    {inside if inside.startswith('/') else '../' + inside}")
        return "\n".join(lines) + "\n\n"

    def breaches(self, commands=None):
        read = check.files_by_source(check.parse_ninja(self.listing), commands or {}, self.tree)
        return check.check_objects(read, self.tree) + check.check_sight(read, self.tree)


class CheckDependencies(unittest.TestCase):
    def project(self, dependencies):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Project(os.path.realpath(folder.name), dependencies)

    def breaches_with(self, source, header):
        dependencies = {name: list(headers) for name, headers in CLEAN.items()}
        dependencies.setdefault(source, []).append(header)
        return self.project(dependencies).breaches()

    def test_clean_project_has_no_breach(self):
        self.assertEqual(self.project(CLEAN).breaches(), [])

    def test_each_breach_is_found(self):
        for source, header in [
            ("core/session/Worker.cpp", "/usr/include/torch/torch.h"),
            ("ui/MainWindow.cpp", "/usr/include/ATen/core/Tensor.h"),
            ("app/main.cpp", "/usr/include/c10/util/Exception.h"),
            ("core/data/IdxFile.cpp", "/usr/include/torch/csrc/api/include/torch/nn.h"),
            ("core/runtime/Threads.cpp", "/usr/include/ATen/Parallel.h"),
            ("core/data/IdxFile.cpp", "/usr/include/x86_64-linux-gnu/qt6/QtCore/qglobal.h"),
            ("core/nn/Network.cpp", "/usr/include/qt6/QtCore/QString"),
            ("core/session/Worker.cpp", "/usr/include/qt6/QtWidgets/QWidget"),
            ("core/session/Worker.cpp", "ui/MainWindow.h"),
            ("ui/MainWindow.cpp", "/usr/include/x86_64-linux-gnu/qt6/QtCharts/QChart"),
            ("ui/models/ExperimentStore.cpp", "ui/panels/SetupPanel.h"),
            ("ui/panels/SetupPanel.cpp", "ui/MainWindow.h"),
            ("core/data/IdxFile.cpp", "core/session/Worker.h"),
            ("core/nn/Network.cpp", "core/data/IdxFile.h"),
            ("core/base/Result.cpp", "core/nn/Network.h"),
            ("ui/MainWindow.cpp", "app/Console.h"),
        ]:
            with self.subTest(source=source, header=header):
                breaches = self.breaches_with(source, header)
                self.assertEqual(len(breaches), 1, breaches)
                self.assertIn(source, breaches[0])
                self.assertIn(header, breaches[0])

    def test_source_that_was_not_built(self):
        project = self.project(CLEAN)
        project.write("core/data/New.cpp", "")
        self.assertEqual(len(project.breaches()), 1)
        self.assertIn("core/data/New.cpp has not been built", project.breaches()[0])

    def test_precompiled_header_counts_for_its_users(self):
        project = self.project(CLEAN)
        project.listing += (
            "core/CMakeFiles/nn.dir/cmake_pch.hxx.gch: #deps 2, deps mtime 1 (VALID)\n"
            "    core/CMakeFiles/nn.dir/cmake_pch.hxx.cxx\n    /usr/include/torch/torch.h\n\n"
        )
        pch = os.path.join(project.tree.build, "core/CMakeFiles/nn.dir/cmake_pch.hxx")
        users = {source: f"c++ -include {pch} -c x.cpp" for source in ("core/nn/Network.cpp", "core/data/IdxFile.cpp")}
        commands = {os.path.join(project.tree.source, source): command for source, command in users.items()}
        breaches = project.breaches(commands)
        self.assertEqual(len(breaches), 1, breaches)
        self.assertIn("core/data/IdxFile.cpp reaches /usr/include/torch/torch.h", breaches[0])

    def test_generated_source_counts(self):
        dependencies = {**CLEAN, "build/ui/ui_autogen/mocs_compilation.cpp": ["/usr/include/torch/torch.h"]}
        breaches = self.project(dependencies).breaches()
        self.assertEqual(len(breaches), 1, breaches)
        self.assertIn("ui/ui_autogen/mocs_compilation.cpp", breaches[0])

    def test_blindness_is_a_breach(self):
        breaches = self.project({"core/data/IdxFile.cpp": ["core/data/IdxFile.h"]}).breaches()
        self.assertEqual(len(breaches), 2, breaches)
        self.assertTrue(all("blind" in breach for breach in breaches))

    def test_text_of_headers(self):
        project = self.project(CLEAN)
        project.write("core/nn/Network.h", "#pragma once\n#include <torch/torch.h>\n")
        project.write("core/train/Learner.h", "#include <normscope/nn/Network.h>\n")
        self.assertEqual(check.check_headers(project.tree), [])
        project.write("core/data/IdxFile.h", '#  include "ATen/ATen.h"\n')
        project.write("core/experiment/Spec.h", "#include <vector>\n#include <normscope/train/Spec.h>\n")
        project.write("core/train/Spec.h", "#include <normscope/nn/Network.h>\n")
        breaches = check.check_headers(project.tree)
        self.assertEqual(len(breaches), 3, breaches)
        self.assertIn("core/data/IdxFile.h includes ATen/ATen.h", " ".join(breaches))
        self.assertIn("core/experiment/Spec.h includes core/train/Spec.h includes core/nn/Network.h", " ".join(breaches))

    def test_makefile_dependencies(self):
        text = "x.dir/core/a.cpp.o: /s/core/a.cpp \\\n /s/core/a.h \\\n  /usr/include/torch/torch.h\n/s/core/a.h:\n"
        expected = {"x.dir/core/a.cpp.o": ["/s/core/a.cpp", "/s/core/a.h", "/usr/include/torch/torch.h"]}
        self.assertEqual(check.parse_makefile(text), expected)


if __name__ == "__main__":
    unittest.main()
