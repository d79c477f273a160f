"""Saved labs: copies of a stopped lab's state in the cache, each with a fingerprint of the files that determine it."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

from sandbox import locks, paths
from sandbox.paths import LabError, report

FINGERPRINT = "fingerprint.json"  # written last, so a saved lab without it is incomplete
# What determines a saved lab, by the words of the message that it is outdated
PARTS = {
    "the tools": ("toolchain/recipes", "cilium", "lab/node_emulator/talosnode", "lab/issuer"),
    "the lab": ("lab/openstack", "lab/sandbox", "lab/node_emulator/agent"),
    "the stack files": ("stacks",),
    "the programs": ("src/main", "pom.xml", "Pulumi.yaml"),
}
IGNORED_SUFFIXES = {".md", ".pyc"}


def folder(name: str) -> Path:
    return paths.cache() / "saved-labs" / name


def fingerprint() -> dict[str, str]:
    """Returns a hash of the files of each part, and the state folder, whose path is in files of the servers."""
    return {part: _digest(paths.REPO, roots) for part, roots in PARTS.items()} | {"the state folder": str(paths.state())}


def _digest(repository: Path, roots: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for root in roots:
        path = repository / root
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix not in IGNORED_SUFFIXES:
                digest.update(f"{file.relative_to(repository)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def outdated(name: str) -> str | None:
    """Returns why a lab cannot start from this saved lab, or None if it can."""
    try:
        recorded = json.loads((folder(name) / FINGERPRINT).read_text())
    except (FileNotFoundError, ValueError):
        return f"there is no saved lab {name!r}; saved labs: {', '.join(names()) or 'none'}"
    now = fingerprint()
    changed = [part for part in now if recorded.get(part) != now[part]]
    return f"saved lab {name!r} is outdated; changed since then: {', '.join(changed)}" if changed else None


def names() -> list[str]:
    return sorted(file.parent.name for file in folder("").glob(f"*/{FINGERPRINT}"))


def save(name: str, state: Path) -> None:
    """Copies the state of a stopped lab; replaces a saved lab of the same name."""
    if not (state / "cloud").is_dir():
        raise LabError(f"no lab's state in {state}; start a lab with: ./slipway lab up")
    target = folder(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # it contains credentials
    with locks.exclusive(f"saved-{name}"):
        part = target.with_name(f".{name}.part")
        _copy(state, part)
        (part / FINGERPRINT).write_text(json.dumps(fingerprint(), indent=1))
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    report(f"saved as {target}; start a lab from it with: ./slipway lab up --from {name}")


def restore(name: str, state: Path) -> None:
    """Makes a copy of the saved lab the state of this lab, which must not have one."""
    if (state / "cloud").exists():
        raise LabError(f"{state} has the state of a lab; remove it first: ./slipway lab down")
    with locks.exclusive(f"saved-{name}"):
        reason = outdated(name)
        if reason:
            raise LabError(f"{reason}; create it with: ./slipway lab run STACK..., ./slipway lab save {name}")
        paths.prepare_state(state)
        for entry in folder(name).iterdir():
            if entry.name not in (FINGERPRINT, "cloud"):
                _copy(entry, state / entry.name)
        _copy(folder(name) / "cloud", state / "cloud.part")
        (state / "cloud.part").rename(state / "cloud")  # last, so an incomplete copy is not a lab's state
    report(f"state copied from saved lab {name!r}")


def _copy(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)
