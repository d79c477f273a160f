#!/usr/bin/env python3
"""Tests of a release with later versions of Java: Debian 13 in a folder, without a network. Requires root."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True  # the work tree stays unchanged
sys.path.insert(0, str(Path(__file__).resolve().parent))

import signed  # noqa: E402
from computer import NEWER, PATH, Computer  # noqa: E402

VERSIONS = ("21", "25")


class RuntimesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="slipway-runtimes-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.computer = Computer(cls.folder / "root")
        release = signed.make(cls.folder)
        cls.computer.install([f"openjdk-{version}-jre-headless" for version in VERSIONS], NEWER)
        (archive,) = release.glob("slipway-*.tar.gz")
        shutil.copy(archive, cls.computer.home)
        cls.run_line(VERSIONS[0], "tar -xzf ~/slipway-*.tar.gz -C ~ && cp ~/slipway-*/examples/stacks/*.yaml ~/slipway-*/stacks/")

    @classmethod
    def run_line(cls, version: str, line: str) -> str:
        path = f"/usr/lib/jvm/java-{version}-openjdk-amd64/bin:{PATH}"
        done = cls.computer.run("", line, PATH=path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def test_commands(self):
        for version in VERSIONS:
            with self.subTest(java=version):
                inside = "cd ~/slipway-*/ && ./slipway"
                self.assertIn(f"java {version}.", self.run_line(version, f"{inside} version"))
                self.assertIn("stack files, no problems", self.run_line(version, f"{inside} check"))
                self.assertIn("| staging-osl2-control-plane-1 | ", self.run_line(version, f"{inside} plan staging-osl2"))


if __name__ == "__main__":
    unittest.main()
