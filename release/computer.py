"""A user's computer without a network: Debian 12 in a folder, with the documented packages and the programs that a user downloads."""

import contextlib
import re
import shutil
import subprocess
from pathlib import Path

RELEASE = "bookworm"
REPOSITORY = Path(__file__).resolve().parents[1]
TOOLS = "pulumi,kubernetes-control-plane,talosctl,openstack,command,kubernetes"
PROGRAMS = ("pulumi", "pulumi-language-java", "kubectl", "talosctl")
PATH = "/usr/local/bin:/usr/bin:/bin"
HOME = "home/user"


def documented_packages() -> list[str]:
    """Returns the packages that the README of a release names."""
    return re.search(r"apt-get install (.+)", (REPOSITORY / "release/README.md").read_text())[1].split()


def mirror() -> str:
    """Returns the address from which apt takes its packages here."""
    targets = ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)", "Created-By: Packages"]
    lines = subprocess.run(targets, check=True, capture_output=True, text=True).stdout.splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{RELEASE} "))


class Computer:
    """Commands run as a user other than root, in a network namespace without interfaces."""

    def __init__(self, root: Path):
        self.root = root
        self.home = root / HOME

    def install(self) -> None:
        packages = f"--include={','.join(documented_packages())}"
        command = ["debootstrap", "--variant=minbase", packages, RELEASE, str(self.root), mirror()]
        with (self.root.parent / "debootstrap.log").open("w") as log:
            subprocess.run(command, check=True, stdout=log, stderr=log)
        subprocess.run(["chroot", self.root, "useradd", "--create-home", "user"], check=True)
        self.download()

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
        subprocess.run(["chroot", self.root, "chown", "--recursive", "user:user", f"/{HOME}"], check=True)

    def run(self, folder: str, line: str, **variables: str) -> subprocess.CompletedProcess:
        """Runs a line of bash in a folder of the home folder. /proc is mounted only as long as it runs."""
        namespaces = ["unshare", "--net", "--mount", "--pid", "--fork", f"--mount-proc={self.root}/proc"]
        user = ["chroot", "--userspec=user:user", self.root]
        environment = {"HOME": f"/{HOME}", "PATH": PATH, **variables}
        settings = ["env", "--ignore-environment", *(f"{name}={value}" for name, value in environment.items())]
        shell = ["bash", "-c", f"cd ~/{folder} && {line}"]
        return subprocess.run([*namespaces, *user, *settings, *shell], capture_output=True, text=True, check=False)

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
