"""Creates and removes the sandbox: `lab up`, `lab down`."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audit_sinks import sinks
from sandbox import execution, gitops, init_process, layout, locks, paths, prepare, saved, state_record
from sandbox.paths import LabError, report
from sandbox.state_record import StateRecord


def up(saved_lab: str | None = None) -> int:
    started = time.monotonic()
    with locks.of_state():
        if saved_lab:
            saved.restore(saved_lab, paths.state())
        code = _up(paths.state())
    if code == 0:
        report(f"up ({time.monotonic() - started:.1f} s in total)")
    return code


def _up(state: Path) -> int:
    record = state_record.read(state)
    if record and execution.health(record, state, "check") == 0:
        report(f"already up and healthy (state {state})")
        return _follow_work_tree(record, state)
    record = state_record.read(state)  # again: the sandbox may have ended during the check
    if record:
        report("the sandbox runs, but not all required programs serve yet; waiting for them")
    else:
        record = _create(state)
    code = execution.health(record, state, "wait")
    if code:
        report("not up. To see the reason: ./slipway lab status; to start afresh: ./slipway lab down, then up")
        return code
    return _follow_work_tree(record, state)


def _create(state: Path) -> StateRecord:
    if os.geteuid() != 0:
        raise LabError("the lab requires root: it maps user ids and opens /dev/net/tun; run it with sudo")
    with ThreadPoolExecutor() as builders:  # at the first start both take minutes and compete for different resources
        packages, toolchain = builders.submit(prepare.packages), builders.submit(prepare.toolchain)
        venv, profile = packages.result(), toolchain.result()
    paths.prepare_state(state)
    template_key = prepare.cloud(state, venv, profile)
    prepare.files(state, profile)
    report(f"creating the sandbox (state {state})")
    return init_process.start(state, venv, profile, template_key)


def _follow_work_tree(record: StateRecord, state: Path) -> int:
    """Creates a project for each stack file, and publishes gitops/ in its current state."""
    if execution.openstack_script(record, state, "projects.py", "--missing"):
        report("creating projects, users and application credentials of the stacks in stacks/")
        if execution.openstack_script(record, state, "projects.py"):
            raise LabError("creating the projects failed; the reason is above")
    if gitops.publish(paths.REPO, state / "git", sinks.folder(state) / sinks.CREDENTIALS):
        report(f"gitops/ published as https://{layout.GIT}/{gitops.REPOSITORY}")
    return 0


def down(keep: bool) -> int:
    state = paths.state()
    started = time.monotonic()
    with locks.of_state():
        was_up = _stop(state)
        if not keep:
            _remove(state)
    what = f"state kept in {state}" if keep else f"no state left in {state}"
    report(f"{'down' if was_up else 'was down'}, {what} ({time.monotonic() - started:.1f} s)")
    return 0


def save(name: str) -> int:
    """Stops the sandbox, and copies its state into the cache."""
    state = paths.state()
    with locks.of_state():
        if _stop(state):
            report("down")
        saved.save(name, state)
    return 0


def _stop(state: Path) -> bool:
    """Stops the sandbox and keeps its state. Returns whether it was up."""
    record = state_record.read(state)
    if record:
        execution.health(record, state, "stop")
        init_process.kill(record)
    (state / state_record.FILE).unlink(missing_ok=True)
    return record is not None


def _remove(state: Path) -> None:
    if not state.exists():
        return
    if not (state / paths.STATE_MARKER).exists():
        raise LabError(f"{state} has no {paths.STATE_MARKER}, so it is not a lab's state folder; nothing was removed")
    shutil.rmtree(state)
