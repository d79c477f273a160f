"""GitHub's workflows, run as written: what each does, and that a request's code gets no credential."""

import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from workflows import files
from workflows.github import EXECUTED, Run
from workflows.github_case import MARKER, GitHubCase
from workflows.repository import PRODUCTION, SECRET, Repository, more_workers, release, thief

JAR = Path(os.environ.get("SLIPWAY_JAR") or files.REPO / "target/slipway.jar")


class WorkflowsTest(GitHubCase):
    """The methods run in the order of their names, and the last one requires that every line has run."""

    @classmethod
    def setUpClass(cls):
        cls.releases = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.releases)
        release(cls.releases, JAR)

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.repository = Repository(self.folder, self.releases)

    def request(self, head: str, fork: bool = False) -> dict:
        base = self.repository.git("rev-parse", "main")
        owner = "elsewhere" if fork else "example"
        pull = {"number": 7, "head": {"sha": head, "repo": {"full_name": f"{owner}/infrastructure"}}, "base": {"sha": base}}
        return {"event": {"pull_request": pull}}

    def preview(self, head: str, **more) -> Run:
        main = {"ref": "refs/heads/main", "sha": self.repository.git("rev-parse", "main"), "event_name": "pull_request_target"}
        return Run(self.repository, "preview", {**self.request(head, **more), **main}).start()

    def checks(self, head: str, approve=()) -> Run:
        merge = {"ref": "refs/pull/7/merge", "sha": head, "event_name": "pull_request"}
        return Run(self.repository, "checks", {**self.request(head), **merge}, approve).start()

    def test_1_change_of_a_stack_file_is_previewed_and_deployed(self):
        head = self.repository.branch("workers", more_workers)
        self.assert_results(self.checks(head), check="success", preview_code="skipped", checks="success")
        first = self.preview(head)
        self.assert_results(first, plans="success", clouds="success", preview="success")
        self.assertIn("| staging-osl2 | 1 created | 0 |", first.text)
        first.job("preview", first.workflow["jobs"]["preview"])
        comments = self.stored("comments")
        self.assertEqual(1, len(comments), "one comment, updated")
        self.assertTrue(comments[0]["body"].startswith(f"{MARKER}\n\n# Preview: changes"), comments[0]["body"])
        self.assertNotIn(SECRET, json.dumps(comments))
        self.deploy(head)

    def deploy(self, head: str):
        before, answers = self.merge(head)
        deployed = self.on_main("deploy", "push", event={"before": before})
        # No cloud answers, so the stack is not healthy after its update.
        self.assert_results(deployed, review="success", staging="failure", production="skipped")
        self.assertNotIn("Preview what was merged", deployed.jobs["review"].text, "the request's review was taken")
        self.assertIn("staging-osl2: update\n", deployed.text)
        self.assertEqual(["STARTED", "UNHEALTHY"], self.events())
        self.refuse_production(deployed)
        # An artifact of that name from a workflow that a branch can change does not count.
        run = {**answers["actions/runs/5"], "event": "pull_request", "path": ".github/workflows/preview.yml"}
        self.answer({**answers, "actions/runs/5": run})
        again = self.on_main("deploy", "push", event={"before": before})
        self.assertIn("Preview what was merged", again.jobs["review"].text)

    def refuse_production(self, deployed: Run):
        """Runs the job for a review without stacks of production, which `deploy` itself refuses."""
        deployed.jobs["staging"].result = "success"
        deployed.jobs["review"].outputs["environments"] += '"environment" : "production"'
        production = deployed.job("production", deployed.workflow["jobs"]["production"])
        self.assertEqual("failure", production.result)
        self.assertIn('--environment is "production"; the reviewed stacks are of: staging', production.text)

    def test_2_code_of_a_request_gets_no_credential(self):
        head = self.repository.branch("thief", thief)
        preview = self.preview(head)
        self.assert_results(preview, plans="success", clouds="skipped", preview="success")
        self.assertIn("Read the code.", self.stored("comments")[0]["body"])
        checks = self.checks(head)
        self.assert_results(checks, check="success", preview_code="waiting", checks="failure")
        for run in (preview, checks):
            self.assertNotIn(SECRET, run.text)
            self.assertNotIn("THE REQUEST RUNS", preview.text)

    def test_3_even_the_job_with_credentials_runs_nothing_of_a_request(self):
        """Runs the job that has the credentials, which `plans` prevents for a change of code."""
        head = self.repository.branch("thief", thief)
        event = {**self.request(head), "ref": "refs/heads/main", "sha": self.repository.git("rev-parse", "main"), "event_name": "x"}
        clouds = self.only(Run(self.repository, "preview", event), "clouds")
        self.assertEqual("success", clouds.result, clouds.text)
        self.assertNotIn(SECRET, clouds.text)
        self.assertNotIn("THE REQUEST RUNS", clouds.text)
        # The same job with the request's files checked out as the program: the test would notice.
        run = Run(self.repository, "preview", event)
        run.workflow["jobs"]["clouds"]["steps"][0]["with"]["ref"] = head
        unsafe = self.only(run, "clouds")
        self.assertIn("THE REQUEST RUNS", unsafe.text)
        self.assertIn(SECRET, unsafe.text)
        self.assertNotIn(PRODUCTION, unsafe.text, "the program of a stack of staging")

    def only(self, run: Run, job: str):
        run.workflow["jobs"][job]["needs"] = []
        run.workflow["jobs"][job].pop("if")
        return run.job(job, run.workflow["jobs"][job])

    def test_4_approved_code_is_previewed(self):
        def program(root: Path):
            more_workers(root)
            (root / "Plugin.java").write_text("class Plugin {}\n")

        head = self.repository.branch("program", program)
        checks = self.checks(head, approve=("preview-code",))
        self.assert_results(checks, check="success", preview_code="success", checks="success")
        self.assertIn("| staging-osl2 | 1 created | 0 |", checks.jobs["preview-code"].text)
        # After the merge nothing has a review of these files, so what was merged is previewed.
        before, _ = self.repository.merge(head)
        tree = self.repository.git("rev-parse", "main^{tree}")
        (self.repository.state / "answers.json").write_text(json.dumps({f"actions/artifacts?review-{tree}": {"artifacts": []}}))
        deployed = self.on_main("deploy", "push", event={"before": before})
        self.assertIn("Preview what was merged: exit code 0", deployed.jobs["review"].text)
        self.assertIn("production", deployed.jobs["review"].outputs["environments"])

    def test_5_invalid_files_are_refused_with_a_comment(self):
        def broken(root: Path):
            (root / "stacks/staging-osl2.yaml").write_text("kind: Cluster\n")

        head = self.repository.branch("broken", broken)
        self.assert_results(self.preview(head), plans="failure", clouds="skipped", preview="failure")
        self.assertIn("These files are not valid", self.stored("comments")[0]["body"])
        self.assert_results(self.checks(head), check="failure", preview_code="skipped", checks="failure")

    def test_6_links_of_a_request_lead_nowhere(self):
        def link(root: Path):
            (self.folder / "private.yaml").write_text(f"password: {SECRET}\n")
            (root / "stacks/staging-osl2.yaml").unlink()
            (root / "stacks/staging-osl2.yaml").symlink_to(self.folder / "private.yaml")

        preview = self.preview(self.repository.branch("link", link))
        self.assert_results(preview, plans="failure", clouds="skipped", preview="failure")
        self.assertNotIn(SECRET, preview.text)
        self.assertNotIn("password", preview.text + json.dumps(self.stored("comments")))

    def test_7_forks_are_not_previewed(self):
        head = self.repository.branch("workers", more_workers)
        self.assert_results(self.preview(head, fork=True), plans="skipped", clouds="skipped", preview="failure")
        self.assertIn("Nothing was previewed", self.stored("comments")[0]["body"])

    def test_8_one_issue_has_the_differences(self):
        night = self.on_main("drift", "schedule")
        self.assert_results(night, drift="success", issue="success")
        self.assertEqual("1", night.jobs["drift"].outputs["code"], night.text)  # no cloud answers
        night.job("issue", night.workflow["jobs"]["issue"])
        self.assertEqual(1, len(self.stored("issues")), "one issue, updated")
        body = self.stored("issues")[0]["body"]
        self.assertTrue(body.startswith("<!-- slipway drift -->\n\n# Drift\n\nSomething could not be compared"), body)
        self.assertIn("The complete output: https://github.example.net/example/infrastructure/actions/runs/1\n", body)
        self.assertIn("\n## production-osl2\n\n```\nproduction-osl2: not compared: ", body)
        night.jobs["drift"].outputs["code"] = "0"
        self.assertEqual("success", night.job("issue", night.workflow["jobs"]["issue"]).result)
        self.assertEqual("closed", self.stored("issues")[0]["state"])

    def test_9_evidence_is_written_although_no_cloud_answers(self):
        week = self.on_main("weekly", "schedule")
        self.assert_results(week, evidence="failure")
        self.assertIn("Check the settings of the repository: exit code 0", week.text)
        written = [one.name.split("-")[0] for one in (self.repository.state / "artifacts/evidence").iterdir()]
        self.assertEqual(["production", "staging"], sorted(written))
        self.assertNotIn(SECRET, week.text)

    def test_a_every_line_was_executed(self):
        expected = {(workflow, job, step["run"]) for workflow, job, step in files.steps() if "run" in step}
        self.assertLess(30, len(expected))
        self.assertEqual(set(), expected - EXECUTED)


if __name__ == "__main__":
    unittest.main()
