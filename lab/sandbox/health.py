"""Health of the lab's programs, from inside the sandbox: `python -m sandbox.health wait|check|show|stop`."""

import collections
import http.client
import os
import re
import signal
import socket
import sys
import time
import xmlrpc.client
from pathlib import Path

from sandbox import layout, nova_servers, programs

STOP_TIMEOUT = 9  # seconds
START_TIMEOUT = 180  # seconds until all programs serve; a loaded machine takes three times the usual time
HTTP = {layout.KEYSTONE, layout.GLANCE, layout.PLACEMENT, layout.NOVA, layout.NEUTRON, layout.OCTAVIA}
UNRESPONSIVE = "mute"  # runs, but does not serve; the column of `show` has room for nine letters
UNHEALTHY = {"backoff", "fatal", UNRESPONSIVE}
SPAWNED = re.compile(r"spawned: '(\S+)' with pid")


class _UnixConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(layout.SUPERVISOR_SOCKET))


class _UnixTransport(xmlrpc.client.Transport):
    def make_connection(self, host):
        return _UnixConnection("localhost")


def supervisor():
    """XML-RPC client of the sandbox's supervisord."""
    return xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=_UnixTransport()).supervisor


def serves(program: programs.Program) -> bool:
    """Whether the program accepts connections; an API must also answer without a server error."""
    if not program.port:
        return True
    try:
        if program.port in HTTP:
            return _answers(program)
        socket.create_connection((program.address, program.port), timeout=5).close()
        return True
    except (OSError, http.client.HTTPException):
        return False


def _answers(program: programs.Program) -> bool:
    connection = http.client.HTTPConnection(program.address, program.port, timeout=10)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status < 500


def states() -> dict[str, dict]:
    """supervisord's processes by name; for a server's programs the name is GROUP:NAME."""
    return {full_name(process): process for process in supervisor().getAllProcessInfo()}


def full_name(process: dict) -> str:
    return process["name"] if process["group"] == process["name"] else f"{process['group']}:{process['name']}"


def required() -> list[programs.Program]:
    return [program for program in programs.chosen() if program.autostart]


def unhealthy(expected, now) -> list[str]:
    running = [p for p in expected if now.get(p.name, {}).get("statename") == "RUNNING" and serves(p)]
    return [p.name for p in expected if p not in running]


def log_of(name: str) -> Path:
    return Path(os.environ["LAB_STATE"], "log", f"{name}.log")


def wait() -> int:
    """Waits until all required programs serve."""
    started = time.monotonic()
    pending = {program.name: program for program in required()}
    _start_stopped(pending)
    usual = max(program.usual for program in pending.values())
    print(f"starting {len(pending)} programs, usually {usual} s; logs: {log_of('NAME')}", flush=True)
    while pending:
        now = _supervised_states()
        for name in sorted(set(pending) - set(unhealthy(pending.values(), now))):
            program = pending.pop(name)
            if program.port:
                print(f"{time.monotonic() - started:6.1f} s  {name} serves (usually {program.usual} s)", flush=True)
        if broken := [name for name in pending if now.get(name, {}).get("statename") == "FATAL"]:
            return _fail(broken, "does not start")
        if time.monotonic() - started > START_TIMEOUT:
            return _fail(list(pending), f"does not serve after {START_TIMEOUT} s")
        time.sleep(0.1)
    return 0


def _start_stopped(pending) -> None:
    """Starts programs that the stack files did not require when the sandbox was created."""
    now = _supervised_states()
    for name in pending:
        if now.get(name, {}).get("statename") == "STOPPED":
            supervisor().startProcess(name, False)


def _supervised_states() -> dict[str, dict]:
    for _ in range(START_TIMEOUT * 5):
        try:
            return states()
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"supervisord does not answer after {START_TIMEOUT} s; see {log_of('sandbox')}")


def _fail(names: list[str], reason: str) -> int:
    for name in names:
        lines = log_of(name).read_text(errors="replace").splitlines()[-5:] if log_of(name).exists() else []
        print(f"{name} {reason}; last lines of {log_of(name)}:", *lines, sep="\n    ", flush=True)
    return 1


def check() -> int:
    """Returns 0 if all required programs serve. Prints nothing."""
    try:
        return 1 if unhealthy(required(), states()) else 0
    except OSError:
        return 1


def restarts() -> collections.Counter:
    """Starts of each program since the sandbox was created, from supervisord's log."""
    log = log_of("supervisord")
    text = log.read_text(errors="replace") if log.exists() else ""
    since_creation = text.rpartition("supervisord started with pid")[2]
    return collections.Counter(SPAWNED.findall(since_creation))


def server_names() -> dict[str, str]:
    """Names of Nova's servers by the names of their supervisord groups; empty if Nova does not answer."""
    try:
        return {layout.server_namespace(server["id"]): server["name"] for server in nova_servers.all_servers()}
    except (OSError, ValueError, KeyError):
        return {}


def shown_name(name: str, servers: dict[str, str]) -> str:
    """The name of a process with the server's name in place of its group's, which has the server's id."""
    group, colon, program = name.partition(":")
    return f"{servers.get(group, group)}{colon}{program}"


def show() -> int:
    """Prints a table of all programs. Returns 1 if one is unhealthy."""
    now, starts, servers = states(), restarts(), server_names()
    expected = {program.name: program for program in required()}
    shown = {name: shown_name(name, servers) for name in now}
    width = max(map(len, shown.values()), default=0)
    print(f"{'PROGRAM':{width}} {'STATE':9} {'PID':>7} {'UPTIME':>8} {'RESTARTS':>8}  LOG")
    failing = []
    for name, process in sorted(now.items(), key=lambda one: shown[one[0]]):
        state = state_of(process, expected.get(name))
        if ":" in name and state == "stopped":
            continue  # a program that this kind of server does not use
        if state in UNHEALTHY or (name in expected and state != "running"):
            failing.append(name)
        uptime = f"{process['now'] - process['start']} s" if process["pid"] else "-"
        # supervisord's log does not distinguish the programs of one server from those of another
        again = max(0, starts[name] - 1) if ":" not in name else "-"
        print(f"{shown[name]:{width}} {state:9} {process['pid'] or '-':>7} {uptime:>8} {again:>8}  {process['stdout_logfile']}")
    for name in failing:
        print(f"\n{shown[name]} is unhealthy. Its log: {now[name]['stdout_logfile']}\n"
              f"To restart it: ./slipway lab exec -- supervisorctl -s unix://{layout.SUPERVISOR_SOCKET} restart {name}")
    return 1 if failing else 0


def state_of(process: dict, program: programs.Program | None) -> str:
    """supervisord's state name in lower case, or `mute` for a program that runs but does not serve."""
    state = process["statename"].lower()
    return UNRESPONSIVE if state == "running" and program and not serves(program) else state


def stop() -> int:
    """Stops all programs: all signals are sent at once, MariaDB gets the rest of the timeout."""
    signal.alarm(STOP_TIMEOUT)
    try:
        supervisor().stopAllProcesses()
    except OSError:
        return 1  # supervisord has ended already
    return 0


if __name__ == "__main__":
    for quiet in (signal.SIGINT, signal.SIGPIPE):  # no traceback at Ctrl-C or in `| head`
        signal.signal(quiet, signal.SIG_DFL)
    sys.exit({"wait": wait, "check": check, "show": show, "stop": stop}[sys.argv[1]]())
