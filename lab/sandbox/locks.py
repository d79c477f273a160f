"""File locks between lab commands. They are in the cache, because `down` removes the state folder."""

import fcntl
import hashlib
from contextlib import contextmanager

from sandbox import paths


@contextmanager
def exclusive(name: str):
    folder = paths.cache() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            paths.report(f"another command holds {folder / name}; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def of_state():
    """The lock of this lab's state folder."""
    return exclusive("lab-" + hashlib.sha256(str(paths.state()).encode()).hexdigest()[:12])
