"""A change from a branch to staging in the lab, by GitHub's workflow files as written: on a Git server, with the real pulumi and cloud.

Run in the shell of a lab in which staging is up (the chapter change-workflow does). Each method continues where the one before ended.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from workflows.files import REPO
from workflows.github import Run
from workflows.github_case import MARKER, GitHubCase
from workflows.lab_repository import STACK, LabRepository
from workflows.repository import release

JAR = REPO / "target/slipway.jar"
CLOUD = f"openstack --os-cloud {STACK}"


def shell(line: str) -> str:
    done = subprocess.run(["bash", "-ec", line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    return done.stdout


def admin_prefix(new: str):
    """A change that lets one more prefix reach the load balancer."""

    def change(root: Path):
        file = root / f"stacks/{STACK}.yaml"
        file.write_text(re.sub(r"adminPrefixes: .*", f"adminPrefixes: [198.51.100.0/28, {new}]", file.read_text()))

    return change


def kubernetes(root: Path):
    file = root / f"stacks/{STACK}.yaml"
    file.write_text(re.sub(r"(?m)^kubernetes: .*", "kubernetes: 1.36.9", file.read_text()))


class FlowTest(GitHubCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        releases = cls.folder / "releases"
        releases.mkdir()
        release(releases, JAR)
        cls.repository = LabRepository(cls.folder / "operator", releases)
        cls.addClassCleanup(cls.repository.close)
        cls.repository.update(JAR)

    def preview(self, head: str) -> Run:
        pull = {"number": 7, "head": {"sha": head, "repo": {"full_name": "example/infrastructure"}}}
        return self.on_main("preview", "pull_request_target", (), event={"pull_request": pull})

    def deploy(self, before: str, approve=("staging",)) -> Run:
        return self.on_main("deploy", "push", approve, event={"before": before})

    def test_1_change_is_previewed_approved_and_deployed(self):
        head = self.repository.branch("open", admin_prefix("198.51.100.80/29"))
        previewed = self.preview(head)
        self.assert_results(previewed, plans="success", clouds="success", preview="success")
        comments = self.stored("comments")
        self.assertEqual(1, len(comments))
        self.assertTrue(comments[0]["body"].startswith(f"{MARKER}\n\n# Preview: changes"), comments[0]["body"])
        self.assertIn("| 198.51.100.80/29 | staging-load-balancer |", comments[0]["body"])
        before, _ = self.merge(head)
        self.assert_results(self.deploy(before, approve=()), review="success", staging="waiting", production="skipped")
        deployed = self.deploy(before)
        self.assert_results(deployed, review="success", staging="success", production="skipped")
        self.assertNotIn("Preview what was merged", deployed.jobs["review"].text, "the request's review was taken")
        self.assertEqual(["STARTED", "SUCCEEDED"], self.events())

    def test_2_refused_change_fails_its_check(self):
        head = self.repository.branch("upgrade", kubernetes)
        refused = self.preview(head)
        self.assertEqual("failure", refused.jobs["preview"].result, refused.text)
        comments = self.stored("comments")
        self.assertEqual(1, len(comments), "one comment, updated")
        self.assertTrue(comments[0]["body"].startswith(f"{MARKER}\n\n# Preview: refused"), comments[0]["body"])

    def plant(self):
        """Adds a rule that no plan has."""
        shell(
            f"{CLOUD} security group rule create --ingress --protocol tcp --dst-port 9999 --remote-ip 198.51.100.250/32"
            f" --description foreign {STACK}-worker"
        )

    def remove_injected(self):
        rules = json.loads(shell(f"{CLOUD} security group rule list {STACK}-worker -f json"))
        for rule in rules:
            if rule["Port Range"] == "9999:9999":
                shell(f"{CLOUD} security group rule delete {rule['ID']}")

    def test_3_changed_cloud_stops_the_deployment(self):
        head = self.repository.branch("move", admin_prefix("198.51.100.88/29"))
        self.assert_results(self.preview(head), plans="success", clouds="success", preview="success")
        type(self).before, _ = self.merge(head)
        self.plant()
        stopped = self.deploy(self.before)
        self.assert_results(stopped, review="success", staging="failure", production="skipped")
        self.assertIn("the cloud or the cluster changed since the review", stopped.text)
        self.assertIn("9999", stopped.text)
        self.assertEqual(["STARTED", "SUCCEEDED"], self.events())
        self.remove_injected()

    def test_4_killed_deployment_continues(self):
        killer = threading.Thread(target=self.kill_update)
        killer.start()
        killed = self.deploy(self.before)
        killer.join()
        self.assert_results(killed, review="success", staging="failure", production="skipped")
        self.assertEqual("STARTED", self.events()[-1], killed.text)
        # Steps of docs/runbooks/killed-update.md; the provider may still wait for an answer of the cloud.
        shell(f"sleep 3; cd {self.repository.work}; pulumi cancel --yes --non-interactive --stack {STACK}")
        shell(f"cd {self.repository.work}; SLIPWAY_JAR={JAR} {REPO}/slipway recover --yes {STACK}")
        again = self.deploy(self.before)
        self.assert_results(again, review="success", staging="success", production="skipped")
        self.assertEqual(["INTERRUPTED", "STARTED", "SUCCEEDED"], self.events()[-3:])

    def kill_update(self):
        """Kills the job's processes while pulumi updates the stack."""
        for _ in range(1200):
            time.sleep(0.2)
            found = subprocess.run(["pgrep", "-f", f"pulumi up .*--stack {STACK}( |$)"], capture_output=True, text=True, check=False)
            if found.stdout:
                time.sleep(4)
                pulumi = int(found.stdout.split()[0])
                parent = int(Path(f"/proc/{pulumi}/stat").read_text().rsplit(")", 1)[1].split()[1])
                for process in (parent, pulumi):
                    os.kill(process, signal.SIGKILL)
                return

    def test_5_nightly_drift_opens_and_closes_one_issue(self):
        self.plant()
        found = self.on_main("drift", "schedule", ())
        self.assert_results(found, drift="success", issue="success")
        issues = self.stored("issues")
        self.assertEqual(1, len(issues))
        self.assertIn("9999", issues[0]["body"])
        self.remove_injected()
        self.assert_results(self.on_main("drift", "schedule", ()), drift="success", issue="success")
        issues = self.stored("issues")
        self.assertEqual([1, "closed"], [len(issues), issues[0]["state"]], issues)


if __name__ == "__main__":
    unittest.main()
