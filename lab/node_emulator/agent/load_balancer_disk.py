"""Files on a load balancer's disk that are not from its user data, for config_overlay.py."""

import shutil
from pathlib import Path

from node_emulator.agent.config_overlay import WRITABLE

SYSTEMCTL = Path(__file__).with_name("systemctl")


def complete(root: Path) -> None:
    """Adds the packages' files in the folders that the server changes itself, and a replacement of systemctl."""
    for folder in WRITABLE:
        own = root / folder.lstrip("/")
        if own.is_dir():
            _copy_missing(Path(folder), own)
    systemctl = root / "usr/local/sbin" / SYSTEMCTL.name
    systemctl.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SYSTEMCTL, systemctl)


def _copy_missing(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        copy = target / file.relative_to(source)
        if file.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)


def empty_run(disk: Path) -> None:
    """Replaces /run, which is empty after each boot; haproxy's package has its folder made at boot."""
    shutil.rmtree(disk / "run", ignore_errors=True)
    for folder in (disk / "run", disk / "run/haproxy"):
        folder.mkdir()
        folder.chmod(0o755)
