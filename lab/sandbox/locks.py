"""One command at a time on one thing. The locks lie in the cache, since `down` removes the state's folder."""

import fcntl
import hashlib
from contextlib import contextmanager

from sandbox import paths


@contextmanager
def held(name: str):
    folder = paths.cache() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            paths.say(f"another command holds {folder / name}; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def of_state():
    return held("lab-" + hashlib.sha256(str(paths.state()).encode()).hexdigest()[:12])
