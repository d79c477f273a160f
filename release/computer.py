"""A user's computer: Debian 12 in a folder, with the documented packages and the programs that a user downloads."""

import contextlib
import re
import shutil
import subprocess
from pathlib import Path

RELEASE, NEWER = "bookworm", "trixie"
REPOSITORY = Path(__file__).resolve().parents[1]
TOOLS = "pulumi,kubernetes-control-plane,talosctl,openstack,command,kubernetes"
PROGRAMS = ("pulumi", "pulumi-language-java", "kubectl", "talosctl")
PATH = "/usr/local/bin:/usr/bin:/bin"
NO_NETWORK = ("unshare", "--net")


def documented_packages() -> list[str]:
    """Returns the packages that the README of a release names."""
    return re.search(r"apt-get install (.+)", (REPOSITORY / "release/README.md").read_text())[1].split()


def mirror() -> str:
    """Returns the address from which apt takes its packages here; it has both releases of Debian."""
    targets = ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)", "Created-By: Packages"]
    lines = subprocess.run(targets, check=True, capture_output=True, text=True).stdout.splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{RELEASE} "))


class Computer:
    """Commands run as a user other than root, by default in a network namespace without interfaces.

    `network` is the command that enters another network namespace."""

    def __init__(self, root: Path, user: str = "user", network: tuple[str, ...] = NO_NETWORK):
        self.root, self.user, self.network = root, user, network
        self.home = root / "home" / user

    def install(self, packages: list[str], release: str = RELEASE) -> None:
        include = [f"--include={','.join(packages)}"] if packages else []
        command = ["debootstrap", "--variant=minbase", *include, release, str(self.root), mirror()]
        with (self.root.parent / "debootstrap.log").open("w") as log:
            subprocess.run(command, check=True, stdout=log, stderr=log)
        self.add_user()

    def add_user(self) -> None:
        subprocess.run(["chroot", self.root, "useradd", "--create-home", "--shell", "/bin/bash", self.user], check=True)

    def download(self) -> None:
        """Copies the programs and plugins that a user downloads, as the toolchain built them."""
        path = [REPOSITORY / "toolchain/toolchain", "path", "--only", TOOLS]
        profile = Path(subprocess.run(path, check=True, capture_output=True, text=True).stdout.strip())
        for program in PROGRAMS:
            shutil.copy(profile / "bin" / program, self.root / "usr/local/bin")
        shutil.copytree(profile / "pulumi-home/plugins", self.home / ".pulumi/plugins")
        self.own()

    def own(self) -> None:
        """Makes the user the owner of the files in the home folder."""
        owner, home = f"{self.user}:{self.user}", f"/home/{self.user}"
        subprocess.run(["chroot", self.root, "chown", "--recursive", owner, home], check=True)

    def run(self, folder: str, line: str, **variables: str) -> subprocess.CompletedProcess:
        """Runs a line of bash in a folder of the home folder."""
        command = self.command(["bash", "-c", f"cd ~/{folder} && {line}"], **variables)
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def command(self, arguments: list[str], user: str | None = None, **variables: str) -> list[str]:
        """Returns the command that runs `arguments` as a user. /proc is mounted only as long as it runs."""
        name = user or self.user
        namespaces = [*self.network, "unshare", "--mount", "--pid", "--fork", f"--mount-proc={self.root}/proc"]
        environment = {"HOME": f"/home/{name}", "USER": name, "PATH": PATH, **variables}
        settings = ["env", "--ignore-environment", *(f"{key}={value}" for key, value in environment.items())]
        return [*namespaces, "chroot", f"--userspec={name}:{name}", str(self.root), *settings, *arguments]

    def write(self, name: str, text: str) -> None:
        """Writes a file of the user, in the home folder."""
        (self.home / name).parent.mkdir(parents=True, exist_ok=True)
        (self.home / name).write_text(text)
        self.own()


@contextlib.contextmanager
def without(path: Path):
    """Moves a file, folder or symbolic link away."""
    away = path.with_name(f"{path.name}.away")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


@contextlib.contextmanager
def replaced(path: Path, content: bytes):
    """Replaces the content of a file."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)
