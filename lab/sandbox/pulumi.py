"""`lab run`: pulumi up of stacks in the sandbox, from the repository's root, without writing to the work tree."""

import re
import shutil
import time
from pathlib import Path

from sandbox import environment, execution, lifecycle, paths, state_record
from sandbox.paths import LabError, report
from sandbox.state_record import StateRecord

DEFAULT = ("staging", "staging-osl2")
OPS = re.compile(r"^kind:\s*OpsCluster\b", re.MULTILINE)
BINARY = re.compile(r"^\s*binary:\s*(\S+)", re.MULTILINE)
# Parts of Pulumi.STACK.yaml that are encrypted with the real stack's passphrase
SALT = re.compile(r"^encryptionsalt:.*\n?", re.MULTILINE)
SECURE = re.compile(r"^ +\S+:\s*\n +secure:.*\n?", re.MULTILINE)
# Settings that replace a download from the Internet by a file of the toolchain
MANIFESTS = {"argocdManifest": "argocd/core-install.yaml", "ciliumManifest": "cilium/cilium.yaml"}
ENDPOINT = "apiServer"  # stack output with the URL of a cluster's API


def run(stacks: list[str]) -> int:
    state = paths.state()
    _check(stacks)
    code = lifecycle.up()
    if code:
        return code
    record = state_record.require(state)
    shutil.copy(paths.REPO / "Pulumi.yaml", state / "Pulumi.yaml")
    times = {}
    for stack in order(stacks):
        started = time.monotonic()
        report(f"pulumi up of {stack}; follow its servers with: ./slipway lab logs agent -f")
        code = _up(record, state, stack)
        times[stack] = times.get(stack, 0) + time.monotonic() - started
        if code:
            report(f"pulumi up of {stack} failed after {times[stack]:.0f} s with exit code {code}")
            return code
    for stack, seconds in times.items():
        report(f"{stack}: up in {seconds:.0f} s, {ENDPOINT}:")
        _pulumi(record, "stack", "output", ENDPOINT, "--stack", stack)
    return 0


def order(stacks: list[str]) -> list[str]:
    """Returns Ops stacks first and, after a Management stack, the Ops stack of its environment: it registers the cluster at Argo CD."""
    ops = [stack for stack in stacks if _is_ops(stack)]
    managed = [stack for stack in stacks if stack not in ops]
    registering = dict.fromkeys(stack.split("-")[0] for stack in managed)
    return [*ops, *managed, *registering]


def _check(stacks: list[str]) -> None:
    known = sorted(file.stem for file in paths.stacks().glob("*.yaml"))
    for stack in stacks:
        if stack not in known:
            raise LabError(f"no stack file {paths.stacks()}/{stack}.yaml; existing stacks: {', '.join(known) or 'none'}")
    binary = BINARY.search((paths.REPO / "Pulumi.yaml").read_text())
    if binary and not (paths.REPO / binary[1]).exists():
        raise LabError(f"{binary[1]}, the program in Pulumi.yaml, is missing; build it with: ./slipway build")


def _is_ops(stack: str) -> bool:
    return bool(OPS.search((paths.stacks() / f"{stack}.yaml").read_text()))


def _settings(state: Path, stack: str) -> Path:
    """Copies the stack's settings into the state folder; Pulumi writes its encryption salt into the copy."""
    copy, original = state / f"Pulumi.{stack}.yaml", paths.REPO / f"Pulumi.{stack}.yaml"
    if not copy.exists():
        text = original.read_text() if original.exists() else "config: {}\n"
        if SECURE.search(text):
            report(f"{original.name}: its secrets are left out, because the lab uses another passphrase")
        copy.write_text(SECURE.sub("", SALT.sub("", text)))
    return copy


def _up(record: StateRecord, state: Path, stack: str) -> int:
    settings = _settings(state, stack)
    # `stack select` writes the salt beside Pulumi.yaml, so it runs in the state folder with the copy
    code = _pulumi(record, "stack", "select", "--create", stack, "--cwd", str(state))
    if code:
        return code
    manifests = [f"--config=slipway:{name}={record.profile}/share/{file}" for name, file in MANIFESTS.items()]
    return _pulumi(record, "up", "--stack", stack, "--yes", "--skip-preview", "--config-file", str(settings), *manifests)


def _pulumi(record: StateRecord, *arguments: str) -> int:
    env = environment.of_commands(paths.state(), record)
    return execution.call(record, ["pulumi", *arguments, "--non-interactive"], env, str(paths.REPO))
