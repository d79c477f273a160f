"""Linux namespaces: opens a private world, enters one, and runs commands in it."""

import ctypes
import os
import signal
from pathlib import Path

MOUNT, UTS, IPC, USER, PID, NET = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
WORLD = MOUNT | UTS | IPC | USER | PID | NET
IDS = "0 0 65536"  # the world's ids are the machine's: MariaDB, HAProxy and friends can switch users
PR_SET_PDEATHSIG = 1
FORWARDED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2}

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments):
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")


def spawn(command: list[str], env: dict[str, str], log: Path) -> int:
    """Starts `command` as process 1 of a new world. Returns its process id as the machine sees it."""
    unshared, tell_unshared = os.pipe()
    mapped, tell_mapped = os.pipe()
    born, tell_born = os.pipe()
    middle = os.fork()
    if middle == 0:
        _middle(command, env, log, tell_unshared, mapped, tell_born)
    os.close(tell_unshared)
    os.close(tell_born)
    if os.read(unshared, 1):
        _map_ids(middle)
        os.write(tell_mapped, b"x")
    answer = os.read(born, 16)
    os.waitpid(middle, 0)
    for end in (unshared, mapped, tell_mapped, born):
        os.close(end)
    if not answer:
        raise OSError(f"no namespaces could be made; {log} says why")
    return int(answer)


def _map_ids(process: int) -> None:
    """Only a process outside the new user namespace may map more than its own id."""
    for kind in ("uid_map", "gid_map"):
        Path(f"/proc/{process}/{kind}").write_text(IDS)


def _middle(command, env, log, tell_unshared, mapped, tell_born) -> None:
    """Unshares, then forks: only a child is inside the new process namespace."""
    try:
        os.setsid()  # the terminal's Ctrl-C is not for the world
        _detach(log)
        _call("unshare", WORLD)
        os.write(tell_unshared, b"x")
        os.read(mapped, 1)
        first = os.fork()
        if first == 0:
            os.execvpe(command[0], command, env)
        os.write(tell_born, str(first).encode())
    except BaseException as error:  # the reason must reach the log, whatever it is
        os.write(2, f"opening the world: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def _detach(log: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for source, target in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(source, target)


def enter(process: int, kinds: int = WORLD) -> None:
    """Moves the calling process into the namespaces of `process`; its process namespace holds for its children only."""
    handle = os.pidfd_open(process)
    _call("setns", handle, kinds)
    os.close(handle)


def enter_network(name: str) -> None:
    """Moves the calling process into a named network namespace, e.g. a server's."""
    handle = os.open(f"/run/netns/{name}", os.O_RDONLY)
    _call("setns", handle, NET)
    os.close(handle)


def run(command: list[str], env: dict[str, str], folder: str) -> int:
    """Runs `command` as a child of this process, hands signals on, returns its exit code as a shell would."""
    watched = FORWARDED | {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    child = os.fork()
    if child == 0:
        _become(command, env, folder, watched)
    while True:
        got = signal.sigwaitinfo(watched)
        if got.si_signo == signal.SIGCHLD:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return _shell_code(status)
        elif got.si_code <= 0:  # sent by a process to us alone; the terminal's own reach the whole group
            os.kill(child, got.si_signo)


def end_with_parent(sign: signal.Signals) -> None:
    """To be called after entering a world: a change of user namespace forgets it."""
    _libc.prctl(PR_SET_PDEATHSIG, sign)


def _become(command, env, folder, watched) -> None:
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
