"""The supervisord programs of a server: one group named like its namespace."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from node_emulator.agent import userdata

JAIL = Path(__file__).with_name("config_overlay.py")
ETCD, APISERVER = "etcd", "kube-apiserver"
# talosnode starts these itself, once the machine config and the cluster's state ask for them.
ON_DEMAND = (
    ETCD,
    APISERVER,
    "kube-controller-manager",
    "kube-scheduler",
    "kwok",
    "argocd-redis",
    "argocd-repo-server",
    "argocd-application-controller",
    "argocd-server",
)
# Seconds; etcd and the API server close their files and connections when stopped gently.
STOP_SECONDS = {ETCD: 5, APISERVER: 5}


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    autostart: bool = True
    stop_seconds: int = 3
    # A component that waits for another one may end early many times; the wait between two tries grows by a second.
    retries: int = 20


@dataclass(frozen=True)
class Place:
    """Where a server's programs run."""

    namespace: str
    hostname: str
    address: str
    cpus: int
    memory: int  # MiB
    folder: Path
    logs: Path
    tools: Path


def of(kind: str, place: Place) -> tuple[Program, ...]:
    if kind == userdata.TALOS:
        return _talos(place)
    jail = (sys.executable, "-I", str(JAIL), str(place.folder / "root"))
    haproxy = Program("haproxy", (*jail, "haproxy", userdata.HAPROXY_CONFIG), retries=2)
    if kind == userdata.HAPROXY:
        return (haproxy,)
    if kind == userdata.HAPROXY_PAIR:
        return haproxy, Program("keepalived", (*jail, "keepalived", userdata.KEEPALIVED_CONFIG), retries=2)
    return ()


def _talos(place: Place) -> tuple[Program, ...]:
    node = str(place.tools / "talosnode")
    where = ("-dir", str(place.folder), "-address", place.address)
    names = ("-group", place.namespace, "-hostname", place.hostname)
    serve = (node, "serve", *where, *names, "-cpu", str(place.cpus), "-memory", f"{place.memory}Mi")
    components = (
        Program(name, (node, "run", name, *where), autostart=False, stop_seconds=STOP_SECONDS.get(name, 3))
        for name in ON_DEMAND
    )
    return (Program("apid", serve), *components)


def render(programs: tuple[Program, ...], place: Place) -> str:
    """Sections are global in supervisord, hence the group in their names; process_name shortens what one sees."""
    names = ",".join(f"{place.namespace}-{program.name}" for program in programs)
    sections = [f"[group:{place.namespace}]\nprograms={names}\n"]
    sections += [_section(program, place) for program in programs]
    return "\n".join(sections)


def _section(program: Program, place: Place) -> str:
    command = ("ip", "netns", "exec", place.namespace, *program.command)
    return "\n".join((
        f"[program:{place.namespace}-{program.name}]",
        f"process_name={program.name}",
        f"command={_escaped(shlex.join(command))}",
        f"autostart={str(program.autostart).lower()}",
        "autorestart=true",
        "startsecs=1",
        f"startretries={program.retries}",
        f"stopwaitsecs={program.stop_seconds}",
        "stopasgroup=true",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile={_escaped(str(place.logs / program.name))}.log",
        "stdout_logfile_maxbytes=20MB",
        "stdout_logfile_backups=1",
        "",
    ))


def _escaped(value: str) -> str:
    """supervisord expands %(name)s in values."""
    return value.replace("%", "%%")
