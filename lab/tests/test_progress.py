"""Tests of the progress of `lab run`: counts, the estimate, and what is printed where."""

import io
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from sandbox import paths, progress

URN = "urn:pulumi:staging::slipway::openstack:networking/port:Port::"


def event(kind, name):
    metadata = {"op": "create", "urn": URN + name, "new": {"custom": True}}
    return json.dumps({"sequence": 1, kind: {"metadata": metadata}}) + "\n"


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)


class Counts(Folder):
    def setUp(self):
        super().setUp()
        self.counter = progress.Counter()
        self.addCleanup(self.counter.close)

    def write(self, text):
        with open(self.counter.path(), "w") as file:
            file.write(text)

    def test_counts_nothing_before_pulumi_writes(self):
        self.counter.read(1)
        self.assertEqual("0 resources done, 1 s", progress.text(self.counter, 1, None))

    def test_counts_each_resource_once(self):
        self.write(event("resourcePreEvent", "a") + event("resourcePreEvent", "b"))
        self.counter.read(1)
        self.assertEqual("0 resources done, 1 s, waiting for a and 1 more", progress.text(self.counter, 1, None))
        self.write(event("resOutputsEvent", "a") + '{"diagnosticEvent": {}}\n')
        self.counter.read(2)
        self.write(event("resourcePreEvent", "a") + event("resOutputsEvent", "a"))  # a replaced resource: created, then deleted
        self.counter.read(3)
        self.assertEqual("1 resources done, 3 s, waiting for b", progress.text(self.counter, 3, None))
        self.assertEqual([2], self.counter.times())

    def test_waits_for_no_component(self):
        self.write('{"resourcePreEvent": {"metadata": {"urn": "urn::component", "new": {}}}}\n')
        self.write('{"resourcePreEvent": {"metadata": {"urn": "urn::deleted", "new": null}}}\n')
        self.counter.read(1)
        self.assertEqual("0 resources done, 1 s", progress.text(self.counter, 1, None))

    def test_waits_for_the_end_of_a_line(self):
        line = event("resOutputsEvent", "a")
        self.write(line[:20])
        self.counter.read(1)
        self.assertEqual([], self.counter.times())
        self.write(line[20:])
        self.counter.read(2)
        self.assertEqual([2], self.counter.times())

    def test_estimates_from_an_earlier_run(self):
        earlier = [10, 20, 100]
        self.assertEqual("0 of 3 resources, 1 s, about 100 s left", progress.text(self.counter, 1, earlier))
        self.write(event("resOutputsEvent", "a") + event("resOutputsEvent", "b"))
        self.counter.read(30)
        self.assertEqual("2 of 3 resources, 30 s, about 80 s left", progress.text(self.counter, 30, earlier))

    def test_estimates_nothing_beyond_the_earlier_run(self):
        self.write(event("resOutputsEvent", "a") + event("resOutputsEvent", "b"))
        self.counter.read(3)
        self.assertEqual("2 resources done, 3 s", progress.text(self.counter, 3, [1, 2]))


class Record(Folder):
    def setUp(self):
        super().setUp()
        variables = {"SLIPWAY_CACHE": str(self.root / "cache"), "SLIPWAY_STACKS": str(paths.REPO / "stacks")}
        patch = mock.patch.dict(os.environ, variables)
        patch.start()
        self.addCleanup(patch.stop)

    def test_is_of_one_stack_and_kind_of_update(self):
        create, update = progress.key("staging", False), progress.key("staging", True)
        self.assertEqual("stacks/staging create", create)
        self.assertIsNone(progress.earlier_run(create))
        progress.save(create, [1.5, 2])
        progress.save(update, [3])
        self.assertEqual([1.5, 2], progress.earlier_run(create))
        self.assertEqual([3], progress.earlier_run(update))
        self.assertIsNone(progress.earlier_run(progress.key("staging-osl2", False)))

    def test_of_another_folder_is_another(self):
        with mock.patch.dict(os.environ, SLIPWAY_STACKS=str(self.root)):
            self.assertEqual(f"{self.root.resolve()}/staging create", progress.key("staging", False))

    def test_that_is_broken_is_none(self):
        (self.root / "cache").mkdir()
        (self.root / "cache" / progress.RECORD).write_text("no JSON")
        self.assertIsNone(progress.earlier_run("stacks/staging create"))
        progress.save("stacks/staging create", [1])
        self.assertEqual([1], progress.earlier_run("stacks/staging create"))


class Shown(Folder):
    def test_a_line_every_so_often_without_a_terminal(self):
        out = io.StringIO()
        display = progress.Display("staging", out)
        display.show("too early")
        display.printed -= progress.LINE_INTERVAL
        display.show("1 of 3 resources")
        display.show("too early")
        display.end()
        self.assertEqual("staging: 1 of 3 resources\n", out.getvalue())

    def test_one_line_of_a_terminal(self):
        terminal, user = os.openpty()
        with open(user, "w") as out, mock.patch.object(os, "get_terminal_size", return_value=os.terminal_size((20, 5))):
            display = progress.Display("staging", out)
            display.printed -= 1
            display.show("1 of 3 resources, 20 s")
            display.end()
            self.assertEqual(b"\rstaging: 1 of 3 res\x1b[K\r\x1b[K", os.read(terminal, 100))
        os.close(terminal)

    def test_end_of_the_log_of_this_update(self):
        log = self.root / "log"
        log.write_text("of an earlier update\n")
        begin = log.stat().st_size
        with log.open("a") as file:
            file.writelines(f"line {n}\n" for n in range(100))
        self.assertEqual([f"line {n}" for n in range(60, 100)], progress.last_lines(log, begin))
        self.assertEqual([], progress.last_lines(log, log.stat().st_size))


if __name__ == "__main__":
    unittest.main()
