"""`lab run`: pulumi up of stacks in the world, from the repository's root, without a write to the tree."""

import re
import shutil
import time
from pathlib import Path

from sandbox import environment, execution, lifecycle, paths, state_record
from sandbox.paths import LabError, say

DEFAULT = ("staging", "staging-osl2")
OPS = re.compile(r"^kind:\s*OpsCluster\b", re.MULTILINE)
BINARY = re.compile(r"^\s*binary:\s*(\S+)", re.MULTILINE)
# What only the real stack's passphrase opens
SALT = re.compile(r"^encryptionsalt:.*\n?", re.MULTILINE)
SECURE = re.compile(r"^ +\S+:\s*\n +secure:.*\n?", re.MULTILINE)
# What the programs have from the Internet where there is one, by the setting that names another place
MANIFESTS = {"argocdManifest": "argocd/install.yaml", "ciliumManifest": "cilium/cilium.yaml"}
ENDPOINT = "apiServer"  # the output that names a cluster's API


def run(stacks: list[str]) -> int:
    state = paths.state()
    _check(stacks)
    code = lifecycle.up()
    if code:
        return code
    world = state_record.need(state)
    shutil.copy(paths.REPO / "Pulumi.yaml", state / "Pulumi.yaml")
    times = {}
    for stack in sorted(stacks, key=lambda name: not _is_ops(name)):
        started = time.monotonic()
        say(f"pulumi up of {stack}; follow its servers with: ./slipway lab logs life -f")
        code = _up(world, state, stack)
        times[stack] = time.monotonic() - started
        if code:
            say(f"pulumi up of {stack} failed after {times[stack]:.0f} s with exit code {code}")
            return code
    for stack, seconds in times.items():
        say(f"{stack}: up in {seconds:.0f} s, {ENDPOINT}:")
        _pulumi(world, "stack", "output", ENDPOINT, "--stack", stack)
    return 0


def _check(stacks: list[str]) -> None:
    known = sorted(file.stem for file in paths.stacks().glob("*.yaml"))
    for stack in stacks:
        if stack not in known:
            raise LabError(f"no stack file {paths.stacks()}/{stack}.yaml; there are: {', '.join(known) or 'none'}")
    binary = BINARY.search((paths.REPO / "Pulumi.yaml").read_text())
    if binary and not (paths.REPO / binary[1]).exists():
        raise LabError(f"{binary[1]}, which Pulumi.yaml names, is missing; build it with: ./slipway build")


def _is_ops(stack: str) -> bool:
    return bool(OPS.search((paths.stacks() / f"{stack}.yaml").read_text()))


def _settings(state: Path, stack: str) -> Path:
    """The lab's copy of the stack's settings; Pulumi writes its own salt into it."""
    copy, original = state / f"Pulumi.{stack}.yaml", paths.REPO / f"Pulumi.{stack}.yaml"
    if not copy.exists():
        text = original.read_text() if original.exists() else "config: {}\n"
        if SECURE.search(text):
            say(f"{original.name}: its secrets are left out, since the lab has another passphrase")
        copy.write_text(SECURE.sub("", SALT.sub("", text)))
    return copy


def _up(world: state_record.Record, state: Path, stack: str) -> int:
    settings = _settings(state, stack)
    # `stack select` writes the salt beside the Pulumi.yaml it sees; so it must see the lab's copy
    code = _pulumi(world, "stack", "select", "--create", stack, "--cwd", str(state))
    if code:
        return code
    manifests = [f"--config=slipway:{name}={world.profile}/share/{file}" for name, file in MANIFESTS.items()]
    return _pulumi(world, "up", "--stack", stack, "--yes", "--skip-preview", "--config-file", str(settings), *manifests)


def _pulumi(world: state_record.Record, *arguments: str) -> int:
    env = environment.of_commands(paths.state(), world)
    return execution.call(world, ["pulumi", *arguments, "--non-interactive"], env, str(paths.REPO))
