"""A repository of an operator on a Git server in the lab, whose jobs run the real pulumi on the lab's cloud."""

import os
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

from workflows.files import GITHUB, REPO
from workflows.repository import Repository

STACK = "staging"
PORT = 8418
LAB = Path(os.environ.get("LAB_STATE", REPO / ".lab"))
# What the lab's shell sets, and a workflow has from its environment's variables and secrets only.
FROM_THE_FORGE = ("OS_CLIENT_CONFIG_FILE", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE_FILE")


class LabRepository(Repository):
    def __init__(self, folder: Path, releases: Path):
        super().__init__(folder, releases)
        (folder / "bin/pulumi").unlink()
        backend = os.environ["PULUMI_BACKEND_URL"]
        self.variables = {"SLIPWAY_RELEASES": f"file://{releases}", "PULUMI_BACKEND_URL": backend, "PULUMI_BACKEND_URL_STAGING": backend}

    def first_commit(self):
        self.url = f"http://127.0.0.1:{PORT}/origin.git"
        (self.work / "stacks").mkdir()
        stack = (REPO / f"stacks/{STACK}.yaml").read_text()
        (self.work / f"stacks/{STACK}.yaml").write_text(stack + "onlyEnvironment: true\n")
        shutil.copy(REPO / "Pulumi.yaml", self.work)
        shutil.copy(LAB / f"Pulumi.{STACK}.yaml", self.work)
        (self.work / "slipway.sha256").write_text((self.releases / "SHA256SUMS").read_text())
        shutil.copytree(GITHUB, self.work, dirs_exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("first")
        subprocess.run(["git", "clone", "--quiet", "--bare", self.work, self.origin], check=True)
        self.git("config", "http.receivepack", "true", cwd=self.origin)
        self.server = subprocess.Popen(["gitd", "-addr", f"127.0.0.1:{PORT}", "-root", self.folder], stderr=subprocess.DEVNULL)
        self.wait_for_server()
        self.git("remote", "add", "origin", self.url)
        self.git("push", "--quiet", "origin", "main:refs/heads/deployments")

    def wait_for_server(self):
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/info/refs?service=git-upload-pack", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"{self.url} does not answer")

    def update(self, jar: Path):
        """Updates the stack, which was made with the other stack files, to the first commit."""
        folder = self.new_folder("first")
        self.checkout(folder, "origin/main")
        (folder / "target").mkdir()
        shutil.copy(jar, folder / "target")
        command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--suppress-outputs", "--stack", STACK]
        subprocess.run(command, cwd=folder, env={**os.environ, "SLIPWAY_JAR": str(jar)}, check=True, stdout=subprocess.DEVNULL)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def secrets_of(self, environment: str, ref: str) -> dict:
        if not super().secrets_of(environment, ref):
            return {}
        passphrase = Path(os.environ["PULUMI_CONFIG_PASSPHRASE_FILE"]).read_text().strip()
        name = "PULUMI_CONFIG_PASSPHRASE" + ("_STAGING" if environment.startswith("preview") else "")
        return {"CLOUDS_YAML": Path(os.environ["OS_CLIENT_CONFIG_FILE"]).read_text(), name: passphrase}

    def environment(self) -> dict:
        lab = {name: value for name, value in os.environ.items() if name not in FROM_THE_FORGE}
        return {**lab, **super().environment()}
