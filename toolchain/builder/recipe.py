"""Builds one tool: copies its module, runs its steps, compiles its Go packages."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from builder import table

JOBS = 2  # compilers at once in one `go build`


class Failed(Exception):
    """A command of the tool's recipe failed; the log contains the reason."""


class Stopped(Exception):
    """The whole build was interrupted."""


class Commands:
    """Runs each command in a separate process group, so that all of them can be stopped."""

    def __init__(self):
        self.running: dict[int, subprocess.Popen] = {}
        self.guard = threading.Lock()
        self.stopping = False

    def run(self, argv: list[str], cwd: Path, env: dict, stdout, stderr) -> tuple[int, float]:
        """Returns exit status and CPU seconds, including the command's children."""
        with self.guard:
            if self.stopping:
                raise Stopped
            process = subprocess.Popen(
                argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, start_new_session=True)
            self.running[process.pid] = process
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        with self.guard:  # a process that is reaped before would make killpg fail in stop()
            _, status, usage = os.wait4(process.pid, 0)
            del self.running[process.pid]
            process.returncode = os.waitstatus_to_exitcode(status)
            if self.stopping:
                raise Stopped
        return process.returncode, usage.ru_utime + usage.ru_stime

    def stop(self):
        with self.guard:
            self.stopping = True
            for pid in self.running:
                os.killpg(pid, signal.SIGTERM)


class Recipe:
    """The build of one tool."""

    def __init__(self, tool: table.Tool, tools: dict, store, settings: dict, commands: Commands):
        self.tool = tool
        self.tools = tools
        self.store = store
        self.commands = commands
        self.source = settings["source"]
        self.env = go_environment(store.build, settings)
        self.cpu_seconds = 0.0

    def build(self) -> float:
        """Creates the result. Returns the wall seconds."""
        started = time.monotonic()
        self.out = self.store.start(self.tool)
        self.work = self.store.build / "work" / self.tool.name
        self.copy_module()
        with open(self.store.log(self.tool), "w") as self.log:
            for step in self.tool.steps:
                self.run_step(step)
            for output, package in self.tool.go.items():
                self.compile(output, package)
        shutil.rmtree(self.work)
        wall = time.monotonic() - started
        facts = {"tool": self.tool.name, "version": self.tool.version}
        facts |= {"wall_seconds": round(wall, 1), "cpu_seconds": round(self.cpu_seconds, 1)}
        self.store.finish(self.tool, facts)
        return wall

    def copy_module(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        if self.tool.module:
            shutil.copytree(self.tool.module, self.work, dirs_exist_ok=True)

    def run_step(self, step: dict):
        argv = [table.expand(word, self.value) for word in step["run"]]
        if "to" not in step:
            return self.command(argv, self.log)
        target = Path(table.expand(step["to"], self.value))
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "w") as stdout:
            self.command(argv, stdout)

    def compile(self, output: str, package: str):
        stamps = [f"-X {name}={table.expand(value, self.value)}" for name, value in self.tool.stamps.items()]
        target = self.out / table.expand(output, self.value)
        flags = " ".join(["-s", "-w", *stamps])
        self.command(["go", "build", "-ldflags", flags, "-o", str(target), package], self.log)

    def command(self, argv: list[str], stdout):
        self.log.write(f"$ {shlex.join(argv)}\n")
        self.log.flush()
        status, seconds = self.commands.run(argv, self.work, self.env, stdout, self.log)
        self.cpu_seconds += seconds
        if status != 0:
            raise Failed(f"exit status {status} of: {shlex.join(argv)}")

    def value(self, name: str, argument: str | None):
        """Returns the value of a placeholder of tools.toml."""
        if name == "tool":
            return self.store.result(self.tools[argument])
        if name == "module":
            return self.module_folder(argument)
        known = {"out": self.out, "work": self.work, "src": self.source, "build": self.store.build}
        known |= {"version": self.tool.version}
        if name not in known:
            raise Failed(f"unknown placeholder {{{name}}}; allowed: tool:NAME, module:PATH, {', '.join(known)}")
        return known[name]

    def module_folder(self, path: str) -> str:
        """Returns the source folder of a module that go.mod requires; downloads it if it is missing."""
        answer = self.work / ".module.json"
        with open(answer, "w") as stdout:
            self.command(["go", "mod", "download", "-json", path], stdout)
        return json.loads(answer.read_text())["Dir"]


def go_environment(build: Path, settings: dict) -> dict:
    """Returns Go's environment: separate caches that can be deleted, and flags for reproducible results."""
    return {
        **os.environ,
        "CGO_ENABLED": "0",
        "GOCACHE": str(build / "go"),
        "GOFLAGS": f"-mod=readonly -trimpath -buildvcs=false -modcacherw -p={JOBS}",
        "GOMODCACHE": str(build / "mod"),
        "GONOSUMDB": ",".join(settings["no_checksum_lookup"]),
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }
