"""Linux namespaces: creates a sandbox, enters it, and runs commands in it."""

import ctypes
import os
import signal
from pathlib import Path

from sandbox import layout

MOUNT, UTS, IPC, USER, PID, NET = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
SANDBOX = MOUNT | UTS | IPC | USER | PID | NET
IDS = "0 0 65536"  # user ids are the host's, so that MariaDB, HAProxy and others can switch users
PR_SET_PDEATHSIG = 1
FORWARDED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2}

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments):
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")


def spawn(command: list[str], env: dict[str, str], log: Path) -> int:
    """Starts `command` as process 1 of a new sandbox. Returns its process id on the host."""
    unshared, unshared_end = os.pipe()
    mapped, mapped_end = os.pipe()
    started, started_end = os.pipe()
    intermediate = os.fork()
    if intermediate == 0:
        _unshare_and_fork(command, env, log, unshared_end, mapped, started_end)
    os.close(unshared_end)
    os.close(started_end)
    if os.read(unshared, 1):
        _map_ids(intermediate)
        os.write(mapped_end, b"x")
    pid = os.read(started, 16)
    os.waitpid(intermediate, 0)
    for end in (unshared, mapped, mapped_end, started):
        os.close(end)
    if not pid:
        raise OSError(f"the namespaces could not be created; the reason is in {log}")
    return int(pid)


def _map_ids(process: int) -> None:
    """Maps the ids of the new user namespace. Only a process outside it may map more than its own id."""
    for kind in ("uid_map", "gid_map"):
        Path(f"/proc/{process}/{kind}").write_text(IDS)


def _unshare_and_fork(command, env, log, unshared_end, mapped, started_end) -> None:
    """Creates the namespaces, then forks: only a child is inside the new PID namespace."""
    try:
        os.setsid()  # the terminal's Ctrl-C must not reach the sandbox
        _detach(log)
        _call("unshare", SANDBOX)
        os.write(unshared_end, b"x")
        os.read(mapped, 1)
        first = os.fork()
        if first == 0:
            os.execvpe(command[0], command, env)
        os.write(started_end, str(first).encode())
    except BaseException as error:  # every error must reach the log
        os.write(2, f"creating the sandbox: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def _detach(log: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for source, target in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(source, target)


def enter(process: int, kinds: int = SANDBOX) -> None:
    """Moves the calling process into the namespaces of `process`; the PID namespace applies to its children only."""
    handle = os.pidfd_open(process)
    _call("setns", handle, kinds)
    os.close(handle)


def enter_network(name: str) -> None:
    """Moves the calling process into a named network namespace, for example a server's."""
    handle = os.open(layout.NETWORK_NAMESPACES / name, os.O_RDONLY)
    _call("setns", handle, NET)
    os.close(handle)


def run(command: list[str], env: dict[str, str], folder: str) -> int:
    """Runs `command` as a child of this process and forwards signals to it. Returns its exit code as a shell does."""
    watched = FORWARDED | {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    child = os.fork()
    if child == 0:
        _exec(command, env, folder, watched)
    while True:
        received = signal.sigwaitinfo(watched)
        if received.si_signo == signal.SIGCHLD:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return _shell_code(status)
        elif received.si_code <= 0:  # sent by a process to this one alone; the terminal's signals reach the whole group
            os.kill(child, received.si_signo)


def end_with_parent(sign: signal.Signals) -> None:
    """Makes the kernel send `sign` when the parent ends. A change of user namespace resets this, so call it after `enter`."""
    _libc.prctl(PR_SET_PDEATHSIG, sign)


def _exec(command, env, folder, watched) -> None:
    try:
        end_with_parent(signal.SIGKILL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, watched)
        os.chdir(folder)
        os.execvpe(command[0], command, env)
    except OSError as error:
        os.write(2, f"lab: {command[0]}: {error.strerror}\n".encode())
        os._exit(127 if isinstance(error, FileNotFoundError) else 126)


def _shell_code(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code
