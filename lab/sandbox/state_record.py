"""The record of a running sandbox: `sandbox.json` in the lab's state folder."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox import paths

FILE = "sandbox.json"
PF_EXITING = 0x4  # flag in /proc/PID/stat. Source: Linux, include/linux/sched.h


@dataclass(frozen=True)
class StateRecord:
    """A sandbox that was started: its init process and the folders of its tools."""

    pid: int  # of the sandbox's init process, in the host's PID namespace
    start_time: int  # of that process, in clock ticks; detects a reused process id
    profile: str  # the toolchain's folder
    venv: str
    template_key: str  # of the template that the cloud's state was copied from

    def alive(self) -> bool:
        return start_time(self.pid) == self.start_time


def start_time(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat; None for a process that has ended or is a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def exiting(pid: int) -> bool:
    """Whether the process is ending: a killed init process first waits for all processes of its PID namespace."""
    try:
        flags = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[6])
    except (FileNotFoundError, ProcessLookupError):
        return True
    return bool(flags & PF_EXITING)


def write(folder: Path, pid: int, profile: str, venv: str, template_key: str) -> StateRecord:
    record = StateRecord(pid, start_time(pid) or 0, profile, venv, template_key)
    temporary = folder / (FILE + ".new")
    temporary.write_text(json.dumps(asdict(record), indent=1))
    temporary.replace(folder / FILE)
    return record


def read(folder: Path) -> StateRecord | None:
    """Returns the record of the running sandbox of this state folder, or None."""
    try:
        record = StateRecord(**json.loads((folder / FILE).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    while record.alive() and exiting(record.pid):
        time.sleep(0.02)
    return record if record.alive() else None


def require(folder: Path) -> StateRecord:
    """Returns the record of the running sandbox; raises if there is none."""
    record = read(folder)
    if record is None:
        raise paths.LabError(f"the lab in {folder} is down; start it with: ./slipway lab up")
    return record
