"""The cloud of the walk: a lab without stacks, users with a password, a bucket, a Git repository, and the hosts of downloads."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from own_cloud import downloads
from sandbox import layout, paths, pki

TOOLS = ("pulumi", "openstack", "command", "kubernetes", "kubernetes-control-plane", "talosctl", "helm", "kubelogin", "cilium-chart",
         "argocd-manifest", "versitygw")
DOWNLOADS, OBJECTS = "198.51.100.18", "198.51.100.19"  # beside the lab's issuer and Git server
BUCKET_HOST, BUCKET = "objects.example.net", "slipway-staging"
REPOSITORY = "platform/fleet.git"
USERS = ("engineer", "colleague")
LAB = str(paths.LAB / "cli/lab")
ENTER = (LAB, "exec", "--")  # the sandbox, as the jump host


class Cloud:
    """A lab in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder, self.state = folder, folder / "lab"
        (folder / "stacks").mkdir(exist_ok=True)
        self.environment = os.environ | {"SLIPWAY_LAB": str(self.state), "SLIPWAY_STACKS": str(folder / "stacks")}
        self.passwords = {user: secrets.token_urlsafe(16) for user in USERS}
        self.key, self.secret = secrets.token_hex(8), secrets.token_urlsafe(24)
        self._programs: list[subprocess.Popen] = []

    def start(self, files: downloads.Downloads) -> None:
        self.lab("up")
        for address in (DOWNLOADS, OBJECTS):
            self.inside("ip", "address", "add", f"{address}/24", "dev", "labext")
        self._certificates(files)
        self._users()
        self._repository()
        self._program("downloads", [sys.executable, downloads.__file__, str(files.folder), DOWNLOADS], DOWNLOADS)
        self._bucket()

    def lab(self, *arguments: str) -> None:
        subprocess.run([LAB, *arguments], check=True, env=self.environment)

    def inside(self, *command: str) -> str:
        """Runs a command in the sandbox, as the cloud's administrator. Returns its output."""
        return self.as_administrator(list(command), check=True).stdout.strip()

    def as_administrator(self, command: list[str], **options) -> subprocess.CompletedProcess:
        environment = self.environment | {"OS_CLOUD": "lab-admin"}
        return subprocess.run([*ENTER, *command], env=environment, stdout=subprocess.PIPE, text=True, **options)

    def network(self) -> tuple[str, ...]:
        """Returns the command that enters the network of the jump host."""
        process = json.loads((self.state / "sandbox.json").read_text())["pid"]
        return "nsenter", f"--net=/proc/{process}/ns/net"

    def names(self, hosts: list[str]) -> str:
        """Returns the computer's /etc/hosts."""
        return pki.hosts() + f"{DOWNLOADS} {' '.join(hosts)}\n{OBJECTS} {BUCKET_HOST}\n"

    def stop(self) -> None:
        for program in self._programs:
            with contextlib.suppress(ProcessLookupError):
                program.terminate()
        self.lab("down")
        for program in self._programs:
            program.wait()

    def _certificates(self, files: downloads.Downloads) -> None:
        pki.leaf(self.state / "pki", BUCKET_HOST, OBJECTS)
        pki.leaf(self.state / "pki", "downloads", DOWNLOADS, *files.hosts())
        for kind in ("crt", "key"):
            (files.folder / f"host.{kind}").write_bytes((self.state / f"pki/downloads.{kind}").read_bytes())

    def _users(self) -> None:
        for user, password in self.passwords.items():
            self.inside("openstack", "user", "create", user, "--domain", "default", "--password", password)

    def _repository(self) -> None:
        repository = str(self.state / "git" / REPOSITORY)
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", repository], check=True)
        subprocess.run(["git", "-C", repository, "config", "http.receivepack", "true"], check=True)

    def _bucket(self) -> None:
        folder = self.folder / "objects"
        (folder / BUCKET).mkdir(parents=True)
        certificate = [f"--cert={self.state}/pki/{BUCKET_HOST}.crt", f"--key={self.state}/pki/{BUCKET_HOST}.key"]
        self._program("bucket", [f"{self.profile()}/bin/versitygw", f"--port={OBJECTS}:443", *certificate, "posix", str(folder)], OBJECTS,
                      ROOT_ACCESS_KEY=self.key, ROOT_SECRET_KEY=self.secret)

    @staticmethod
    def profile() -> Path:
        path = [paths.REPO / "toolchain/toolchain", "path", "--only", ",".join(TOOLS)]
        return Path(subprocess.run(path, check=True, stdout=subprocess.PIPE, text=True).stdout.strip())

    def _program(self, name: str, command: list[str], address: str, **variables: str) -> None:
        """Starts a server in the sandbox, and waits until it listens."""
        with (self.folder / f"{name}.log").open("w") as log:
            program = subprocess.Popen([*ENTER, *command], env=self.environment | variables, stdout=log, stderr=log)
        self._programs.append(program)
        probe = f"</dev/tcp/{address}/{layout.HTTPS}"
        for _ in range(60):
            if subprocess.run([*ENTER, "bash", "-c", probe], env=self.environment, capture_output=True).returncode == 0:
                return
            if program.poll() is not None:
                break
            time.sleep(0.5)
        raise RuntimeError(f"{name} does not listen on {address}: {(self.folder / f'{name}.log').read_text()}")
