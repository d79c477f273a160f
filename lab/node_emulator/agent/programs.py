"""The supervisord programs of a server: one group, with the name of its network namespace."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from node_emulator.agent import userdata

CONFIG_OVERLAY = Path(__file__).with_name("config_overlay.py")
ETCD, APISERVER = "etcd", "kube-apiserver"
# talosnode starts these when the machine config and the cluster's state require them.
ON_DEMAND = (
    ETCD,
    APISERVER,
    "kube-controller-manager",
    "kube-scheduler",
    "kwok",
    "argocd-redis",
    "argocd-repo-server",
    "argocd-application-controller",
    "argocd-applicationset-controller",
    "audit-shipper",
    "victoria-logs",
    "audit-front",
)
# Seconds; etcd and the API server close their files and connections at SIGTERM.
STOP_SECONDS = {ETCD: 5, APISERVER: 5}


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    autostart: bool = True
    stop_seconds: int = 3
    # A component that waits for another one may end early many times; supervisord's delay grows by a second per try.
    retries: int = 20


@dataclass(frozen=True)
class ServerContext:
    """Names, address, size and folders of a server whose programs run."""

    namespace: str
    hostname: str
    address: str
    cpus: int
    memory: int  # MiB
    folder: Path
    logs: Path
    tools: Path


def of(kind: str, server: ServerContext) -> tuple[Program, ...]:
    if kind == userdata.TALOS:
        return _talos(server)
    if kind in (userdata.HAPROXY, userdata.HAPROXY_PAIR):
        return _load_balancer(kind, server)
    return ()


def _load_balancer(kind: str, server: ServerContext) -> tuple[Program, ...]:
    overlay = (sys.executable, "-I", str(CONFIG_OVERLAY), str(server.folder / "root"))
    configs = {"haproxy": userdata.HAPROXY_CONFIG}
    if kind == userdata.HAPROXY_PAIR:
        configs["keepalived"] = userdata.KEEPALIVED_CONFIG
    # Servers that are older than the configuration channel do not have it.
    if (server.folder / "root" / userdata.STUNNEL_CONFIG.lstrip("/")).exists():
        configs |= {"configure": userdata.CONFIGURE_PROGRAM, "stunnel": userdata.STUNNEL_CONFIG}
    return tuple(Program(name, (*overlay, name, config), retries=2) for name, config in configs.items())


def _talos(server: ServerContext) -> tuple[Program, ...]:
    node = str(server.tools / "talosnode")
    where = ("-dir", str(server.folder), "-address", server.address)
    names = ("-group", server.namespace, "-hostname", server.hostname)
    serve = (node, "serve", *where, *names, "-cpu", str(server.cpus), "-memory", f"{server.memory}Mi")
    components = (
        Program(name, (node, "run", name, *where), autostart=False, stop_seconds=STOP_SECONDS.get(name, 3))
        for name in ON_DEMAND
    )
    return (Program("apid", serve), *components)


def render(programs: tuple[Program, ...], server: ServerContext) -> str:
    """Returns supervisord's configuration. Section names are global, so they contain the group; process_name is short."""
    names = ",".join(f"{server.namespace}-{program.name}" for program in programs)
    sections = [f"[group:{server.namespace}]\nprograms={names}\n"]
    sections += [_section(program, server) for program in programs]
    return "\n".join(sections)


def _section(program: Program, server: ServerContext) -> str:
    command = ("ip", "netns", "exec", server.namespace, *program.command)
    return "\n".join((
        f"[program:{server.namespace}-{program.name}]",
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
        f"stdout_logfile={_escaped(str(server.logs / program.name))}.log",
        "stdout_logfile_maxbytes=20MB",
        "stdout_logfile_backups=1",
        "",
    ))


def _escaped(value: str) -> str:
    """Escapes a value: supervisord expands %(name)s."""
    return value.replace("%", "%%")
