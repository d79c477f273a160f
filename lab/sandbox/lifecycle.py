"""Opens and ends the world: `up`, `down`."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox import gitops, execution, locks, paths, prepare, init_process, state_record
from sandbox.paths import LabError, say


def up() -> int:
    started = time.monotonic()
    with locks.of_state():
        code = _up(paths.state())
    if code == 0:
        say(f"up ({time.monotonic() - started:.1f} s in all)")
    return code


def _up(state: Path) -> int:
    world = state_record.read(state)
    if world and execution.python(world, state, "sandbox/health.py", "check") == 0:
        say(f"already up and well (state {state})")
        return _follow_work_tree(world, state)
    world = state_record.read(state)  # again: it may have been about to end
    if world:
        say("the world runs, but not everything that the stacks need serves yet; waiting for it")
    else:
        world = _open(state)
    code = execution.python(world, state, "sandbox/health.py", "wait")
    if code:
        say("not up. What is wrong: ./slipway lab status; to start afresh: ./slipway lab down, then up")
        return code
    return _follow_work_tree(world, state)


def _open(state: Path) -> state_record.Record:
    if os.geteuid() != 0:
        raise LabError("the lab needs root: it maps user ids and opens /dev/net/tun; run it with sudo")
    with ThreadPoolExecutor() as builders:  # on a new machine both take minutes, and wait for other things
        packages, toolchain = builders.submit(prepare.packages), builders.submit(prepare.toolchain)
        venv, profile = packages.result(), toolchain.result()
    paths.prepare_state(state)
    key = prepare.cloud(state, venv, profile)
    prepare.files(state, profile)
    say(f"opening the world (state {state})")
    return init_process.start(state, venv, profile, key)


def _follow_work_tree(world: state_record.Record, state: Path) -> int:
    """A project for each stack file, and the git repository with gitops/ as it is now."""
    if execution.python(world, state, "openstack/projects.py", "--missing"):
        say("projects, users and application credentials of the stacks in stacks/")
        if execution.python(world, state, "openstack/projects.py"):
            raise LabError("making the projects failed; the reason is above")
    if gitops.publish(paths.REPO, state / "git"):
        say(f"gitops/ published as https://git.example.net/{gitops.REPOSITORY}")
    return 0


def down(keep: bool) -> int:
    state = paths.state()
    started = time.monotonic()
    with locks.of_state():
        world = state_record.read(state)
        if world:
            execution.python(world, state, "sandbox/health.py", "stop")
            init_process.kill(world)
        if keep:
            (state / state_record.FILE).unlink(missing_ok=True)
        else:
            _remove(state)
    what = f"state kept in {state}" if keep else f"no state left in {state}"
    say(f"{'down' if world else 'was down'}, {what} ({time.monotonic() - started:.1f} s)")
    return 0


def _remove(state: Path) -> None:
    if not state.exists():
        return
    if not (state / paths.SEAL).exists():
        raise LabError(f"{state} has no {paths.SEAL} and so is not a lab's; nothing was removed")
    shutil.rmtree(state)
