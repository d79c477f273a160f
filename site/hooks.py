"""Hooks of mkdocs: the pages are the repository's Markdown files, and a link to another file of the repository must lead to a file."""

import logging
import os
import posixpath
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.files import File

REPOSITORY = Path(os.environ["SLIPWAY_SITE_REPOSITORY"])
DECISIONS = "docs/adr"
BRANCH = "main"
NO_BREAK = "\u2011"  # a hyphen at which no line ends
LOG = logging.getLogger("mkdocs.hooks.slipway")  # mkdocs counts the warnings of its own loggers only


class SourceLinks(Treeprocessor):
    """Replaces links to files that are not pages: by their address on the forge, or by their text. mkdocs reports the links that remain."""

    def __init__(self, pages: set[str], sources: set[str], forge: str):
        self.pages, self.sources, self.forge = pages, sources, forge
        self.page = ""

    def run(self, root):
        for link in [*root.iter("a")]:
            url = urlsplit(link.get("href", ""))
            if not url.scheme and not url.netloc and url.path:
                self.replace(link, url)

    def replace(self, link, url):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), unquote(url.path)))
        index = next((f"{path}/{name}" for name in ("README.md", "index.md") if f"{path}/{name}" in self.pages), None)
        if index:
            link.set("href", posixpath.relpath(index, posixpath.dirname(self.page) or "."))
        elif path in self.sources and path not in self.pages:
            if self.forge:
                link.set("href", f"{self.forge}/blob/{BRANCH}/{path}" + (f"#{url.fragment}" if url.fragment else ""))
            else:
                link.tag = "span"
                del link.attrib["href"]
                link.set("class", "source")
                link.set("title", path)


class SourceLinksExtension(Extension):
    """Runs SourceLinks before mkdocs resolves links, whose priority is 0."""

    def __init__(self, links: SourceLinks):
        super().__init__()
        self.links = links

    def extendMarkdown(self, md):  # noqa: N802, a name of the library
        md.treeprocessors.register(self.links, "source_links", 1)


def tracked() -> list[str]:
    """Returns the files of the repository that Git tracks or would track."""
    command = ["git", "-C", str(REPOSITORY), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted(name for name in names if name and (REPOSITORY / name).exists())


def folders(files: list[str]) -> set[str]:
    """Returns the folders that contain files, with their parents."""
    return {str(parent) for name in files for parent in Path(name).parents}


def is_page(name: str) -> bool:
    return name.endswith(".md") and not name.startswith("src/")


def decision_row(name: str) -> str:
    """Returns a decision's row of the table of decisions: number, title, status and date."""
    text = (REPOSITORY / name).read_text()
    number, title = re.match(r"# (\d+)\. (.+)", text).groups()
    status = re.search(r"^Status: (.+)$", text, re.MULTILINE).group(1)
    date = re.search(r"^Date: (.+)$", text, re.MULTILINE).group(1).replace("-", NO_BREAK)
    return f"| {number} | [{title}]({posixpath.basename(name)}) | {status} | {date} |"


def decisions_page(decisions: list[str]) -> str:
    head = ["# Decisions", "", "| number | decision | status | date |", "| ---: | --- | --- | --- |"]
    return "\n".join([*head, *map(decision_row, decisions), ""])


def mistakes(text: str) -> list[str]:
    """Returns what mkdocs renders otherwise than a forge, each with its line."""
    found, fenced, last, loose = [], False, "", False
    for number, line in enumerate(text.splitlines(), 1):
        fence = line.lstrip().startswith("```")
        if fence and re.match(r" {1,3}`", line):
            found.append(f"line {number}: a fence in a list is indented by four spaces")
        if not fenced and re.match(r"([-*]|\d+\.) ", line) and re.match(r"[^-*\d#\s]", last):
            found.append(f"line {number}: a list begins after an empty line")
        if not fenced and loose and re.match(r"([-*]|\d+\.) ", line):
            found.append(f"line {number}: an item begins after an empty line, if the one before has paragraphs")
        loose = line.startswith("    ") and (loose or not last) and not fenced and not fence
        fenced ^= fence
        last = line
    return found


def on_config(config):
    files = tracked()
    pages = {name for name in files if is_page(name)} | {f"{DECISIONS}/index.md"}
    config.extra["links"] = SourceLinks(pages, {*files, *folders(files)}, (config.repo_url or "").rstrip("/"))
    config.markdown_extensions.append(SourceLinksExtension(config.extra["links"]))
    config.nav.append({"Decisions": [f"{DECISIONS}/index.md", *decisions(pages)]})
    return config


def decisions(pages: set[str]) -> list[str]:
    return sorted(name for name in pages if re.match(rf"{DECISIONS}/\d", name))


def on_files(files, config):
    pages = config.extra["links"].pages
    index = f"{DECISIONS}/index.md"
    screenshots = {name for name in tracked() if name.startswith("docs/screenshots/")}
    for name in sorted((pages - {index}) | screenshots):
        files.append(File.generated(config, name, abs_src_path=str(REPOSITORY / name)))
    files.append(File.generated(config, index, content=decisions_page(decisions(pages))))
    files.append(File.generated(config, "mermaid.min.js", abs_src_path=os.environ["SLIPWAY_SITE_MERMAID"]))
    return files


def on_page_markdown(markdown, page, config, files):
    config.extra["links"].page = page.file.src_uri
    for mistake in mistakes(markdown):
        LOG.warning("Doc file '%s': %s.", page.file.src_uri, mistake)
    return markdown
