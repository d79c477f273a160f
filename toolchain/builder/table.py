"""Reads tools.toml: the inputs of each tool, and the key that is a hash of them."""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

PLACEHOLDER = re.compile(r"\{(\w+)(?::([^}]+))?\}")
FIELDS = {"version", "module", "minutes", "needs", "steps", "go", "stamps", "sources"}


class TableError(Exception):
    """The table contains an entry that cannot be built."""


@dataclass(frozen=True)
class Tool:
    """An entry of the table."""

    name: str
    version: str
    minutes: float  # usual wall time on 2 cores with empty caches
    module: Path | None  # Go module folder, copied before the build
    needs: tuple[str, ...]
    steps: tuple[dict, ...]  # {run = argv, to = file for stdout}
    go: dict[str, str]  # file in the result -> Go package
    stamps: dict[str, str]  # Go variable -> value
    key: str

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}-{self.key}"

    @property
    def absent(self) -> bool:
        """Whether the module's folder does not exist yet."""
        return self.module is not None and not (self.module / "go.mod").is_file()


def load(path: Path) -> tuple[dict[str, Tool], dict]:
    """Returns the tools in build order, and the other settings of the table."""
    data = tomllib.loads(path.read_text())
    tools: dict[str, Tool] = {}
    for name, entry in data.pop("tool").items():
        tools[name] = read_entry(path, name, entry, tools)
    return tools, data


def read_entry(path: Path, name: str, entry: dict, before: dict[str, Tool]) -> Tool:
    unknown = sorted(set(entry) - FIELDS)
    if unknown:
        raise TableError(f"{path}: tool.{name}: unknown field {unknown[0]!r}; allowed: {', '.join(sorted(FIELDS))}")
    needs = tuple(entry.get("needs", ()))
    for need in needs:
        if need not in before:
            raise TableError(f"{path}: tool.{name}: needs {need!r}, which is not an entry above it; move or add it")
    module = (path.parent / entry["module"]).resolve() if "module" in entry else None
    sources = [path.parent / source for source in entry.get("sources", ())]
    return Tool(
        name=name,
        version=entry["version"],
        minutes=entry["minutes"],
        module=module,
        needs=needs,
        steps=tuple(entry.get("steps", ())),
        go=entry.get("go", {}),
        stamps=entry.get("stamps", {}),
        key=key_of(entry, module, sources, [before[need].key for need in needs]),
    )


def key_of(entry: dict, module: Path | None, sources: list[Path], needed: list[str]) -> str:
    """Hash of the entry without `minutes`, the module's files, the scripts, and the keys of its dependencies.

    Files are hashed by their path inside the module, scripts by their name, so moving the table with its folders does not change a key.
    """
    digest = hashlib.sha256()
    relevant = {field: value for field, value in entry.items() if field != "minutes"}
    digest.update(json.dumps([relevant, needed], sort_keys=True).encode())
    for file in [*module_files(module), *sources]:
        name = file.relative_to(module).as_posix() if module and module in file.parents else file.name
        digest.update(f"\0{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def module_files(module: Path | None) -> list[Path]:
    """Returns the files that the build reads, without tests and hidden files."""
    if module is None or not module.is_dir():
        return []
    files = (path for path in module.rglob("*") if path.is_file())
    return sorted(path for path in files if is_source(path.relative_to(module)))


def is_source(path: Path) -> bool:
    return not path.name.endswith("_test.go") and not any(part.startswith(".") for part in path.parts)


def expand(text: str, value_of) -> str:
    """Replaces each {name} or {name:argument} by value_of(name, argument)."""
    return PLACEHOLDER.sub(lambda match: str(value_of(match[1], match[2])), text)
