"""Runs chapters one after another, each from its own state of the lab."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time

from sandbox import paths, prepare, saved

from chapters.results import Result
from chapters.table import NEW_LAB, Chapter, SavedLab

SLIPWAY = str(paths.REPO / "slipway")
PACKAGE = "./slipway maven package"
LOGS = paths.REPO / "target/lab-logs"  # logs of the labs in which a chapter failed


class Failed(Exception):
    """A command of a chapter failed; the message is the command."""


class Run:
    """One run of `./slipway test`."""

    def __init__(self):
        self.packaged = False  # whether this run has built the jar and the test classes

    def chapters(self, chapters: list[Chapter]) -> list[Result]:
        results = []
        for chapter in chapters:
            _title(f"chapter {chapter.name}: {chapter.summary}")
            results.append(self.chapter(chapter))
        return results

    def chapter(self, chapter: Chapter) -> Result:
        started = time.monotonic()
        failures = []
        try:
            self.steps(chapter)
        except Failed as failure:
            failures.append(str(failure))
        except paths.LabError as error:
            failures.append(f"lab: {error}")
        finally:
            if chapter.uses_lab:
                failures += _remove_lab(chapter, failed=bool(failures) or sys.exc_info()[0] is not None)
        return Result(chapter.name, time.monotonic() - started, tuple(failures))

    def steps(self, chapter: Chapter) -> None:
        tools = [*(prepare.TOOLS if chapter.uses_lab else ()), *chapter.tools]
        if tools:
            _command([str(paths.REPO / "toolchain/toolchain"), "build", "--only", ",".join(tools)])
        venv = prepare.packages(*chapter.packages)
        for line in chapter.commands:
            self.command(line.format(venv=venv))
        if has_java_tests(chapter.name):
            if not self.packaged:
                self.command(f"{PACKAGE} -q -DskipTests")
            _start_lab(chapter.lab)
            goals = ["failsafe:integration-test", "failsafe:verify"]
            _command([SLIPWAY, "maven", "-Plab", f"-Dslipway.chapter={chapter.name}", *goals])

    def command(self, line: str) -> None:
        _command(shlex.split(line))
        self.packaged = self.packaged or line.startswith(PACKAGE)


def has_java_tests(chapter: str) -> bool:
    """Whether a class in src/it/java has the chapter's tag."""
    tag = f'@Tag("{chapter}")'
    return any(tag in file.read_text() for file in (paths.REPO / "src/it/java").rglob("*.java"))


def _start_lab(lab: str | SavedLab) -> None:
    if isinstance(lab, SavedLab):
        _command([SLIPWAY, "lab", "down"])
        reason = saved.outdated(lab.name)
        if reason:
            print(f"{reason}; creating it", flush=True)
            _command([SLIPWAY, "lab", "run", *lab.stacks])
            _command([SLIPWAY, "lab", "save", lab.name])
            _command([SLIPWAY, "lab", "down"])
        _command([SLIPWAY, "lab", "up", "--from", lab.name])
    elif lab == NEW_LAB:
        _command([SLIPWAY, "lab", "down"])
        _command([SLIPWAY, "lab", "up"])


def _remove_lab(chapter: Chapter, failed: bool) -> list[str]:
    """Stops the lab and removes its state; keeps the logs of a failed chapter."""
    log = paths.state() / "log"
    if failed and log.is_dir():
        target = LOGS / chapter.name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(log, target)
        print(f"the lab's logs are in {target}", flush=True)
    try:
        _command([SLIPWAY, "lab", "down"])
    except Failed as failure:
        return [str(failure)]
    return []


def _command(argv: list[str]) -> None:
    line = shlex.join(argv).replace(f"{paths.REPO}/", "")
    _title(line)
    # In its own process group: when this process is interrupted, the command's children end too
    process = subprocess.Popen(argv, cwd=paths.REPO, stdin=subprocess.DEVNULL, process_group=0)
    try:
        code = process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        raise
    if code:
        raise Failed(line)


def _title(text: str) -> None:
    print(f"\n== {time.strftime('%H:%M:%S')} {text}", flush=True)
