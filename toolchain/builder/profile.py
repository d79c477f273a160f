"""The profile: one folder of symlinks to all results."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from builder.store import MANIFEST


def path(tools: dict, store) -> Path:
    """Returns the folder of the profile; its name is a hash of the built results."""
    built = [tool.folder for tool in tools.values() if store.manifest(tool)]
    digest = hashlib.sha256("\n".join(sorted(built)).encode()).hexdigest()[:12]
    return store.root / f"profile-{digest}"


def create(tools: dict, store) -> Path:
    """Creates the profile if it is missing, in a temporary folder that is then renamed."""
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
    except OSError:  # another process was faster
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
