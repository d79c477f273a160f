"""A repository of an operator, its forge's state, and a release of Slipway, in a temporary folder."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from workflows.files import GITHUB, GITLAB, REPO
from workflows.github import base_environment

FAKE = Path(__file__).parent / "fake"
SECRET = "correct-horse-battery"  # the passphrase of the state
# Nothing answers at its address.
CLOUDS = f"""clouds:
  staging-osl2:
    auth_type: v3applicationcredential
    region_name: RegionOne
    auth: {{ auth_url: "https://127.0.0.1:9/v3", application_credential_id: abc, application_credential_secret: cloud-{SECRET} }}
"""
PRODUCTION = f"production-{SECRET}"  # the passphrase of production's state
# Those of staging and production have the same names; a preview has both, with a suffix.
OF_A_STATE = {
    "PULUMI_CONFIG_PASSPHRASE": SECRET,
    "AWS_ACCESS_KEY_ID": f"id-{SECRET}",
    "AWS_SECRET_ACCESS_KEY": f"key-{SECRET}",
}
SECRETS = {"CLOUDS_YAML": CLOUDS, "REPOSITORY_TOKEN": f"token-{SECRET}"}
PREVIEW = {f"{name}_STAGING": value for name, value in OF_A_STATE.items()} | {"PULUMI_CONFIG_PASSPHRASE_PRODUCTION": PRODUCTION}
# The request's program, script and release: each prints its environment and that it ran.
THIEF = '#!/usr/bin/env bash\necho "THE REQUEST RUNS"\nenv\ncat "${OS_CLIENT_CONFIG_FILE:-/dev/null}"\n'
BRANCHES = {
    "preview": "refs/heads/main",
    "preview-code": "refs/pull/7/merge",
    "staging": "refs/heads/main",
    "production": "refs/heads/main",
}


def release(folder: Path, jar: Path) -> None:
    """Makes the archive of a release with a jar, named as release/build names it, and its checksum."""
    archive = folder / "slipway-1.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=0) as tar:
        tar.add(REPO / "slipway", "slipway-1/slipway")
        tar.add(jar, "slipway-1/target/slipway.jar")
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n")


class Repository:
    """The branch main is what was merged; a change is a branch of it."""

    reviewed = {"preview-code", "staging", "production"}

    def __init__(self, folder: Path, releases: Path):
        """`releases` has the archive that `release` made."""
        self.folder, self.releases = folder, releases
        self.state = folder / "forge"
        self.origin = folder / "origin.git"
        self.url = f"file://{self.origin}"
        self.work = folder / "work"
        self.count = 0
        backends = {f"PULUMI_BACKEND_URL{suffix}": f"file://{folder}/state" for suffix in ("", "_STAGING", "_PRODUCTION")}
        self.variables = {"SLIPWAY_RELEASES": f"file://{releases}", **backends}
        for one in (self.state, folder / "bin", self.work):
            one.mkdir(parents=True)
        (self.state / "answers.json").write_text("{}")
        shutil.copy(FAKE / "pulumi", folder / "bin/pulumi")
        for name in ("gh", "glab"):
            shutil.copy(FAKE / "forge.py", folder / "bin" / name)
        self.first_commit()

    def first_commit(self):
        shutil.copytree(REPO / "stacks", self.work / "stacks")
        shutil.copy(REPO / "Pulumi.yaml", self.work)
        for stack in ("staging", "staging-osl2"):
            (self.work / f"Pulumi.{stack}.yaml").write_text("encryptionsalt: v1:salt\n")
        (self.work / "slipway").write_text("another file with the name of one of the release\n")
        (self.work / "slipway.sha256").write_text((self.releases / "SHA256SUMS").read_text())
        shutil.copytree(GITHUB, self.work, dirs_exist_ok=True)
        shutil.copytree(GITLAB, self.work, dirs_exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("first")
        self.git("branch", "deployments")
        subprocess.run(["git", "clone", "--quiet", "--bare", self.work, self.origin], check=True)
        self.git("remote", "add", "origin", self.url)

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        command = ["git", "-c", "user.name=engineer", "-c", "user.email=engineer@example.net", *arguments]
        return subprocess.run(command, cwd=cwd or self.work, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, change) -> str:
        """Pushes a branch with a change of the files of main, and returns its commit."""
        self.git("switch", "--quiet", "--create", name, "main")
        change(self.work)
        head = self.commit(name)
        self.git("push", "--quiet", "origin", name)
        self.git("switch", "--quiet", "main")
        return head

    def merge(self, head: str) -> tuple[str, str]:
        """Merges a commit into main, and returns main before and after."""
        before = self.git("rev-parse", "main")
        self.git("merge", "--quiet", "--ff-only", head)
        self.git("push", "--quiet", "origin", "main")
        return before, head

    def checkout(self, target: Path, ref: str) -> tuple[str, int]:
        """The effect of actions/checkout with fetch-depth 0: all branches, without a credential."""
        target.mkdir(exist_ok=True)
        for command in (["init", "--quiet"], ["remote", "add", "origin", self.url], ["fetch", "--quiet", "origin"]):
            self.git(*command, cwd=target)
        known = subprocess.run(["git", "checkout", "--quiet", "--detach", ref], cwd=target, check=False, capture_output=True)
        if known.returncode:
            self.git("checkout", "--quiet", "--detach", f"origin/{ref}", cwd=target)
        return "", 0

    def secrets_of(self, environment: str, ref: str) -> dict:
        if not environment or BRANCHES[environment] != ref:
            return {}
        return SECRETS | (PREVIEW if environment.startswith("preview") else OF_A_STATE)

    def environment(self) -> dict:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {**base_environment(str(self.folder / "bin")), "HOME": str(home), "FORGE_STATE": str(self.state)}

    def new_folder(self, name: str) -> Path:
        self.count += 1
        folder = self.folder / "runs" / f"{self.count}-{name}"
        folder.mkdir(parents=True)
        return folder


def more_workers(root: Path):
    file = root / "stacks/staging-osl2.yaml"
    file.write_text(file.read_text().replace("general: { count: 2", "general: { count: 3"))


def thief(root: Path):
    """A request that changes everything that could run: program, release, scripts and workflows."""
    more_workers(root)
    for name in ("steal.sh", ".github/scripts/comment.sh", ".gitlab/scripts/comment.sh"):
        (root / name).write_text(THIEF)
        os.chmod(root / name, 0o755)
    settings = root / "Pulumi.yaml"
    settings.write_text(settings.read_text().replace("target/slipway.jar", "steal.sh"))
    for workflow in (root / ".github/workflows").glob("*.yml"):
        workflow.write_text(workflow.read_text().replace("run: ./slipway", "run: ./steal.sh; ./slipway"))
