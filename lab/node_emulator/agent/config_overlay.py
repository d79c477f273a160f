"""jail.py ROOT PROGRAM CONFIG: haproxy or keepalived with the files below ROOT at exactly their paths, in the mount namespace of
its own that `ip netns exec` made. Read-only overlays lay them over the machine's folders; /run is empty, for its sockets."""

import os
import subprocess
import sys
from pathlib import Path


def covered(files: list[str], is_folder) -> tuple[list[str], list[str]]:
    """The folders to lay an overlay on, outermost only, and the files that no folder of the machine can carry."""
    folders, homeless = set(), []
    for file in files:
        folder = os.path.dirname(file)
        while not is_folder(folder):
            folder = os.path.dirname(folder)
        if folder == "/":
            homeless.append(file)
        else:
            folders.add(folder)
    nested = {inner for inner in folders for outer in folders if inner.startswith(outer + "/")}
    return sorted(folders - nested), homeless


def mount(*arguments: str) -> None:
    subprocess.run(("mount", *arguments), check=True)


def enter(root: Path) -> None:
    files = sorted("/" + str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    folders, homeless = covered(files, os.path.isdir)
    for file in homeless:
        print(f"jail: {file} is left out: its topmost folder does not exist on this machine", flush=True)
    # Relative lower folders: the options give ':' and ',' a meaning that a path of the state folder may have, too.
    os.chdir(root)
    for folder in folders:
        mount("-t", "overlay", "overlay", "-o", f"ro,lowerdir={folder[1:]}:{folder}", folder)
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run")
    os.mkdir("/run/haproxy")
    os.chdir("/")


# In the foreground: supervisord is their master. keepalived's own files lie in /run, which is this server's.
RUN = {
    "haproxy": ("haproxy", "-db", "-f"),
    "keepalived": ("keepalived", "--dont-fork", "--log-console", "--vrrp", "-f"),
}
CHECK = {"haproxy": ("haproxy", "-c", "-f"), "keepalived": ("keepalived", "--config-test", "-f")}


def main(root: str, program: str, config: str) -> None:
    enter(Path(root))
    if subprocess.run((*CHECK[program], config)).returncode:
        sys.exit(f"jail: {program} rejects {config} of this server; correct its user data and rebuild it")
    os.execvp(program, (*RUN[program], config))


if __name__ == "__main__":
    main(*sys.argv[1:])
