"""config_overlay.py ROOT PROGRAM CONFIG   runs a program of a load balancer with the files below ROOT at their exact paths.

It runs in the mount namespace that `ip netns exec` creates. Read-only overlays put the files over the host's folders. /run, and the
folders whose files the server changes itself, are the same for all programs of a server. Only the standard library is used: the lab's
modules are not on the path.
"""

import os
import subprocess
import sys
from pathlib import Path

WRITABLE = ("/etc/haproxy", "/etc/keepalived")


def covered(files: list[str], is_folder) -> tuple[list[str], list[str]]:
    """Returns the outermost folders that need an overlay, and the files whose top folder the host does not have."""
    folders, unplaceable = set(), []
    for file in files:
        folder = os.path.dirname(file)
        while not is_folder(folder):
            folder = os.path.dirname(folder)
        if folder == "/":
            unplaceable.append(file)
        else:
            folders.add(folder)
    nested = {folder for folder in folders for outer in folders if folder.startswith(outer + "/")}
    return sorted(folders - nested), unplaceable


def mount(*arguments: str) -> None:
    subprocess.run(("mount", *arguments), check=True)


def mount_overlays(root: Path) -> None:
    files = sorted("/" + str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    folders, unplaceable = covered(files, os.path.isdir)
    for file in unplaceable:
        print(f"config_overlay: {file} is left out: its top folder does not exist on this host", flush=True)
    # Relative lower folders: mount options give ':' and ',' a meaning, and the state folder's path may contain them.
    os.chdir(root)
    for folder in folders:
        mount("-t", "overlay", "overlay", "-o", f"ro,lowerdir={folder[1:]}:{folder}", folder)
    for folder in WRITABLE:
        if os.path.isdir(folder[1:]):
            mount("--bind", folder[1:], folder)
    mount("--bind", "../run", "/run")
    os.chdir("/")


ACTIVATION = str(Path(__file__).with_name("socket_activation.py"))
SOCKET = "/run/slipway-configure.sock"
# In the foreground, so that supervisord controls them. haproxy has a master process, as in Debian's unit, so that it can reload.
RUN = {
    "haproxy": ("haproxy", "-W", "-db", "-p", "/run/haproxy.pid", "-f"),
    "keepalived": ("keepalived", "--dont-fork", "--log-console", "--vrrp", "-f"),
    "stunnel": ("stunnel4",),
    "configure": (sys.executable, "-I", ACTIVATION, SOCKET, "stunnel4"),
}
# What a drop-in of the server's unit adds, if its user data has the file. keepalived's file includes the other one.
HAPROXY_GLOBAL, KEEPALIVED_MAIN = "/etc/slipway/haproxy-global.cfg", "/etc/slipway/keepalived-main.conf"
CHECK = {"haproxy": ("haproxy", "-c", "-f"), "keepalived": ("keepalived", "--config-test", "-f")}


def configs(program: str, config: str, is_file) -> tuple[str, ...]:
    """Returns the arguments after the last option of a program: its file, or its files."""
    if program == "haproxy" and is_file(HAPROXY_GLOBAL):
        return (config, "-f", HAPROXY_GLOBAL)
    if program == "keepalived" and is_file(KEEPALIVED_MAIN):
        return (KEEPALIVED_MAIN,)
    return (config,)


def checked(program: str, config: str, files: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the files that a program tests before its start: keepalived 2.2.7 ends the test of another user's scripts by SIGTERM."""
    return (config,) if program == "keepalived" else files


def main(root: str, program: str, config: str) -> None:
    mount_overlays(Path(root))
    files = configs(program, config, os.path.isfile)
    if program in CHECK and subprocess.run((*CHECK[program], *checked(program, config, files))).returncode:
        sys.exit(f"config_overlay: {program} rejects {config} of this server; correct its user data and rebuild it")
    command = (*RUN[program], *files)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
