"""Starts and kills a sandbox by its init process."""

import os
import signal
import time
from pathlib import Path

from sandbox import environment, namespace, paths, state_record
from sandbox.state_record import StateRecord


def start(state: Path, venv: str, profile: str, template_key: str, **variables: str) -> StateRecord:
    env = environment.of_programs(state, profile, venv) | variables
    pid = namespace.spawn([str(paths.LAB / "sandbox/init.sh")], env, state / "log/sandbox.log")
    return state_record.write(state, pid, profile, venv, template_key)


def kill(record: StateRecord | None) -> None:
    """Kills the init process. The kernel then ends every process, mount, link and namespace of the sandbox."""
    if record is None:
        return
    try:
        os.kill(record.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    while record.alive():
        time.sleep(0.02)
