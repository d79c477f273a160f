"""Tests of `./slipway test`: the table of chapters, the choice of chapters and the closing table."""

import contextlib
import io
import re
import signal
import tempfile
import threading
import time
import unittest
from pathlib import Path
from unittest import mock

from sandbox import paths, prepare

from chapters import run, table
from chapters.results import Result, exit_code, results_table

TABLE = """\
[saved-lab.ops]
stacks = ["staging"]
[chapter.default]
summary = "short"
lab = "new"
[chapter.packets]
summary = "long"
tools = ["kwok"]
commands = ["true {venv}", "false"]
lab = "ops"
"""


class Table(unittest.TestCase):
    def test_reads_chapters_and_their_saved_labs(self):
        chapters = table.load(TABLE)
        self.assertEqual(["default", "packets"], list(chapters))
        self.assertEqual(table.SavedLab("ops", ("staging",)), chapters["packets"].lab)
        self.assertEqual(("kwok",), chapters["packets"].tools)

    def test_refuses_an_unknown_lab(self):
        with self.assertRaisesRegex(table.TableError, "chapter default: lab = 'old' is not a lab; allowed: none, new, ops"):
            table.load(TABLE.replace('"new"', '"old"'))

    def test_lists_every_chapter_with_its_summary(self):
        self.assertEqual("default  short\npackets  long", table.listing(table.load(TABLE)))


class Choice(unittest.TestCase):
    chapters = table.load(TABLE)

    def names(self, *names, all_chapters=False):
        return [chapter.name for chapter in table.chosen(self.chapters, list(names), all_chapters)]

    def test_is_the_default_chapter_without_arguments(self):
        self.assertEqual(["default"], self.names())

    def test_is_every_chapter_with_all(self):
        self.assertEqual(["default", "packets"], self.names(all_chapters=True))

    def test_keeps_the_given_order_and_runs_no_chapter_twice(self):
        self.assertEqual(["packets", "default"], self.names("packets", "default", "packets"))

    def test_refuses_an_unknown_name(self):
        with self.assertRaisesRegex(table.TableError, "other is not a chapter; allowed: default, packets"):
            self.names("packets", "other")


class ShippedTable(unittest.TestCase):
    """chapters.toml agrees with the tags of the Java tests and with the toolchain's table."""

    chapters = table.load(table.FILE.read_text())

    def test_has_a_chapter_for_every_tag(self):
        files = (paths.REPO / "src/it/java").rglob("*IT.java")
        tags = {file.name: re.findall(r'^@Tag\("(.+)"\)', file.read_text(), re.MULTILINE) for file in files}
        self.assertTrue(tags)
        for name, found in tags.items():
            self.assertEqual(1, len(found), name)
            self.assertIn(found[0], self.chapters, name)

    def test_every_chapter_has_tests(self):
        for chapter in self.chapters.values():
            self.assertTrue(chapter.commands or run.has_java_tests(chapter.name), chapter.name)

    def test_names_tools_of_the_toolchain(self):
        recipes = (paths.REPO / "toolchain/recipes/tools.toml").read_text()
        for tool in {*prepare.TOOLS, *(tool for chapter in self.chapters.values() for tool in chapter.tools)}:
            self.assertIn(f"[tool.{tool}]", recipes)

    def test_stacks_of_saved_labs_exist(self):
        labs = {chapter.lab for chapter in self.chapters.values() if isinstance(chapter.lab, table.SavedLab)}
        self.assertTrue(labs)
        for stack in (stack for lab in labs for stack in lab.stacks):
            self.assertTrue((paths.REPO / f"stacks/{stack}.yaml").is_file(), stack)


class Run(unittest.TestCase):
    chapters = [table.Chapter(name, "", table.NO_LAB, commands=(command,)) for name, command in (("one", "false"), ("two", "true"))]

    def test_continues_after_a_failed_chapter(self):
        with mock.patch.object(prepare, "packages", return_value="/venv"), contextlib.redirect_stdout(io.StringIO()):
            results = run.Run().chapters(self.chapters)
        self.assertEqual([("one", ("false",)), ("two", ())], [(result.chapter, result.failures) for result in results])
        self.assertEqual(1, exit_code(results))

    def test_interrupt_ends_the_children_of_a_command(self):
        # A shell starts background jobs with SIGINT ignored, and Python then installs no handler.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        with tempfile.TemporaryDirectory() as folder:
            pid = Path(folder, "pid")
            command = ["sh", "-c", f"sleep 60 & echo $! >{pid}; wait"]
            interrupt = threading.Timer(0.5, lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT))
            interrupt.start()
            with self.assertRaises(KeyboardInterrupt), contextlib.redirect_stdout(io.StringIO()):
                run._command(command)
            self.assertTrue(ends(int(pid.read_text())))


def ends(pid: int) -> bool:
    """Returns whether a process that received a signal ends; the kernel delivers it after the parent has ended."""
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


class ClosingTable(unittest.TestCase):
    def test_shows_result_time_and_what_failed(self):
        results = [Result("default", 1052.4, ()), Result("packets", 65, ("slipway maven",))]
        self.assertEqual(
            "CHAPTER  RESULT     TIME\n"
            "default  passed   17 min 32 s\n"
            "packets  FAILED    1 min  5 s\n"
            "         failed: slipway maven",
            results_table(results),
        )

    def test_exit_code_is_zero_only_if_all_passed(self):
        self.assertEqual(0, exit_code([Result("default", 1, ())]))
        self.assertEqual(1, exit_code([Result("default", 1, ()), Result("packets", 1, ("x",))]))
