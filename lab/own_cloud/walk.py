"""A walk through docs/own-cloud.md: runs its blocks in order, each as the person of its title."""

import base64
import json
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from own_cloud import official, page
from own_cloud.cloud import USERS, Cloud
from own_cloud.downloads import Downloads
from own_cloud.page import Block
from sandbox import paths

sys.path.insert(0, str(paths.REPO / "release"))
import signed  # noqa: E402
from computer import PATH, Computer  # noqa: E402

PAGE = "docs/own-cloud.md"
ENGINEER, COLLEAGUE = USERS
ADMINISTRATOR, ROOT = "The administrator of the cloud", "root"
ROOT_PATH = "/usr/local/sbin:/usr/sbin:/sbin"
VALUES = "~/cloud.sh"
# The lab's values of the names in ~/cloud.sh that are not the page's
LAB_VALUES = {"AUTH_URL": "http://127.0.0.1:5000/v3"}
# Variables and the folder remain from one block of a person to the next, as in one shell.
REMEMBER = 'declare -px >~/.walk && printf "cd %q\\n" "$PWD" >>~/.walk'
CHECK = "status=$?\n[ $status -eq 0 ] || exit $status\n"  # `set -e` does not see the first commands of a list with &&
PREPARATION = ("The computer", "The release", "Credentials")  # sections that a colleague repeats


class Walk:
    """The computer, the cloud, and the page's blocks."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.text = (paths.REPO / PAGE).read_text()
        self.blocks = page.blocks(self.text)
        self.cloud = Cloud(folder)
        self.files = Downloads(folder / "downloads")
        self.computer = Computer(folder / "computer", ENGINEER, network=())
        self.colleague = Computer(folder / "computer", COLLEAGUE)

    def prepare(self, release: Path) -> None:
        """Starts the cloud, and gives the computer what a person has before the first block: the release, its key, one of the bucket."""
        official.provide(self.files, self.cloud.profile(), self.text)
        self.computer.install([])
        self.colleague.add_user()
        for block in self.blocks:
            if block.title == ROOT:
                self._as_root(block.text)
        self.cloud.start(self.files)
        for computer in (self.computer, self.colleague):
            computer.network = self.cloud.network()
            self._give(computer, release)
        (self.computer.root / "etc/hosts").write_text(self.cloud.names(self.files.hosts()))
        authority = self.computer.root / "usr/local/share/ca-certificates/lab.crt"
        authority.write_bytes((self.cloud.state / "pki/ca.crt").read_bytes())
        self._as_root("update-ca-certificates")

    def _as_root(self, text: str) -> None:
        """Runs a block with this host's network, from which Debian's packages come."""
        path = f"{ROOT_PATH}:{PATH}"
        command = self.computer.command(["bash", "-euo", "pipefail", "-c", text], user=ROOT, PATH=path, DEBIAN_FRONTEND="noninteractive")
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"{text}\n{done.stdout}")

    def _give(self, computer: Computer, release: Path) -> None:
        shutil.copytree(release, computer.home / "download", ignore=lambda folder, names: [n for n in names if Path(folder, n).is_dir()])
        shutil.copy(release.parent / "slipway.pub", computer.home)
        secret = f"aws_access_key_id = {self.cloud.key}\naws_secret_access_key = {self.cloud.secret}\n"
        computer.write(".aws/credentials", f"[default]\n{secret}")
        computer.write("cloud.sh", self.values())

    def values(self) -> str:
        """Returns the page's ~/cloud.sh with the lab's values."""
        (values,) = [block.text for block in self.blocks if block.title == VALUES]
        for name, value in LAB_VALUES.items():
            values = "".join(
                f"export {name}={value}\n" if line.startswith(f"export {name}=") else line for line in values.splitlines(keepends=True)
            )
        return values

    def run(self, block: Block) -> subprocess.CompletedProcess:
        """Runs a block as the person of its title. Returns what it prints."""
        match block.title:
            case "":
                return self.as_user(self.computer, block.text)
            case "A colleague":
                self._hand_over()
                return self.as_user(self.colleague, block.text)
            case _ if block.title == ADMINISTRATOR:
                return self._as_administrator(block.text)
            case _:
                raise ValueError(f"{PAGE}: a block with the title {block.title!r} has no person who runs it")

    def as_user(self, computer: Computer, text: str) -> subprocess.CompletedProcess:
        script = f"set -euo pipefail\n[ ! -e ~/.walk ] || . ~/.walk\n{text}{CHECK}{REMEMBER}\n"
        password = self.cloud.passwords[computer.user]
        command = computer.command(["bash", "-c", script])
        return subprocess.run(command, input=f"{password}\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    def _hand_over(self) -> None:
        """Repeats the sections of the page for the colleague, and copies the passphrase."""
        shutil.copy(self.computer.home / "passphrase", self.colleague.home)
        self.colleague.own()
        for block in self.blocks:
            if block.section in PREPARATION and not block.title and not block.text.startswith("git init"):
                done = self.as_user(self.colleague, block.text)
                if done.returncode:
                    raise AssertionError(f"{COLLEAGUE}, {block.section}: {done.stdout}")

    def _as_administrator(self, text: str) -> subprocess.CompletedProcess:
        command = ["bash", "-euo", "pipefail", "-c", text]
        return self.cloud.as_administrator(command, stderr=subprocess.STDOUT, check=False)


def sign_in(walk: Walk, role: str) -> str:
    """Signs a new user with a role in, with the computer's kubectl and the kubeconfig of the page. Returns what kubectl prints."""
    user = {"name": "A user", "password": secrets.token_urlsafe(16), "totp": base64.b32encode(secrets.token_bytes(20)).decode()}
    values = dict(re.findall(r"(ZITADEL_PROJECT|ISSUER)=(\S+)", walk.values()))
    given = {
        "issuer": values["ISSUER"], "name": f"{role}@example.net", "user": user | {"grants": {values["ZITADEL_PROJECT"]: [role]}},
        "kubeconfig": str(walk.computer.home / "staging-osl2.kubeconfig"), "commands": ["auth whoami"],
        "passwords": [user["password"]], "codes": ["now"], "answer": "allow",
    }
    file = walk.folder / "person.json"
    file.write_text(json.dumps(given))
    path = f"PATH={walk.computer.home / 'bin'}:{PATH}"
    answer = json.loads(walk.cloud.inside("env", path, str(paths.LAB / "probes/person.py"), str(file)))
    return answer["answers"][0]["output"]


def timed(walk: Walk, block: Block) -> subprocess.CompletedProcess:
    started = time.monotonic()
    done = walk.run(block)
    print(f"{time.monotonic() - started:6.0f} s  {block.section}: {block.text.splitlines()[0][:90]}", flush=True)
    return done


def main(folder: Path) -> None:
    """Prepares a walk for a person, and prints how to enter the computer."""
    folder.mkdir(exist_ok=True)
    release = folder / "release"
    walk = Walk(folder)
    walk.prepare(release if release.exists() else signed.make(folder))
    for computer in (walk.computer, walk.colleague):
        command = shlex.join(computer.command(["bash", "--login"]))
        print(f"{computer.user}, password {walk.cloud.passwords[computer.user]}: {command}")
    print(f"the cloud: SLIPWAY_LAB={walk.cloud.state} ./slipway lab exec -- openstack --os-cloud lab-admin; end: ./slipway lab down")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
