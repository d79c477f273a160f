"""Results on disk: <cache>/toolchain/<tool>-<version>-<key>/. A result is valid only with a manifest that matches its files."""

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "manifest.json"
CHUNK = 1 << 20  # bytes


def default_cache() -> Path:
    if os.environ.get("SLIPWAY_CACHE"):
        return Path(os.environ["SLIPWAY_CACHE"])
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "slipway"


class Store:
    """Folders and manifests of the results."""

    def __init__(self, cache: Path):
        self.build = cache / "build"  # temporary: Go's module and build caches, copies of modules
        self.root = cache / "toolchain"
        self.logs = self.root / "log"

    def result(self, tool) -> Path:
        return self.root / tool.folder

    def log(self, tool) -> Path:
        return self.logs / f"{tool.name}.log"

    def unfinished(self, tool) -> Path:
        return self.root / f".unfinished-{tool.folder}"

    def manifest(self, tool) -> dict | None:
        try:
            return json.loads((self.result(tool) / MANIFEST).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def fault(self, tool, verify: bool = False) -> str | None:
        """Returns what is wrong with the tool's result, or None. `verify` compares checksums in addition to sizes."""
        manifest = self.manifest(tool)
        if manifest is None:
            return "not built"
        for name, recorded in manifest["files"].items():
            file = self.result(tool) / name
            if not file.is_file():
                return f"{name} is missing"
            if file.stat().st_size != recorded["size"]:
                return f"{name} has {file.stat().st_size} bytes, but was built with {recorded['size']}"
            if verify and sha256(file) != recorded["sha256"]:
                return f"{name} differs from its checksum"
        return None

    def start(self, tool) -> Path:
        """Creates an empty folder for a new result."""
        folder = self.unfinished(tool)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.logs.mkdir(exist_ok=True)
        return folder

    def finish(self, tool, facts: dict) -> None:
        """Writes the manifest and renames the folder, which makes it a result."""
        folder = self.unfinished(tool)
        files = {str(path.relative_to(folder)): describe(path) for path in sorted(folder.rglob("*")) if path.is_file()}
        (folder / MANIFEST).write_text(json.dumps({**facts, "files": files}, indent=1) + "\n")
        shutil.rmtree(self.result(tool), ignore_errors=True)
        folder.rename(self.result(tool))

    def delete_go_cache(self) -> None:
        """Deletes Go's build cache. It is renamed first: a Go process that still writes into it must not make the deletion fail."""
        deleted = self.build / "go.deleted"
        shutil.rmtree(deleted, ignore_errors=True)
        (self.build / "go").rename(deleted)
        shutil.rmtree(deleted, ignore_errors=True)

    @contextmanager
    def only_builder(self, report):
        """Holds the builders' lock; a second builder waits for the first."""
        self.root.mkdir(parents=True, exist_ok=True)
        with open(self.root / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report(f"another toolchain build holds {lock.name}; waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def describe(path: Path) -> dict:
    return {"size": path.stat().st_size, "sha256": sha256(path)}


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def size_of(folder: Path) -> int:
    """Returns the bytes of all files below, each divided by its hard links. Ignores files that disappear meanwhile."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                facts = os.lstat(os.path.join(where, name))
            except FileNotFoundError:
                continue
            total += facts.st_size // facts.st_nlink
    return total
