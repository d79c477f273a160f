"""`lab run` and `lab preview`: pulumi of stacks in the sandbox, from the repository's root, without writing to the work tree."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from audit_sinks import sinks
from sandbox import environment, execution, lifecycle, paths, progress, state_record
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
    return _in_lab(stacks, _run)


def preview(stacks: list[str]) -> int:
    return _in_lab(stacks, _preview)


def _in_lab(stacks: list[str], action: Callable[[StateRecord, Path, list[str]], int]) -> int:
    _check(stacks)
    code = lifecycle.up()
    if code:
        return code
    state = paths.state()
    shutil.copy(paths.REPO / "Pulumi.yaml", state / "Pulumi.yaml")
    return action(state_record.require(state), state, stacks)


def _run(record: StateRecord, state: Path, stacks: list[str]) -> int:
    times = {}
    for stack in order(stacks):
        started = time.monotonic()
        code = _up(record, state, stack)
        times[stack] = times.get(stack, 0) + time.monotonic() - started
        if code:
            report(f"pulumi up of {stack} failed after {times[stack]:.0f} s with exit code {code}")
            return code
    for stack, seconds in times.items():
        report(f"{stack}: up in {seconds:.0f} s, {ENDPOINT}:")
        _pulumi(record, "stack", "output", ENDPOINT, "--stack", stack)
    return 0


def _preview(record: StateRecord, state: Path, stacks: list[str]) -> int:
    for stack in sorted(dict.fromkeys(stacks), key=lambda one: not _is_ops(one)):
        report(f"pulumi preview of {stack}")
        code = _select(record, state, stack) or _pulumi(record, "preview", "--diff", "--stack", stack, *_options(record, state, stack))
        if code:
            report(f"pulumi preview of {stack} failed with exit code {code}")
            return code
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


def _select(record: StateRecord, state: Path, stack: str) -> int:
    _settings(state, stack)
    # `stack select` writes the salt beside Pulumi.yaml, so it runs in the state folder with the copy
    return _pulumi(record, "stack", "select", "--create", stack, "--cwd", str(state)) or _age_key(record, state, stack)


def _age_key(record: StateRecord, state: Path, stack: str) -> int:
    """Sets the key that decrypts the credentials in Git, as an operator does with an Ops stack."""
    key = sinks.folder(state) / sinks.AGE_KEY
    if not key.exists() or not _is_ops(stack) or "slipway:ageKey" in _settings(state, stack).read_text():
        return 0
    script = f"pulumi config set --secret slipway:ageKey --stack {stack} --config-file {_settings(state, stack)} < {key}"
    return execution.call(record, ["bash", "-c", script], environment.of_commands(state, record), str(paths.REPO))


def _options(record: StateRecord, state: Path, stack: str) -> list[str]:
    manifests = [f"--config=slipway:{name}={record.profile}/share/{file}" for name, file in MANIFESTS.items()]
    return ["--config-file", str(_settings(state, stack)), *manifests]


def _up(record: StateRecord, state: Path, stack: str) -> int:
    """Shows counts in place of Pulumi's output, which goes to a log."""
    log, counter = state / f"log/pulumi-{stack}.log", progress.Counter()
    key = progress.key(stack, exists(state, stack))
    code = _select(record, state, stack)
    if code:
        return code
    report(f"pulumi up of {stack}; its output: {log}; its servers: ./slipway lab logs agent -f")
    env = environment.of_commands(state, record) | {"PULUMI_DEBUG_COMMANDS": "true"}  # for --event-log
    command = ["pulumi", "up", "--stack", stack, "--yes", "--skip-preview", "--event-log", counter.path()]
    try:
        return _watched(record, [*command, *_options(record, state, stack), "--non-interactive"], env, log, counter, key)
    finally:
        counter.close()


def _watched(
    record: StateRecord, command: list[str], env: dict[str, str], log: Path, counter: progress.Counter, key: str
) -> int:
    display, earlier, started = progress.Display(command[3]), progress.earlier_run(key), time.monotonic()

    def watch() -> None:
        seconds = time.monotonic() - started
        counter.read(seconds)
        display.show(progress.text(counter, seconds, earlier))

    with log.open("ab") as output:
        begin = output.tell()
        code = execution.wait(execution.start(record, command, env, str(paths.REPO), output.fileno()), watch)
    counter.read(time.monotonic() - started)
    display.end()
    if code:
        print(*progress.last_lines(log, begin), sep="\n", flush=True)
        report(f"the complete output: {log}")
    else:
        print(f"{command[3]}: {len(counter.done)} resources, {time.monotonic() - started:.0f} s", flush=True)
        progress.save(key, counter.times())
    return code


def exists(state: Path, stack: str) -> bool:
    """Whether an update of the stack was completed: only then its state has outputs."""
    try:
        checkpoint = json.loads((state / f"pulumi/.pulumi/stacks/slipway/{stack}.json").read_text())["checkpoint"]
    except FileNotFoundError:
        return False
    resources = (checkpoint.get("latest") or {}).get("resources") or []
    return any(one["type"] == "pulumi:pulumi:Stack" and one.get("outputs") for one in resources)


def _pulumi(record: StateRecord, *arguments: str) -> int:
    env = environment.of_commands(paths.state(), record)
    return execution.call(record, ["pulumi", *arguments, "--non-interactive"], env, str(paths.REPO))
