"""Runs commands in a running sandbox."""

import os
import signal
from pathlib import Path

from sandbox import environment, layout, namespace, nova_servers, paths
from sandbox.state_record import StateRecord


def replace_process(record: StateRecord, command: list[str], server: str | None = None) -> int:
    """Moves this process into the sandbox for good and runs a user's command: as the jump host, or in a server's network."""
    env = environment.of_commands(paths.state(), record)
    folder = os.getcwd()
    namespace.enter(record.pid)
    if server:
        namespace.enter_network(layout.server_namespace(nova_servers.find(server)))
    return namespace.run(command, env, folder)


def call(record: StateRecord, command: list[str], env: dict[str, str], folder: str = "/") -> int:
    """Runs a command in the sandbox from a child process; this process stays on the host. Returns the exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            namespace.enter(record.pid)
            namespace.end_with_parent(signal.SIGTERM)
            code = namespace.run(command, env, folder)
        except OSError as error:
            paths.report(f"entering the sandbox: {error}")
        finally:
            os._exit(code)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        os.waitpid(child, 0)  # the terminal sent the signal to the child too
        raise


def python(record: StateRecord, state: Path, program: list[str], **variables: str) -> int:
    """Runs Python in the sandbox (arguments of `python`), with the environment of supervisord's programs."""
    env = environment.of_programs(state, record.profile, record.venv) | variables
    return call(record, [f"{record.venv}/bin/python", *program], env)


def health(record: StateRecord, state: Path, action: str) -> int:
    return python(record, state, ["-m", "sandbox.health", action])


def openstack_script(record: StateRecord, state: Path, name: str, *arguments: str, **variables: str) -> int:
    """Runs a script of lab/openstack in the sandbox."""
    return python(record, state, [str(paths.LAB / "openstack" / name), *arguments], **variables)
