"""Base of the tests of GitHub's workflow files: starts a run, merges a reviewed commit, and reads what the forge then has."""

import json
import unittest

from workflows.github import Run
from workflows.repository import Repository

MARKER = "<!-- slipway preview -->"


class GitHubCase(unittest.TestCase):
    repository: Repository

    def on_main(self, name: str, trigger: str, approve=("staging", "production"), **more) -> Run:
        main = {"ref": "refs/heads/main", "sha": self.repository.git("rev-parse", "main"), "event_name": trigger, **more}
        return Run(self.repository, name, main, approve).start()

    def merge(self, head: str) -> tuple[str, dict]:
        """Merges a reviewed commit; returns main before, and the forge's answers about the review of its files."""
        before, after = self.repository.merge(head)
        tree = self.repository.git("rev-parse", f"{after}^{{tree}}")
        run = {"event": "pull_request_target", "path": ".github/workflows/preview.yml@main", "id": 5}
        answers = {
            f"actions/artifacts?review-{tree}": {"artifacts": [{"expired": False, "workflow_run": {"id": 5}}]},
            "actions/runs/5": run,
        }
        self.answer(answers)
        return before, answers

    def answer(self, answers: dict) -> None:
        (self.repository.state / "answers.json").write_text(json.dumps(answers))

    def stored(self, kind: str) -> list[dict]:
        return json.loads((self.repository.state / f"{kind}.json").read_text())

    def events(self) -> list[str]:
        record = self.repository.git("show", "deployments:deployments.jsonl", cwd=self.repository.origin)
        return [json.loads(line)["event"] for line in record.splitlines()]

    def results(self, run: Run) -> dict:
        return {name: job.result for name, job in run.jobs.items()}

    def assert_results(self, run: Run, **expected):
        self.assertEqual(expected, {name.replace("-", "_"): result for name, result in self.results(run).items()}, run.text)
