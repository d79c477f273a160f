"""Looks at the programs from inside the world: `wait` until all serve, `check` once, `show` a table; `stop` them."""

import collections
import http.client
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import control
import programs

STOP_LIMIT = 9  # seconds
LIMIT = 180  # seconds for everything to serve; a loaded machine takes three times the usual
HTTP = {programs.KEYSTONE, programs.GLANCE, programs.PLACEMENT, programs.NOVA, programs.NEUTRON, programs.OCTAVIA}
SICK = {"backoff", "fatal", "mute"}
SPAWNED = re.compile(r"spawned: '(\S+)' with pid")


def serves(program: programs.Program) -> bool:
    """Takes a connection; an API must also answer a request without a server error."""
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
    """By name; a server's programs by their group, which is the server, and name."""
    return {full_name(process): process for process in control.supervisor().getAllProcessInfo()}


def full_name(process: dict) -> str:
    return process["name"] if process["group"] == process["name"] else f"{process['group']}:{process['name']}"


def wanted() -> list[programs.Program]:
    return [program for program in programs.chosen() if program.autostart]


def unhealthy(wanted_programs, now) -> list[str]:
    running = [p for p in wanted_programs if now.get(p.name, {}).get("statename") == "RUNNING" and serves(p)]
    return [p.name for p in wanted_programs if p not in running]


def log_of(name: str) -> Path:
    return Path(os.environ["LAB_STATE"], "log", f"{name}.log")


def wait() -> int:
    started = time.monotonic()
    pending = {program.name: program for program in wanted()}
    _start_late(pending)
    usual = max(program.usual for program in pending.values())
    print(f"starting {len(pending)} programs, usually {usual} s; logs: {log_of('NAME')}", flush=True)
    while pending:
        now = _until_supervised()
        for name in sorted(set(pending) - set(unhealthy(pending.values(), now))):
            program = pending.pop(name)
            if program.port:
                print(f"{time.monotonic() - started:6.1f} s  {name} serves (usually {program.usual} s)", flush=True)
        if broken := [name for name in pending if now.get(name, {}).get("statename") == "FATAL"]:
            return _give_up(broken, "does not start")
        if time.monotonic() - started > LIMIT:
            return _give_up(list(pending), f"does not serve after {LIMIT} s")
        time.sleep(0.1)
    return 0


def _start_late(pending) -> None:
    """What the stack files did not ask for when the world opened."""
    now = _until_supervised()
    for name in pending:
        if now.get(name, {}).get("statename") == "STOPPED":
            control.supervisor().startProcess(name, False)


def _until_supervised() -> dict[str, dict]:
    for _ in range(LIMIT * 5):
        try:
            return states()
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"supervisord does not answer after {LIMIT} s; see {log_of('world')}")


def _give_up(names: list[str], why: str) -> int:
    for name in names:
        lines = log_of(name).read_text(errors="replace").splitlines()[-5:] if log_of(name).exists() else []
        print(f"{name} {why}; its log {log_of(name)} ends with:", *lines, sep="\n    ", flush=True)
    return 1


def check() -> int:
    """Quiet: 0 when all that should run serves."""
    try:
        return 1 if unhealthy(wanted(), states()) else 0
    except OSError:
        return 1


def restarts() -> collections.Counter:
    """Starts beyond the first, by supervisord's own log of this world."""
    log = log_of("supervisord")
    text = log.read_text(errors="replace") if log.exists() else ""
    this_world = text.rpartition("supervisord started with pid")[2]
    return collections.Counter(SPAWNED.findall(this_world))


def show() -> int:
    now, starts = states(), restarts()
    expected = {program.name: program for program in wanted()}
    print(f"{'PROGRAM':32} {'STATE':9} {'PID':>7} {'UPTIME':>8} {'RESTARTS':>8}  LOG")
    sick = []
    for name, process in sorted(now.items()):
        state = seen(process, expected.get(name))
        if ":" in name and state == "stopped":
            continue  # what this kind of server has no use for
        if state in SICK or (name in expected and state != "running"):
            sick.append(name)
        uptime = f"{process['now'] - process['start']} s" if process["pid"] else "-"
        # supervisord's log does not tell a server's programs from another server's
        again = max(0, starts[name] - 1) if ":" not in name else "-"
        print(f"{name:32} {state:9} {process['pid'] or '-':>7} {uptime:>8} {again:>8}  {process['stdout_logfile']}")
    for name in sick:
        print(f"\n{name} is not well. Its log: {now[name]['stdout_logfile']}\n"
              f"Start it again: ./slipway lab exec -- supervisorctl -s unix://{control.SOCKET} restart {name}")
    return 1 if sick else 0


def seen(process: dict, program: programs.Program | None) -> str:
    """supervisord's word for it, or `mute`: runs, but does not serve."""
    state = process["statename"].lower()
    return "mute" if state == "running" and program and not serves(program) else state


def stop() -> int:
    """A clean end of all programs: signals to all at once, MariaDB may take its time within the limit."""
    signal.alarm(STOP_LIMIT)
    try:
        control.supervisor().stopAllProcesses()
    except OSError:
        return 1  # it is gone already
    return 0


if __name__ == "__main__":
    for ending in (signal.SIGINT, signal.SIGPIPE):  # Ctrl-C, or `| head`: quietly
        signal.signal(ending, signal.SIG_DFL)
    sys.exit({"wait": wait, "check": check, "show": show, "stop": stop}[sys.argv[1]]())
