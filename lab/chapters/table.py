"""Reads cli/chapters.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "cli/chapters.toml"
DEFAULT = "default"
NO_LAB, NEW_LAB = "none", "new"


class TableError(Exception):
    """An entry of chapters.toml, or a name on the command line, that is not valid."""


@dataclass(frozen=True)
class SavedLab:
    """A saved lab that chapters start from."""

    name: str
    stacks: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """An entry of chapters.toml."""

    name: str
    summary: str
    lab: str | SavedLab
    tools: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def uses_lab(self) -> bool:
        return self.lab != NO_LAB


def load(text: str) -> dict[str, Chapter]:
    """Returns the chapters by name, in the order of the file."""
    data = tomllib.loads(text)
    saved = {name: SavedLab(name, tuple(entry["stacks"])) for name, entry in data.get("saved-lab", {}).items()}
    return {name: _chapter(name, entry, saved) for name, entry in data["chapter"].items()}


def _chapter(name: str, entry: dict, saved: dict[str, SavedLab]) -> Chapter:
    labs = {NO_LAB: NO_LAB, NEW_LAB: NEW_LAB} | saved
    if entry["lab"] not in labs:
        raise TableError(f"chapter {name}: lab = {entry['lab']!r} is not a lab; allowed: {', '.join(labs)}")
    lists = {key: tuple(entry.get(key, ())) for key in ("tools", "packages", "commands")}
    return Chapter(name, entry["summary"], labs[entry["lab"]], **lists)


def chosen(chapters: dict[str, Chapter], names: list[str], all_chapters: bool) -> list[Chapter]:
    """Returns the chapters to run: all, those named, or the default one."""
    if all_chapters:
        return list(chapters.values())
    unknown = [name for name in names if name not in chapters]
    if unknown:
        raise TableError(f"{', '.join(unknown)} is not a chapter; allowed: {', '.join(chapters)}")
    return [chapters[name] for name in dict.fromkeys(names or [DEFAULT])]


def listing(chapters: dict[str, Chapter]) -> str:
    """Returns the text of --list."""
    width = max(map(len, chapters))
    return "\n".join(f"{name:{width}}  {chapter.summary}" for name, chapter in chapters.items())
