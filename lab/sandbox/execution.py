"""Runs commands in a living world."""

import json
import os
import signal
import urllib.request
from pathlib import Path

from sandbox import environment, namespace, paths
from sandbox.state_record import Record

KEYSTONE, NOVA = "http://127.0.0.1:5000/v3", "http://127.0.0.1:8774/v2.1"
ID_SHOWN = 8  # characters of a server's id that name its network namespace


def execute(record: Record, command: list[str], server: str | None = None) -> int:
    """Moves this process into the world for good; runs a person's command as the jump host, or as a server."""
    env = environment.of_commands(paths.state(), record)
    folder = os.getcwd()
    namespace.enter(record.pid)
    if server:
        namespace.enter_network(f"srv-{find_server(server)[:ID_SHOWN]}")
    return namespace.run(command, env, folder)


def call(record: Record, command: list[str], env: dict[str, str], folder: str = "/") -> int:
    """Runs a command in the world; this process stays outside."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            namespace.enter(record.pid)
            namespace.end_with_parent(signal.SIGTERM)
            code = namespace.run(command, env, folder)
        except OSError as error:
            paths.say(f"entering the world: {error}")
        finally:
            os._exit(code)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        os.waitpid(child, 0)  # the terminal told it as well
        raise


def python(record: Record, state: Path, file: str, *arguments: str, **more: str) -> int:
    """Runs one of the lab's own Python programs in the world, with the environment of its services."""
    env = environment.of_programs(state, record.profile, record.venv) | more
    return call(record, [f"{record.venv}/bin/python", str(paths.LAB / file), *arguments], env)


def _request(url: str, body: dict | None = None, token: str = ""):
    headers = {"Content-Type": "application/json", "X-Auth-Token": token}
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return direct.open(request, timeout=30)


def _token() -> str:
    password = Path("/run/lab/cloud/password").read_text().strip()
    domain = {"id": "default"}
    identity = {"methods": ["password"], "password": {"user": {"name": "admin", "domain": domain, "password": password}}}
    scope = {"project": {"name": "admin", "domain": domain}}
    with _request(f"{KEYSTONE}/auth/tokens", {"auth": {"identity": identity, "scope": scope}}) as answer:
        return answer.headers["X-Subject-Token"]


def find_server(wanted: str) -> str:
    """The id of the one Nova server with this name, or whose id begins so."""
    with _request(f"{NOVA}/servers?all_tenants=1", token=_token()) as answer:
        servers = json.load(answer)["servers"]
    found = [s["id"] for s in servers if s["name"] == wanted or s["id"].startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise paths.LabError(f"{len(found)} servers are called {wanted!r}; name one by its id: {', '.join(found)}")
    names = ", ".join(sorted(s["name"] for s in servers)) or "none"
    raise paths.LabError(f"no server is called {wanted!r}; there are: {names}")
