"""Prepares what a sandbox requires before it starts: packages, tools, the cloud's state, certificates and host names."""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from audit_sinks import sinks
from sandbox import execution, images, init_process, layout, locks, paths, pki, state_record
from sandbox.paths import LabError, report

# Tools of the toolchain that the lab starts
TOOLS = (
    "pulumi", "openstack", "command", "kubernetes",
    "etcd", "kubernetes-control-plane", "node-emulator", "issuer", "talosctl", "cilium", "kwok", "argocd", "argocd-manifest",
)
TEMPLATE = {"LAB_BUILD": "1", "SLIPWAY_LAB_HYPERVISORS": layout.USUAL_HYPERVISORS}  # variables of the sandbox that creates it
TEMPLATE_KEY_FILE = "template-key"  # in the cloud's state; written last, so a state without it is incomplete


def packages(*more: str) -> str:
    """Installs missing packages: those of the lab, and more Debian packages. Returns the Python environment's folder."""
    own = sinks.PACKAGES if sinks.wanted() else ()
    done = subprocess.run([str(paths.LAB / "cli/install"), *own, *more], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise LabError("installing packages failed; the reason is above")
    return done.stdout.strip()


def toolchain() -> str:
    """Builds missing tools of TOOLS. Returns their folder; SLIPWAY_PROFILE names one that was built elsewhere."""
    if os.environ.get("SLIPWAY_PROFILE"):
        return str(Path(os.environ["SLIPWAY_PROFILE"]).resolve())
    tool = str(paths.REPO / "toolchain/toolchain")
    only = ["--only", ",".join(TOOLS + (sinks.TOOLS if sinks.wanted() else ()))]
    if subprocess.run([tool, "build", *only], stdout=sys.stderr).returncode:
        raise LabError("building the toolchain failed; the reason is above")
    return subprocess.run([tool, "path", *only], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def template_key() -> str:
    """Hash of what determines the template: package versions, settings, the scripts that create it, and the images."""
    folder = paths.LAB / "openstack"
    scripts = [folder / name for name in ("requirements.lock", "settings.py", "template.py", "catalogue.py")]
    digest = hashlib.sha256()
    for file in [*scripts, paths.LAB / "sandbox/layout.py", *sorted((folder / "etc").iterdir())]:
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    digest.update(repr(sorted(images.of_stack_files().items())).encode())
    return digest.hexdigest()[:12]


def cloud(state: Path, venv: str, profile: str) -> str:
    """Provides the cloud's state: kept from the last run, or a copy of the template. Returns the template's key."""
    key_file = state / "cloud" / TEMPLATE_KEY_FILE
    if key_file.exists():
        key = key_file.read_text()
        if key != template_key():
            report("the state was created by another version of the lab; to start afresh: ./slipway lab down, then up")
        return key
    source = paths.cache() / f"lab-template-{template_key()}"
    with locks.exclusive(source.name):
        if not source.exists():
            _create_template(source, venv, profile)
    for leftover in ("cloud", "cloud.part"):
        shutil.rmtree(state / leftover, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(state / "cloud.part")], check=True)
    (state / "cloud.part").rename(state / "cloud")
    return key_file.read_text()


def _create_template(target: Path, venv: str, profile: str) -> None:
    """Creates the template in a separate sandbox, in a folder that is renamed to `target` when complete."""
    report("creating the template of the cloud (once per version, usually 90 s)")
    part = target.with_name(target.name + ".part")
    init_process.kill(state_record.read(part))  # of an earlier attempt that was killed
    shutil.rmtree(part, ignore_errors=True)
    paths.prepare_state(part)
    (part / "cloud").mkdir()
    files(part, profile)
    record = init_process.start(part, venv, profile, "", **TEMPLATE)
    try:
        if execution.openstack_script(record, part, "template.py", **TEMPLATE):
            raise LabError(f"creating the template failed; its logs: {part}/log")
    finally:
        init_process.kill(record)
    (part / "cloud" / TEMPLATE_KEY_FILE).write_text(target.name.rpartition("-")[2])
    (part / "cloud").rename(target)
    shutil.rmtree(part)


def files(state: Path, profile: str) -> None:
    """Creates the files beside the cloud's state: certificates, hosts, Pulumi's passphrase and home."""
    pki.prepare(state / "pki")
    (state / "etc/hosts").write_text(pki.hosts(sinks.NAMES))
    sinks.prepare(state, profile)
    passphrase = state / "passphrase"
    if not passphrase.exists():
        passphrase.touch(mode=0o600)
        passphrase.write_text(secrets.token_urlsafe(32))
    _pulumi_home(state / "pulumi-home/plugins", Path(profile, "pulumi-home/plugins"))


def _pulumi_home(own: Path, built: Path) -> None:
    """Creates the plugin folders with links to the built plugins: Pulumi writes files into its home, beside the plugins too."""
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    for plugin in built.glob("*/"):
        (own / plugin.name).mkdir()
        for file in plugin.iterdir():
            (own / plugin.name / file.name).symlink_to(file.resolve())
