"""The workflow files are valid, pinned and thin."""

import json
import re
import subprocess
import unittest
from pathlib import Path

import yaml

from workflows import files, gitlab

PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")
VERSION = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def check(*command: str | Path) -> str:
    done = subprocess.run([str(one) for one in command], cwd=files.REPO, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{command[0]}: {done.stdout}{done.stderr}")
    return done.stdout


class FilesTest(unittest.TestCase):
    def test_actionlint_with_shellcheck(self):
        check("actionlint", *files.WORKFLOWS)

    def test_zizmor_has_one_finding_that_is_explained(self):
        check("zizmor", "--offline", "--quiet", "--persona=auditor", files.GITHUB / ".github")
        ignored = [line for path in files.WORKFLOWS for line in path.read_text().splitlines() if "zizmor: ignore" in line]
        self.assertEqual(1, len(ignored), ignored)
        self.assertRegex(ignored[0], r"zizmor: ignore\[dangerous-triggers\] .{40,}")

    def test_schemas(self):
        check("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files.WORKFLOWS)
        check("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", files.PIPELINE)
        for path in (files.REPO / "forge").glob("*/settings/*.json"):
            json.loads(path.read_text())

    def test_scripts(self):
        scripts = sorted((files.REPO / "forge").glob("*/.git*/scripts/*.sh"))
        self.assertEqual(8, len(scripts))
        check("shellcheck", *scripts)
        for script in scripts:  # bash 3.2 has none of these
            self.assertNotRegex(script.read_text(), r"mapfile|readarray|declare -A|\$\{\w+(,,|\^\^)|&>>", script)

    def test_actions_are_pinned(self):
        uses = [step["uses"] for _, _, step in files.steps() if "uses" in step]
        self.assertLess(20, len(uses))
        self.assertEqual([], [one for one in uses if not PINNED.fullmatch(one)])
        lines = [line for path in files.WORKFLOWS for line in path.read_text().splitlines() if "uses:" in line]
        self.assertEqual([], [line for line in lines if not VERSION.search(line)])

    def test_every_line_is_a_command_or_at_most_three(self):
        for name, job, step in files.steps():
            lines = step.get("run", "").strip().splitlines()
            self.assertLessEqual(len(lines), 3, f"{name}, {job}: {lines}")
        pipeline = files.load(files.PIPELINE)
        jobs = {name: job for name, job in pipeline.items() if isinstance(job, dict) and "script" in job}
        self.assertEqual(9, len(jobs))
        for name, job in jobs.items():
            for part in ("script", "after_script"):
                own = [line for line in job.get(part, []) if isinstance(line, str) and "./slipway " not in line]
                self.assertLessEqual(len(own), 3, f"{name}: {own}")

    def test_least_permissions(self):
        writes = {}
        for path in files.WORKFLOWS:
            workflow = files.load(path)
            self.assertEqual({}, workflow["permissions"], path)
            self.assertIn("concurrency", workflow, path)
            for name, job in workflow["jobs"].items():
                self.assertIn("timeout-minutes", job, f"{path}: {name}")
                granted = {key for key, level in job["permissions"].items() if level != "read"}
                if granted:
                    writes[f"{path.stem}/{name}"] = granted
        expected = {"contents"}
        self.assertEqual(
            {
                "preview/preview": {"pull-requests"},
                "deploy/staging": expected,
                "deploy/production": expected,
                "drift/issue": {"issues"},
            },
            writes,
        )

    def test_checkouts_keep_no_credential(self):
        checkouts = [step for _, _, step in files.steps() if step.get("uses", "").startswith("actions/checkout@")]
        self.assertLess(8, len(checkouts))
        self.assertEqual([], [one for one in checkouts if one["with"].get("persist-credentials") != "false"])

    def test_commands_that_read_the_history_have_it(self):
        for path in files.WORKFLOWS:
            for name, job in files.load(path)["jobs"].items():
                text = json.dumps(job)
                if any(f"./slipway {command} " in text for command in ("preview", "deploy", "stacks --stacks")):
                    self.assertEqual(0, job["steps"][0]["with"].get("fetch-depth"), f"{path.stem}/{name}")

    def test_secrets_are_of_environments(self):
        for path in files.WORKFLOWS:
            for name, job in files.load(path)["jobs"].items():
                if "secrets." in json.dumps(job):
                    self.assertIn(job.get("environment"), ("preview", "preview-code", "staging", "production"), f"{path}: {name}")

    def test_only_preview_has_the_privileged_trigger_and_it_runs_main(self):
        self.assertEqual(["preview"], [path.stem for path in files.WORKFLOWS if "pull_request_target" in files.load(path)["on"]])
        for name, job in files.load(files.GITHUB / ".github/workflows/preview.yml")["jobs"].items():
            checkouts = [step["with"]["ref"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
            self.assertEqual(["${{ github.sha }}"], checkouts, name)

    def test_texts_of_clouds_are_not_in_the_log(self):
        """A line of the log that begins with :: is a command to GitHub's runner."""
        texts = [step["run"] for _, _, step in files.steps() if "run" in step]
        texts.append(files.PIPELINE.read_text())
        compared = [line for text in texts for line in text.splitlines() if "./slipway drift " in line]
        self.assertEqual(2, len(compared))
        self.assertEqual([], [line for line in compared if " >/dev/null" not in line])

    def test_pipelines_of_gitlab(self):
        request = {"checks": "on_success", "plans": "on_success", "preview": "manual"}
        self.assertEqual(request, gitlab.listing("merge_request_event", "change"))
        merged = {"review": "on_success", "staging": "on_success", "production": "on_success"}
        self.assertEqual(merged, gitlab.listing("push", "main"))
        self.assertEqual({"drift": "on_success"}, gitlab.listing("schedule", "main", SCHEDULE="night"))
        self.assertEqual({"evidence": "on_success"}, gitlab.listing("schedule", "main", SCHEDULE="week"))
        jobs = yaml.safe_load(gitlab.expanded())
        self.assertEqual(False, jobs["preview"]["rules"][0]["allow_failure"])
        automatic = {"checks", "plans"}
        self.assertEqual(set(), automatic & {name for name, job in jobs.items() if isinstance(job, dict) and "environment" in job})


if __name__ == "__main__":
    unittest.main()
