"""Tests of `lab --help`: its examples are valid."""

import importlib.machinery
import importlib.util
import re
import shlex
import unittest

from sandbox import paths

LOADER = importlib.machinery.SourceFileLoader("lab_command", str(paths.LAB / "cli/lab"))
SPEC = importlib.util.spec_from_loader("lab_command", LOADER)
COMMAND = importlib.util.module_from_spec(SPEC)
LOADER.exec_module(COMMAND)


class Examples(unittest.TestCase):
    def test_are_parsed(self):
        lines = [line.strip() for line in COMMAND.EXAMPLES.splitlines() if line.startswith("  ./slipway lab ")]
        self.assertGreater(len(lines), 5)
        for line in lines:
            words = shlex.split(re.split("  +", line)[0])[2:]
            self.assertEqual(words[0], COMMAND.arguments().parse_args(words).command)

    def test_name_stacks_that_exist(self):
        stacks = {file.stem for file in (paths.REPO / "stacks").glob("*.yaml")}
        for words in re.findall("lab (?:run|preview) ((?:[a-z0-9-]+ )+)", COMMAND.EXAMPLES):
            self.assertLessEqual(set(words.split()), stacks)


if __name__ == "__main__":
    unittest.main()
