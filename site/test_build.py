#!/usr/bin/env python3
"""Tests of the documentation's site: it refuses each kind of planted mistake, and is complete without a network."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import comment_screenshots

ROOT = Path(__file__).resolve().parents[1]
MISTAKES = {
    "[a](docs/gone.md)": "contains a link 'docs/gone.md', but the target is not found",
    "[b](docs/access.md#gone)": "contains a link 'docs/access.md#gone', but the doc 'docs/access.md' does not contain an anchor '#gone'",
    "[c](#gone)": "contains a link '#gone', but there is no such anchor on this page",
    "[d](src/main/java/Gone.java)": "contains a link 'src/main/java/Gone.java', but the target",
    "[e](/docs/access.md)": "contains an absolute link '/docs/access.md'",
    "text\n- f": "a list begins after an empty line",
    "1. i\n\n    a paragraph\n2. j": "an item begins after an empty line",
    "1. g\n\n   ```\n   h\n   ```": "a fence in a list is indented by four spaces",
}
SKIPPED = shutil.ignore_patterns(".git", ".lab", "target")


def build(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "site/build", *arguments], capture_output=True, text=True)


class SiteTest(unittest.TestCase):
    def test_refuses_mistakes(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            shutil.copytree(ROOT, copy, ignore=SKIPPED)
            subprocess.run(["git", "init", "-q", copy], check=True)
            with (copy / "README.md").open("a") as page:
                page.write("\n" + "\n\n".join(MISTAKES))
            (copy / "docs/unlisted.md").write_text("# A page that no menu contains\n")
            refused = build(str(copy))
        self.assertEqual(1, refused.returncode, refused.stderr)
        for mistake, message in MISTAKES.items():
            with self.subTest(mistake):
                self.assertIn(message, refused.stderr)
        self.assertIn("docs/unlisted.md", refused.stderr)

    def test_needs_no_other_host(self):
        built = build()
        self.assertEqual(0, built.returncode, built.stderr)
        site = ROOT / "target/site"
        pages = sorted(site.rglob("*.html"))
        self.assertLess(60, len(pages))
        for page in pages:
            self.assertNotRegex(page.read_text(), r'(?:src|<link[^>]* href)="(?:https?:)?//', str(page))
        self.assertTrue((site / "mermaid.min.js").exists())
        self.assertIn("endpoint.address", (site / "search/search_index.json").read_text())

    def test_screenshots_show_the_sample_comments(self):
        for name in comment_screenshots.NAMES:
            text = (comment_screenshots.COMMENTS / f"{name}.md").read_text()
            screenshot = comment_screenshots.SCREENSHOTS / f"preview-{name}.png"
            with self.subTest(name):
                drawn = comment_screenshots.digest_in(screenshot)
                self.assertEqual(comment_screenshots.digest(text), drawn, f"draw it again: see {comment_screenshots.__file__}")


if __name__ == "__main__":
    unittest.main()
