"""Starts and kills a world by its process 1."""

import os
import signal
import time
from pathlib import Path

from sandbox import environment, namespace, paths, state_record


def start(state: Path, venv: str, profile: str, key: str, **more: str) -> state_record.Record:
    env = environment.of_programs(state, profile, venv) | more
    pid = namespace.spawn([str(paths.LAB / "sandbox/init.sh")], env, state / "log/world.log")
    return state_record.write(state, pid, profile, venv, key)


def kill(world: state_record.Record | None) -> None:
    """Process 1 takes every process, mount, link and namespace of the world with it."""
    if world is None:
        return
    try:
        os.kill(world.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    while world.alive():
        time.sleep(0.02)
