#!/usr/bin/python3
"""person.py FILE   runs kubectl for a person who signs in; prints the pages and the answers of kubectl as JSON.

FILE is a JSON object: `issuer`; `name` and `user`, as the issuer creates it; `kubeconfig`; `passwords`, `codes` and `answer` of
browser.Person; `commands`, each with kubectl's arguments. The first command starts kubelogin, which opens a URL or prints it; the others
use its token.
"""

import contextlib
import json
import os
import re
import shlex
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from browser import Browser, Person

# What a desktop has: the program that opens the browser.
OPENER = '#!/bin/sh\necho "URL: $1" >&2\n'
PRINTED = re.compile(r"\bURL.*: (https?://\S+)")
TIMEOUT = 60  # seconds


def create(issuer: str, name: str, user: dict) -> None:
    request = urllib.request.Request(f"{issuer}/users/{name}", json.dumps(user).encode(), method="PUT")
    with urllib.request.urlopen(request, timeout=TIMEOUT, context=ssl.create_default_context()):
        pass


class Kubectl:
    """kubectl with a home folder of its own, so that it has no token at first."""

    def __init__(self, kubeconfig: str, home: Path):
        (home / "bin").mkdir()
        opener = home / "bin/xdg-open"
        opener.write_text(OPENER)
        opener.chmod(0o755)
        self._kubeconfig, self._home = kubeconfig, home
        self._environment = os.environ | {"HOME": str(home), "PATH": f"{home}/bin:{os.environ['PATH']}"}

    @contextlib.contextmanager
    def started(self, arguments: list[str]):
        """Runs in the background; the output goes to a file."""
        command = ["kubectl", "--kubeconfig", self._kubeconfig, *arguments]
        with open(self._home / "output", "w+b") as output, subprocess.Popen(
            command, env=self._environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, process_group=0
        ) as process:
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # kubelogin too, which may still wait

    def output(self) -> str:
        return (self._home / "output").read_text()

    def url(self) -> str:
        """Waits for the URL at which the person signs in."""
        end = time.monotonic() + TIMEOUT
        while not (found := PRINTED.search(self.output())):
            if time.monotonic() > end:
                raise TimeoutError(f"kubelogin opened no URL: {self.output()}")
            time.sleep(0.1)
        return found[1]

    def result(self, process: subprocess.Popen) -> dict:
        return {"exitCode": process.wait(TIMEOUT), "output": self.output()}

    def run(self, arguments: list[str]) -> dict:
        with self.started(arguments) as process:
            return self.result(process)


def main() -> None:
    given = json.loads(Path(sys.argv[1]).read_text())
    create(given["issuer"], given["name"], given["user"])
    person = Person(given["name"], given["user"].get("totp", ""), given["passwords"], given["codes"], given["answer"])
    with tempfile.TemporaryDirectory() as home, contextlib.closing(Browser()) as browser:
        kubectl = Kubectl(given["kubeconfig"], Path(home))
        first, *others = map(shlex.split, given["commands"])
        with kubectl.started(first) as process:
            pages = browser.sign_in(kubectl.url(), person)
            ended = "error" not in pages[-1]  # otherwise kubelogin waits until its time limit
            answers = [kubectl.result(process)] if ended else []
        if answers and answers[0]["exitCode"] == 0:
            answers += [kubectl.run(arguments) for arguments in others]
        print(json.dumps({"pages": pages, "answers": answers}))


if __name__ == "__main__":
    main()
