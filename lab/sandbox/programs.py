"""The programs of the sandbox: command, start order, and the port that shows that a program serves.

`python -m sandbox.programs` prints supervisord.conf."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from audit_sinks import sinks
from sandbox.layout import (
    CLOUD,
    ETC,
    GIT,
    GIT_ADDRESS,
    GLANCE,
    HTTPS,
    HYPERVISORS,
    ISSUER,
    ISSUER_ADDRESS,
    KEYSTONE,
    MARIADB,
    MYSQL_SOCKET,
    NEUTRON,
    NOVA,
    OCTAVIA,
    OVN_NB,
    OVN_NORTHBOUND,
    OVN_SB,
    OVN_SOUTHBOUND,
    PLACEMENT,
    RUN,
    SERVER_GROUPS,
    SUPERVISOR_SOCKET,
)

LAB = Path(__file__).resolve().parents[1]
# `endpoint.kind` of a stack file; no other key `kind` has this value
OCTAVIA_KIND = re.compile(r"\bkind:\s*octavia\b")


@dataclass(frozen=True)
class Program:
    """A program that supervisord runs."""

    name: str
    command: str
    usual: int = 1  # seconds until it serves, on two otherwise idle cores
    after: tuple[int, ...] = ()  # ports on 127.0.0.1 that must accept connections first
    port: int = 0  # that it serves on; 0: not checked
    address: str = "127.0.0.1"
    autostart: bool = True
    stop: str = "KILL"  # signal; stateless programs need no clean end
    part_of_build: bool = False  # required to create the template
    env: dict[str, str] = field(default_factory=dict)


def mariadb() -> Program:
    options = (
        f"--no-defaults --user=root --datadir={CLOUD}/mysql --socket={MYSQL_SOCKET} --pid-file={RUN}/mysql.pid "
        # only programs of the sandbox can reach its loopback interface: no passwords
        f"--skip-grant-tables --bind-address=127.0.0.1 --port={MARIADB} --skip-name-resolve --max-connections=500 "
        # a killed server loses nothing (2: written at each commit), a crashed host may (nosync): acceptable in a lab
        "--skip-log-bin --innodb-flush-log-at-trx-commit=2 --innodb-flush-method=nosync "
        "--innodb-buffer-pool-size=96M --innodb-log-file-size=48M --performance-schema=OFF --character-set-server=utf8mb3"
    )
    return Program("mariadb", f"mariadbd {options}", port=MARIADB, stop="TERM", part_of_build=True)


def ovn_database(side: str, port: int) -> Program:
    options = (
        f"--no-chdir --remote=punix:{RUN}/ovn{side}.sock --remote=ptcp:{port}:127.0.0.1 --unixctl={RUN}/ovn-{side}.ctl "
        f"--disable-file-column-diff {CLOUD}/ovn/{side}.db"
    )
    return Program(f"ovn-{side}", f"ovsdb-server {options}", port=port, stop="TERM", part_of_build=True)


def ovn_northd() -> Program:
    databases = f"--ovnnb-db={OVN_NORTHBOUND} --ovnsb-db={OVN_SOUTHBOUND}"
    command = f"ovn-northd --no-chdir {databases} --unixctl={RUN}/ovn-northd.ctl"
    return Program("ovn-northd", command, after=(OVN_NB, OVN_SB), part_of_build=True)


def hypervisor(host: str) -> list[Program]:
    start = f"{LAB}/openstack/hypervisor {host}"
    return [
        Program(f"{host}-ovsdb", f"{start} database", stop="TERM"),
        Program(f"{host}-vswitchd", f"{start} switch", stop="TERM"),
        Program(f"{host}-ovn-controller", f"{start} controller", after=(OVN_SB,)),
    ]


def openstack() -> list[Program]:
    serve = f"python {LAB}/openstack/serve.py"
    return [
        Program("keystone", f"{serve} keystone.server.wsgi:initialize_public_application {KEYSTONE} 8", usual=6,
                after=(MARIADB,), port=KEYSTONE, part_of_build=True,
                env={"OS_KEYSTONE_CONFIG_FILES": f"{ETC}/keystone.conf"}),
        Program("placement", f"{serve} placement.wsgi:init_application {PLACEMENT} 6", usual=6,
                after=(MARIADB,), port=PLACEMENT, part_of_build=True, env={"OS_PLACEMENT_CONFIG_DIR": str(ETC)}),
        Program("glance", f"glance-api --config-file {ETC}/glance.conf", usual=8,
                after=(MARIADB,), port=GLANCE, part_of_build=True),
        Program("neutron", f"{serve} neutron.cmd.server:main_api_uwsgi {NEUTRON} 24 --config-file {ETC}/neutron.conf",
                usual=12, after=(MARIADB, OVN_NB, OVN_SB), port=NEUTRON, part_of_build=True),
        Program("nova", f"python {LAB}/openstack/nova_services.py --config-file {ETC}/nova.conf", usual=14,
                after=(MARIADB,), port=NOVA, part_of_build=True),
        Program("octavia", f"python {LAB}/openstack/octavia_services.py --config-file {ETC}/octavia.conf", usual=10,
                after=(MARIADB, KEYSTONE, OVN_NB, OVN_SB), port=OCTAVIA, autostart=stacks_require_octavia()),
    ]


def stacks_require_octavia() -> bool:
    return any(OCTAVIA_KIND.search(file.read_text()) for file in Path(os.environ["LAB_STACKS"]).glob("*.yaml"))


def own_programs(state: str, bin: str) -> list[Program]:
    """Programs of this repository: the agent of the servers, the OpenID issuer, the Git server."""
    def certificate(name):
        return f"-cert {state}/pki/{name}.crt -key {state}/pki/{name}.key"
    issuer = f"{bin}/issuer -addr {ISSUER_ADDRESS}:{HTTPS} -issuer https://{ISSUER} {certificate(ISSUER)}"
    gitd = f"{bin}/gitd -addr {GIT_ADDRESS}:{HTTPS} -root {state}/git {certificate(GIT)}"
    return [
        Program("agent", "python -m node_emulator.agent.agent", after=(KEYSTONE, NEUTRON, NOVA), stop="TERM"),
        Program("issuer", f"{issuer} -state {state}/issuer", port=HTTPS, address=ISSUER_ADDRESS),
        Program("gitd", gitd, port=HTTPS, address=GIT_ADDRESS),
    ]


def audit_sinks(state: str) -> list[Program]:
    buckets = sinks.buckets(Path(os.environ["LAB_STACKS"]))
    if not buckets:
        return []
    rsyslog = f"rsyslogd -n -f {state}/{sinks.FOLDER}/rsyslog.conf -i {RUN}/rsyslog.pid"
    return [
        Program("archive", f"{LAB}/audit_sinks/archive {' '.join(buckets)}", port=HTTPS, address=sinks.ARCHIVE_ADDRESS),
        Program("siem", rsyslog, port=sinks.SIEM_PORT, address=sinks.SIEM_ADDRESS, stop="TERM"),
    ]


def all_programs() -> list[Program]:
    programs = [mariadb(), ovn_database("nb", OVN_NB), ovn_database("sb", OVN_SB), ovn_northd()]
    programs += [program for host in HYPERVISORS for program in hypervisor(host)]
    programs += openstack()
    programs += own_programs(os.environ["LAB_STATE"], os.environ["LAB_BIN"])
    return programs + audit_sinks(os.environ["LAB_STATE"])


def building() -> bool:
    """Whether this sandbox only creates the template: then supervisord starts no program by itself."""
    return "LAB_BUILD" in os.environ


def chosen() -> list[Program]:
    return [program for program in all_programs() if program.part_of_build or not building()]


def section(program: Program) -> str:
    waiting = " ".join(map(str, program.after))
    start = f"{LAB}/sandbox/wait-for-ports {waiting} -- {program.command}" if waiting else program.command
    lines = [
        f"[program:{program.name}]",
        f"command={start}",
        f"autostart={str(program.autostart and not building()).lower()}",
        "autorestart=true",
        "startsecs=2",
        "startretries=5",
        f"stopsignal={program.stop}",
        "stopwaitsecs=8",
        "stopasgroup=true",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile={os.environ['LAB_STATE']}/log/{program.name}.log",
        "stdout_logfile_maxbytes=20MB",
        "stdout_logfile_backups=1",
    ]
    if program.env:
        lines.append("environment=" + ",".join(f'{name}="{value}"' for name, value in program.env.items()))
    return "\n".join(lines)


def configuration() -> str:
    head = f"""\
[supervisord]
user=root
logfile={os.environ['LAB_STATE']}/log/supervisord.log
logfile_maxbytes=20MB
logfile_backups=1
pidfile={RUN}/supervisord.pid
childlogdir={os.environ['LAB_STATE']}/log
identifier=slipway-lab

[unix_http_server]
file={SUPERVISOR_SOCKET}
chmod=0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[include]
files={SERVER_GROUPS}/*.conf
"""
    return "\n\n".join([head.replace("%", "%%"), *(section(program).replace("%", "%%") for program in chosen())]) + "\n"


if __name__ == "__main__":
    print(configuration())
