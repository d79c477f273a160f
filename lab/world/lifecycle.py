"""Opens and ends the world: `up`, `down`."""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from world import environment, gitops, inner, namespace, pki, places, record
from world.places import LabError, say

STOP_LIMIT = 10  # seconds for a clean stop, MariaDB's included


@contextmanager
def lock(name: str):
    """One at a time; the lock lies in the cache, since `down` removes the state's folder."""
    folder = places.cache() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another command holds {folder / name}; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def state_lock():
    return lock("lab-" + hashlib.sha256(str(places.state()).encode()).hexdigest()[:12])


def up() -> int:
    started = time.monotonic()
    with state_lock():
        code = _up()
    if code == 0:
        say(f"up ({time.monotonic() - started:.1f} s in all)")
    return code


def _up() -> int:
    state = places.state()
    running = record.read(state)
    if running and inner.python(running, "world/health.py", "check") == 0:
        say(f"already up and well (state {state})")
        return _finish(running)
    if running:
        say("the world runs, but not everything serves; waiting for its supervisor to bring it back")
    else:
        running = _open()
    code = inner.python(running, "world/health.py", "wait")
    if code:
        say("not up. `./slipway lab status` shows what is wrong; `./slipway lab down`, then `up`, starts afresh")
        return code
    return _finish(running)


def _open() -> record.Record:
    if os.geteuid() != 0:
        raise LabError("the lab needs root: it maps user ids and opens /dev/net/tun; run it with sudo")
    venv, profile = _install(), _toolchain()
    state = places.state()
    places.prepare_state(state)
    key = _cloud(state, venv, profile)
    _files(state, profile)
    say(f"opening the world (state {state})")
    return _spawn(state, venv, profile, key)


def _spawn(state: Path, venv: str, profile: str, key: str) -> record.Record:
    env = environment.of_programs(state, profile, venv)
    env |= {name: os.environ[name] for name in ("LAB_BUILD",) if name in os.environ}
    pid = namespace.spawn([str(places.LAB / "world/inside")], env, state / "log/world.log")
    return record.write(state, pid, profile, venv, key)


def _install() -> str:
    done = subprocess.run([str(places.LAB / "install")], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise LabError("installing packages failed; the reason is above")
    return done.stdout.strip()


def _toolchain() -> str:
    """The folder of the built tools; SLIPWAY_PROFILE names one that was built elsewhere."""
    if os.environ.get("SLIPWAY_PROFILE"):
        return str(Path(os.environ["SLIPWAY_PROFILE"]).resolve())
    tool = str(places.LAB / "toolchain/toolchain")
    if subprocess.run([tool, "build"], stdout=sys.stderr).returncode:
        raise LabError("building the toolchain failed; the reason is above")
    return subprocess.run([tool, "path"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _cloud(state: Path, venv: str, profile: str) -> str:
    """The cloud's state: kept from last time, or a copy of the saved template. Returns the template's key."""
    mark = state / "cloud" / "template-key"
    if mark.exists():
        key = mark.read_text()
        if key != places.template_key():
            say("the state was made by another version of the lab; if it does not start: ./slipway lab down, then up")
        return key
    source = places.template()
    with lock(source.name):
        if not source.exists():
            _make_template(source, venv, profile)
    for leftover in ("cloud", "cloud.part"):
        shutil.rmtree(state / leftover, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(state / "cloud.part")], check=True)
    (state / "cloud.part").rename(state / "cloud")
    return source.name.rpartition("-")[2]


def _make_template(target: Path, venv: str, profile: str) -> None:
    """In a world of its own, in a folder that only gets its name when all is done."""
    say("making the saved template of the cloud (once for this version, usually 90 s)")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    places.prepare_state(part)
    (part / "cloud").mkdir()
    outer = os.environ.get("SLIPWAY_LAB")
    os.environ |= {"LAB_BUILD": "1", "SLIPWAY_LAB": str(part)}
    try:
        _files(part, profile)
        world = _spawn(part, venv, profile, "")
        try:
            if inner.python(world, "openstack/template.py"):
                raise LabError(f"making the template failed; its logs: {part}/log")
        finally:
            _kill(world)
    finally:
        del os.environ["LAB_BUILD"], os.environ["SLIPWAY_LAB"]
        os.environ |= {"SLIPWAY_LAB": outer} if outer else {}
    (part / "cloud/template-key").write_text(target.name.rpartition("-")[2])
    (part / "cloud").rename(target)
    shutil.rmtree(part)


def _files(state: Path, profile: str) -> None:
    """What the world needs beside the cloud: certificates, names, Pulumi's folders."""
    pki.prepare(state / "pki")
    (state / "etc/hosts").write_text(pki.hosts())
    passphrase = state / "passphrase"
    if not passphrase.exists():
        passphrase.touch(mode=0o600)
        passphrase.write_text(secrets.token_urlsafe(32))
    # Pulumi writes into its home; the plugins, which are large, it only reads
    home = state / "pulumi-home"
    home.mkdir(exist_ok=True)
    plugins = home / "plugins"
    plugins.unlink(missing_ok=True)
    plugins.symlink_to(f"{profile}/pulumi-home/plugins")


def _finish(world: record.Record) -> int:
    """What follows the files in the work tree: a project for each stack, the git repository."""
    if inner.python(world, "openstack/projects.py", "--missing"):
        say("projects, users and application credentials of the stacks in stacks/")
        if inner.python(world, "openstack/projects.py"):
            raise LabError("making the projects failed; the reason is above")
    if gitops.publish(places.REPO, places.state() / "git"):
        say(f"gitops/ published as https://git.example.net/{gitops.REPOSITORY}")
    return 0


def _kill(world: record.Record) -> None:
    """Process 1 takes every process, mount, link and namespace of the world with it."""
    try:
        os.kill(world.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    while world.alive():
        time.sleep(0.02)


def down(keep: bool) -> int:
    state = places.state()
    started = time.monotonic()
    with state_lock():
        world = record.read(state)
        if world:
            stopper = f"timeout {STOP_LIMIT} {world.venv}/bin/supervisorctl -s unix:///run/lab/supervisor.sock stop all"
            inner.call(world, "sh", "-c", f"{stopper} >/dev/null 2>&1 || true")
            _kill(world)
        if keep:
            (state / record.FILE).unlink(missing_ok=True)
        else:
            _remove(state)
    what = f"state kept in {state}" if keep else f"{state} removed"
    say(f"down, {what} ({time.monotonic() - started:.1f} s)" if world else f"was down, {what}")
    return 0


def _remove(state: Path) -> None:
    if not state.exists():
        return
    if not (state / places.SEAL).exists():
        raise LabError(f"{state} has no {places.SEAL} and so is not a lab's; nothing was removed")
    shutil.rmtree(state)
