"""The blocks of docs/own-cloud.md."""

import re
from dataclasses import dataclass

FENCE = re.compile(r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of code: its section, its language, and who runs it or the file that it is."""

    section: str
    language: str
    title: str
    text: str


def blocks(page: str) -> list[Block]:
    """Returns the blocks in their order."""
    headings = [(heading.start(), heading[1]) for heading in HEADING.finditer(page)]
    return [
        Block(_section(headings, fence.start()), fence["language"], fence["title"] or "", fence["text"])
        for fence in FENCE.finditer(page)
    ]


def _section(headings: list[tuple[int, str]], position: int) -> str:
    return [text for start, text in headings if start < position][-1]

