"""Downloads official SDKs into <cache>/official; every use checks the pinned checksum."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from builder.store import default_cache


def wheel_sources(requirement: str, sha256: str) -> Path:
    """Returns the folder of an unpacked wheel from PyPI."""
    folder = default_cache() / "official" / requirement.replace("==", "-")
    wheels = list(folder.glob("*.whl"))
    if not wheels:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(folder)]
        subprocess.run([*command, requirement], check=True)
        wheels = list(folder.glob("*.whl"))
    found = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(f"{wheels[0]}: sha256 is {found}, but official/used.toml has {sha256}; delete {folder}")
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder / "sources")
    return folder / "sources"


def module_sources(module: str, checksum: str) -> Path:
    """Returns the source folder of a Go module."""
    env = {**os.environ, "GOMODCACHE": str(default_cache() / "official" / "mod")}
    env |= {"GOFLAGS": "-modcacherw", "GONOSUMDB": module.split("@")[0]}
    done = subprocess.run(["go", "mod", "download", "-json", module], env=env, check=True, stdout=subprocess.PIPE, cwd="/")
    facts = json.loads(done.stdout)
    if facts["Sum"] != checksum:
        raise ValueError(f"{module}: checksum is {facts['Sum']}, but official/used.toml has {checksum}")
    return Path(facts["Dir"])
