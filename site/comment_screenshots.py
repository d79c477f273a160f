"""Draws the sample comments of src/test/resources/golden/preview that docs/change.md shows, into docs/screenshots.

Needs Chromium, and the packages of site/requirements.lock: `$(lab/cli/venv site/requirements.lock)/bin/python site/comment_screenshots.py`.
Each screenshot has the digest of its text, which site/test_build.py compares.
"""

import hashlib
import re
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMENTS = ROOT / "src/test/resources/golden/preview"
SCREENSHOTS = ROOT / "docs/screenshots"
NAMES = ("more-workers", "kubernetes-version")
KEYWORD = b"slipway-text-sha256"
WIDTH = 900
STYLE = """
body { font: 15px/1.45 sans-serif; margin: 20px; color: #1f2328; background: #fff; width: 860px }
h1 { font-size: 24px; border-bottom: 1px solid #d1d9e0; padding-bottom: 6px }
h2 { font-size: 19px; margin-top: 20px } h3 { font-size: 16px }
table { border-collapse: collapse; margin: 10px 0 } th, td { border: 1px solid #d1d9e0; padding: 5px 11px; text-align: left }
code { background: #f0f1f2; padding: 2px 4px; border-radius: 4px } details { margin-top: 16px; font-weight: 600 }
"""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def digest_in(screenshot: Path) -> str:
    """Returns the digest of the text from which a screenshot was drawn; empty if it has none."""
    found = re.search(re.escape(KEYWORD) + rb"\0([0-9a-f]{64})", screenshot.read_bytes())
    return found.group(1).decode() if found else ""


def with_digest(png: bytes, text: str) -> bytes:
    """Adds a text chunk before the last chunk, which has no data: 12 bytes."""
    chunk = b"tEXt" + KEYWORD + b"\0" + digest(text).encode()
    return png[:-12] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[-12:]


def page(text: str) -> str:
    import markdown  # a package of the virtual environment; tests import this file without it

    folded = re.sub(r"(<details><summary>.*?</summary>).*?</details>", r"\1</details>", text, flags=re.DOTALL)
    body = markdown.markdown(folded, extensions=["tables", "fenced_code", "sane_lists"])
    script = "document.documentElement.dataset.height = document.body.scrollHeight + 40"
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body>{body}<script>{script}</script></body>"


def chromium(*arguments: str) -> str:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def draw(name: str) -> None:
    text = (COMMENTS / f"{name}.md").read_text()
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "comment.html"
        html.write_text(page(text))
        height = re.search(r'data-height="(\d+)"', chromium(f"--window-size={WIDTH},200", "--dump-dom", html.as_uri()))
        png = Path(folder) / "comment.png"
        chromium(f"--window-size={WIDTH},{height.group(1)}", f"--screenshot={png}", html.as_uri())
        SCREENSHOTS.mkdir(exist_ok=True)
        (SCREENSHOTS / f"preview-{name}.png").write_bytes(with_digest(png.read_bytes(), text))


if __name__ == "__main__":
    for name in NAMES:
        draw(name)
