"""GitLab's pipeline, run as written: what each job does, and that a request's code gets no credential without an approval."""

import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from workflows import files
from workflows.gitlab import EXECUTED, Pipeline
from workflows.repository import SECRET, Repository, more_workers, release, thief

JAR = Path(os.environ.get("SLIPWAY_JAR") or files.REPO / "target/slipway.jar")


class PipelineTest(unittest.TestCase):
    """The methods run in the order of their names, and the last one requires that every line has run."""

    @classmethod
    def setUpClass(cls):
        cls.releases = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.releases)
        release(cls.releases, JAR)

    def setUp(self):
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        self.repository = Repository(folder, self.releases)

    def request(self, head: str) -> Pipeline:
        base = self.repository.git("merge-base", "main", head)
        target = {"CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        return Pipeline(self.repository, "merge_request_event", head, **target)

    def on_main(self, source: str, **variables: str) -> Pipeline:
        return Pipeline(self.repository, source, self.repository.git("rev-parse", "main"), **variables)

    def stored(self, kind: str) -> list[dict]:
        return json.loads((self.repository.state / f"{kind}.json").read_text())

    def assert_result(self, expected: str, pipeline: Pipeline, name: str) -> str:
        job = pipeline.run(name)
        self.assertEqual(expected, job.result, job.text)
        return job.text

    def test_1_change_of_a_stack_file_is_previewed_and_deployed(self):
        head = self.repository.branch("workers", more_workers)
        pipeline = self.request(head)
        for name in ("checks", "plans", "preview", "preview"):
            self.assert_result("success", pipeline, name)
        comments = self.stored("comments")
        self.assertEqual(1, len(comments), "one comment, updated")
        self.assertTrue(comments[0]["body"].startswith("<!-- slipway preview -->\n\n# Preview: changes"), comments[0]["body"])
        before, _ = self.repository.merge(head)
        artifact = (pipeline.folder / "artifacts/preview/review.json").read_text()
        answers = {"pipelines": [{"id": 3}], "pipelines/3/jobs": [{"name": "preview", "id": 9}], "jobs/9/artifacts/review.json": artifact}
        (self.repository.state / "answers.json").write_text(json.dumps(answers))
        merged = self.on_main("push", CI_COMMIT_BEFORE_SHA=before)
        self.assert_result("success", merged, "review")
        self.assertFalse((merged.folder / "artifacts/review/report.md").exists(), "the request's review was taken")
        # No cloud answers, so the stack is not healthy after its update.
        text = self.assert_result("failure", merged, "staging")
        self.assertIn("staging-osl2: update\n", text)
        self.assertIn("after_script: exit code 0", text)
        record = self.repository.git("show", "deployments:deployments.jsonl", cwd=self.repository.origin).splitlines()
        self.assertEqual(["STARTED", "UNHEALTHY"], [json.loads(line)["event"] for line in record])
        self.assertNotIn("update", self.assert_result("success", merged, "production"))  # the review has no stack of production

    def test_2_jobs_that_run_by_themselves_have_no_credential(self):
        pipeline = self.request(self.repository.branch("thief", thief))
        for name in ("checks", "plans"):
            self.assertNotIn(SECRET, self.assert_result("success", pipeline, name))
        # After an approval the request's program runs: what it prints is why the approval is necessary.
        text = self.assert_result("failure", pipeline, "preview")
        self.assertIn("THE REQUEST RUNS", text)
        self.assertIn(SECRET, text)

    def test_3_the_approved_job_runs_main_if_no_code_differs(self):
        pipeline = self.request(self.repository.branch("thief", thief))
        self.assert_result("success", pipeline, "plans")
        (pipeline.folder / "artifacts/plans/plans.json").write_text('{"code" : [ ]}')
        text = self.assert_result("success", pipeline, "preview")
        self.assertNotIn("THE REQUEST RUNS", text)
        self.assertNotIn(SECRET, text)

    def test_4_merged_code_without_a_review_is_previewed(self):
        def program(root: Path):
            (root / "Plugin.java").write_text("class Plugin {}\n")

        before, _ = self.repository.merge(self.repository.branch("program", program))
        (self.repository.state / "answers.json").write_text('{"pipelines": []}')
        merged = self.on_main("push", CI_COMMIT_BEFORE_SHA=before)
        self.assert_result("success", merged, "review")
        self.assertTrue((merged.folder / "artifacts/review/report.md").exists())
        # A pipeline that a person starts has no commit before it.
        again = self.on_main("web", CI_COMMIT_BEFORE_SHA="0" * 40, BASE=before)
        self.assert_result("success", again, "review")
        self.assertIn(before, (again.folder / "artifacts/review/review.json").read_text())
        self.assert_result("failure", self.on_main("web", CI_COMMIT_BEFORE_SHA="0" * 40), "review")

    def test_5_one_issue_has_the_differences(self):
        night = self.on_main("schedule")
        self.assert_result("success", night, "drift")
        description = self.stored("issues")[0]["description"]
        self.assertTrue(description.startswith("<!-- slipway drift -->\n\n# Drift\n\nSomething could not be compared"), description)
        self.assertIn("\n## production-osl2\n\n```\nproduction-osl2: not compared: ", description)
        script = night.jobs["drift"]["script"]
        for code in (3, 0):
            night.jobs["drift"]["script"] = [f".gitlab/scripts/issue.sh {code} report.md"]
            self.assert_result("success", night, "drift")
            self.assertEqual(1, len(self.stored("issues")), "one issue, updated")
        self.assertIn(".gitlab/scripts/issue.sh", script[-1])
        self.assertEqual("closed", self.stored("issues")[0]["state"])

    def test_6_evidence_is_written_although_no_cloud_answers(self):
        week = self.on_main("schedule")
        self.assert_result("failure", week, "evidence")
        written = [one.name.split("-")[0] for one in (week.folder / "artifacts/evidence/evidence").iterdir()]
        self.assertEqual(["production", "staging"], sorted(written))

    def test_a_every_line_was_executed(self):
        jobs = self.on_main("push").jobs
        parts = [(name, job.get(part, [])) for name, job in jobs.items() if isinstance(job, dict) for part in ("script", "after_script")]
        expected = {(name, line) for name, lines in parts for line in lines}
        self.assertLess(30, len(expected))
        self.assertEqual(set(), expected - EXECUTED)


if __name__ == "__main__":
    unittest.main()
