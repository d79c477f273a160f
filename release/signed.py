"""Makes a release that is signed with a key of its own."""

import os
import subprocess
from pathlib import Path

from computer import REPOSITORY


def make(folder: Path) -> Path:
    """Makes FOLDER/release, signed with FOLDER/minisign.key; the public key is FOLDER/slipway.pub. Returns the release."""
    release, key = folder / "release", folder / "minisign.key"
    subprocess.run(["minisign", "-G", "-W", "-s", key, "-p", folder / "slipway.pub"], check=True, capture_output=True)
    subprocess.run([REPOSITORY / "release/build", release], check=True, env={**os.environ, "MINISIGN_KEY": str(key)})
    return release
