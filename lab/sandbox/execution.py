"""Runs commands in a running sandbox."""

import os
import signal
import time
from collections.abc import Callable
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


def start(record: StateRecord, command: list[str], env: dict[str, str], folder: str = "/", output: int | None = None) -> int:
    """Starts a command in the sandbox from a child process; this process stays on the host. Returns the child's process id.

    `output` is a file descriptor for stdout and stderr of the command.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if output is not None:
                os.dup2(output, 1)
                os.dup2(output, 2)
            namespace.enter(record.pid)
            namespace.end_with_parent(signal.SIGTERM)
            code = namespace.run(command, env, folder)
        except OSError as error:
            paths.report(f"entering the sandbox: {error}")
        finally:
            os._exit(code)
    return child


def wait(child: int, watch: Callable[[], None] | None = None) -> int:
    """Waits for a child process, and calls `watch` until it ends. Returns its exit code."""
    try:
        while watch:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            watch()
            time.sleep(0.1)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        os.waitpid(child, 0)  # the terminal sent the signal to the child too
        raise


def call(record: StateRecord, command: list[str], env: dict[str, str], folder: str = "/") -> int:
    """Runs a command in the sandbox, and returns its exit code."""
    return wait(start(record, command, env, folder))


def python(record: StateRecord, state: Path, program: list[str], **variables: str) -> int:
    """Runs Python in the sandbox (arguments of `python`), with the environment of supervisord's programs."""
    env = environment.of_programs(state, record.profile, record.venv) | variables
    return call(record, [f"{record.venv}/bin/python", *program], env)


def health(record: StateRecord, state: Path, action: str) -> int:
    return python(record, state, ["-m", "sandbox.health", action])


def openstack_script(record: StateRecord, state: Path, name: str, *arguments: str, **variables: str) -> int:
    """Runs a script of lab/openstack in the sandbox."""
    return python(record, state, [str(paths.LAB / "openstack" / name), *arguments], **variables)
