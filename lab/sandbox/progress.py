"""Progress of `pulumi up`: counts the resources in its event log, and estimates the remaining time from an earlier run of the stack."""

import fcntl
import json
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from sandbox import paths

TERMINAL_INTERVAL = 0.5  # seconds between two texts in the same line
LINE_INTERVAL = 15  # seconds between two lines where stdout is not a terminal
RECORD = "update-times.json"  # in the cache, because `down` removes the state folder
LAST_LINES = 40
PIPE_SIZE = 1 << 20  # bytes; the largest that Linux allows without a setting


class Counter:
    """The resources of one update: begun and done. Pulumi writes its event log, a JSON object per line, into a pipe: it has secrets."""

    def __init__(self):
        self.events, self.target = os.pipe()
        os.set_blocking(self.events, False)
        os.set_inheritable(self.target, True)
        fcntl.fcntl(self.target, fcntl.F_SETPIPE_SZ, PIPE_SIZE)  # Pulumi waits while it is full
        self.rest = b""
        self.begun: dict[str, str] = {}  # URN: name, in the order of their begin
        self.done: dict[str, float] = {}  # URN: seconds from the start

    def path(self) -> str:
        """Returns the path of the event log for a process that inherits the pipe."""
        return f"/proc/self/fd/{self.target}"

    def close(self) -> None:
        os.close(self.events)
        os.close(self.target)

    def read(self, seconds: float) -> None:
        """Reads what was written since the last call, up to the last complete line."""
        while True:
            try:
                self.rest += os.read(self.events, PIPE_SIZE)
            except BlockingIOError:
                break
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            self._count(json.loads(line), seconds)

    def _count(self, event: dict, seconds: float) -> None:
        if before := event.get("resourcePreEvent"):
            urn = before["metadata"]["urn"]
            # A component is done after its resources, so that it is always waited for.
            if urn not in self.done and (before["metadata"].get("new") or {}).get("custom"):
                self.begun[urn] = urn.rsplit("::", 1)[-1]
        elif after := event.get("resOutputsEvent"):
            urn = after["metadata"]["urn"]
            self.begun.pop(urn, None)
            self.done.setdefault(urn, seconds)

    def times(self) -> list[float]:
        """Returns the second at which each resource was done, in order."""
        return [round(seconds, 1) for seconds in self.done.values()]


def text(counter: Counter, seconds: float, earlier: list[float] | None) -> str:
    """Returns one line: resources done of the number in the earlier run, elapsed time, and the estimate."""
    done = len(counter.done)
    known = earlier if earlier and done < len(earlier) else None
    parts = [f"{done} of {len(known)} resources" if known else f"{done} resources done", f"{seconds:.0f} s"]
    if known:
        left = known[-1] - (known[done - 1] if done else 0)
        parts.append(f"about {left:.0f} s left")
    if counter.begun:
        first = next(iter(counter.begun.values()))
        others = len(counter.begun) - 1
        parts.append(f"waiting for {first}" + (f" and {others} more" if others else ""))
    return ", ".join(parts)


class Display:
    """Prints the progress: in one line of a terminal, or in a line every so often."""

    def __init__(self, stack: str, out: TextIO | None = None):
        self.stack = stack
        self.out = out or sys.stdout
        self.terminal = self.out.isatty()
        self.interval = TERMINAL_INTERVAL if self.terminal else LINE_INTERVAL
        self.printed = time.monotonic()

    def show(self, line: str) -> None:
        if time.monotonic() - self.printed < self.interval:
            return
        self.printed = time.monotonic()
        line = f"{self.stack}: {line}"
        if self.terminal:
            columns = os.get_terminal_size(self.out.fileno()).columns
            self.out.write(f"\r{line[: columns - 1]}\033[K")
        else:
            self.out.write(line + "\n")
        self.out.flush()

    def end(self) -> None:
        if self.terminal:
            self.out.write("\r\033[K")
            self.out.flush()


def key(stack: str, exists: bool) -> str:
    """Returns the key of a record: creating a stack takes longer than an update of one that exists."""
    folder = paths.stacks()
    name = folder.relative_to(paths.REPO) if folder.is_relative_to(paths.REPO) else folder
    return f"{name}/{stack} {'update' if exists else 'create'}"


def earlier_run(record: str) -> list[float] | None:
    """Returns the times of the last successful update with this key, if there was one."""
    times = _records().get(record)
    return times if isinstance(times, list) and times else None


def save(record: str, times: list[float]) -> None:
    if not times:
        return
    file = paths.cache() / RECORD
    temporary = file.with_name(f"{RECORD}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_text(json.dumps(_records() | {record: times}))
    temporary.replace(file)


def _records() -> dict:
    try:
        records = json.loads((paths.cache() / RECORD).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return records if isinstance(records, dict) else {}


def last_lines(log: Path, offset: int) -> list[str]:
    """Returns the end of what was written to the log from an offset on."""
    with log.open("rb") as file:
        file.seek(offset)
        return file.read().decode(errors="replace").splitlines()[-LAST_LINES:]
