"""Paths on the host: the repository, the cache, the state folder of this lab."""

import os
import sys
from pathlib import Path

LAB = Path(__file__).resolve().parents[1]
REPO = LAB.parent
STATE_MARKER = ".slipway-lab"  # marks a state folder of a lab; `down` removes no folder without it


class LabError(Exception):
    """An error that the user can fix; the message contains what, where and how."""


def report(text: str) -> None:
    print(f"lab: {text}", file=sys.stderr, flush=True)


def cache() -> Path:
    if os.environ.get("SLIPWAY_CACHE"):
        return Path(os.environ["SLIPWAY_CACHE"]).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "slipway"


def state() -> Path:
    return Path(os.environ.get("SLIPWAY_LAB") or REPO / ".lab").resolve()


def stacks() -> Path:
    return Path(os.environ.get("SLIPWAY_STACKS") or REPO / "stacks").resolve()


def prepare_state(folder: Path) -> None:
    """Creates the state folder. Refuses a folder that contains files which are not a lab's."""
    if folder.is_relative_to("/run") or folder.is_relative_to("/proc"):
        raise LabError(f"SLIPWAY_LAB={folder}: the sandbox mounts its own /run and /proc; choose another folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / STATE_MARKER).exists():
        raise LabError(f"SLIPWAY_LAB={folder} contains files that are not a lab's; choose an empty or new folder")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    (folder / STATE_MARKER).touch()
    for name in ("log", "servers", "pulumi", "pki", "git", "issuer", "etc", "tmp"):
        (folder / name).mkdir(exist_ok=True)
