"""The profile: one folder of symlinks to the results, as the lab sees its tools."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from builder.store import MANIFEST


def path(tools: dict, store) -> Path:
    """Where the profile of the tools that are built lies; another set of tools has another folder."""
    built = [tool.folder for tool in tools.values() if store.manifest(tool)]
    digest = hashlib.sha256("\n".join(sorted(built)).encode()).hexdigest()[:12]
    return store.root / f"profile-{digest}"


def make(tools: dict, store) -> Path:
    """Makes the profile if it is not there: in a folder beside, then renamed."""
    profile = path(tools, store)
    if profile.is_dir():
        return profile
    store.root.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".profile-", dir=store.root))
    draft.chmod(0o755)
    for tool in tools.values():
        if store.manifest(tool):
            link_files(store.result(tool), draft)
    try:
        draft.rename(profile)
    except OSError:  # somebody else was faster
        shutil.rmtree(draft)
    return profile


def link_files(result: Path, profile: Path):
    for file in sorted(result.rglob("*")):
        name = file.relative_to(result)
        if file.is_dir() or name == Path(MANIFEST):
            continue
        link = profile / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.path.realpath(file))
