"""The record of a running world: `world.json` in the lab's state folder, and whether that world still lives."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox import paths

FILE = "world.json"
PF_EXITING = 0x4  # of the kernel's process flags


@dataclass(frozen=True)
class Record:
    pid: int  # of the world's process 1, as the machine sees it
    born: int  # that process's start time in clock ticks: process ids are used again
    profile: str  # the toolchain's folder
    venv: str
    key: str  # the saved template that the state came from

    def alive(self) -> bool:
        return start_time(self.pid) == self.born


def start_time(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat, or nothing for a dead (or dying) process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def ending(pid: int) -> bool:
    """Whether the process is on its way out: a killed process 1 first waits for all of its world to end."""
    try:
        flags = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[6])
    except (FileNotFoundError, ProcessLookupError):
        return True
    return bool(flags & PF_EXITING)


def write(folder: Path, pid: int, profile: str, venv: str, key: str) -> Record:
    record = Record(pid, start_time(pid) or 0, profile, venv, key)
    temporary = folder / (FILE + ".new")
    temporary.write_text(json.dumps(asdict(record), indent=1))
    temporary.replace(folder / FILE)
    return record


def read(folder: Path) -> Record | None:
    """The living world of this state folder, or nothing."""
    try:
        record = Record(**json.loads((folder / FILE).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    while record.alive() and ending(record.pid):
        time.sleep(0.02)
    return record if record.alive() else None


def need(folder: Path) -> Record:
    record = read(folder)
    if record is None:
        raise paths.LabError(f"the lab in {folder} is down; start it with: ./slipway lab up")
    return record
