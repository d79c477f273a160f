"""socket_activation.py SOCKET USER PROGRAM   runs PROGRAM for each connection to SOCKET, as a socket unit of systemd with Accept=yes does.

Only the standard library is used: the lab's modules are not on the path.
"""

import os
import pwd
import socket
import subprocess
import sys


def main(path: str, user: str, program: str) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o600)
    os.chown(path, pwd.getpwnam(user).pw_uid, -1)
    listener.listen()
    running = []
    while True:
        connection, _ = listener.accept()
        running = [process for process in running if process.poll() is None]
        running.append(subprocess.Popen([program], stdin=connection, stdout=connection, cwd="/"))
        connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
