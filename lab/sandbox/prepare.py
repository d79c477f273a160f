"""What a world needs before it opens: packages, tools, the cloud's state, certificates and names."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from sandbox import execution, locks, pki, paths, init_process, state_record
from sandbox.paths import LabError, say

MARK = "template-key"  # a file of the cloud's state; written last, so a state without it is half-made


def packages() -> str:
    """Installs what is missing. Returns the Python environment's folder."""
    done = subprocess.run([str(paths.LAB / "cli/install")], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise LabError("installing packages failed; the reason is above")
    return done.stdout.strip()


def toolchain() -> str:
    """The folder of the built tools; SLIPWAY_PROFILE names one that was built elsewhere."""
    if os.environ.get("SLIPWAY_PROFILE"):
        return str(Path(os.environ["SLIPWAY_PROFILE"]).resolve())
    tool = str(paths.REPO / "toolchain/toolchain")
    if subprocess.run([tool, "build"], stdout=sys.stderr).returncode:
        raise LabError("building the toolchain failed; the reason is above")
    return subprocess.run([tool, "path"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def cloud(state: Path, venv: str, profile: str) -> str:
    """The cloud's state: kept from last time, or a copy of the saved template. Returns the template's key."""
    if (state / "cloud" / MARK).exists():
        key = (state / "cloud" / MARK).read_text()
        if key != paths.template_key():
            say("the state was made by another version of the lab; to start afresh: ./slipway lab down, then up")
        return key
    source = paths.template()
    with locks.held(source.name):
        if not source.exists():
            _make_template(source, venv, profile)
    for leftover in ("cloud", "cloud.part"):
        shutil.rmtree(state / leftover, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(state / "cloud.part")], check=True)
    (state / "cloud.part").rename(state / "cloud")
    return (state / "cloud" / MARK).read_text()


def _make_template(target: Path, venv: str, profile: str) -> None:
    """In a world of its own, in a folder that only gets its name when all is done."""
    say("making the saved template of the cloud (once for this version, usually 90 s)")
    part = target.with_name(target.name + ".part")
    init_process.kill(state_record.read(part))  # of an attempt that was killed
    shutil.rmtree(part, ignore_errors=True)
    paths.prepare_state(part)
    (part / "cloud").mkdir()
    files(part, profile)
    world = init_process.start(part, venv, profile, "", LAB_BUILD="1")
    try:
        if execution.python(world, part, "openstack/template.py", LAB_BUILD="1"):
            raise LabError(f"making the template failed; its logs: {part}/log")
    finally:
        init_process.kill(world)
    (part / "cloud" / MARK).write_text(target.name.rpartition("-")[2])
    (part / "cloud").rename(target)
    shutil.rmtree(part)


def files(state: Path, profile: str) -> None:
    """What lies beside the cloud: certificates, names, Pulumi's passphrase and home."""
    pki.prepare(state / "pki")
    (state / "etc/hosts").write_text(pki.hosts())
    passphrase = state / "passphrase"
    if not passphrase.exists():
        passphrase.touch(mode=0o600)
        passphrase.write_text(secrets.token_urlsafe(32))
    _pulumi_home(state / "pulumi-home/plugins", Path(profile, "pulumi-home/plugins"))


def _pulumi_home(own: Path, built: Path) -> None:
    """Pulumi writes into its home, also beside the plugins. So the folders are the lab's, the large files only links."""
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    for plugin in built.glob("*/"):
        (own / plugin.name).mkdir()
        for file in plugin.iterdir():
            (own / plugin.name / file.name).symlink_to(file.resolve())
