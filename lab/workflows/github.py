"""Runs jobs of GitHub's workflow files as GitHub's documentation describes it: each `run` line as written, actions by their effect."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from workflows.expressions import evaluate, fill
from workflows.files import GITHUB, load

EXECUTED: set[tuple[str, str, str]] = set()  # workflow, job and command of each step that ran


@dataclass
class Job:
    """A job that has ended."""

    result: str
    outputs: dict = field(default_factory=dict)
    text: str = ""  # what its log and its summary have


class Run:
    """One run of a workflow."""

    def __init__(self, repository, name: str, event: dict, approve=(), file: Path | None = None):
        """`approve` names the environments with reviewers in which a job may start."""
        self.repository, self.name, self.event, self.approve = repository, name, event, approve
        self.workflow = load(file or GITHUB / f".github/workflows/{name}.yml")
        self.folder = repository.new_folder(name)
        self.jobs: dict[str, Job] = {}

    def start(self) -> "Run":
        for name, job in self.workflow["jobs"].items():
            self.jobs[name] = self.job(name, job)
        return self

    @property
    def text(self) -> str:
        return "\n".join(job.text for job in self.jobs.values())

    def job(self, name: str, job: dict) -> Job:
        needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        condition = str(job.get("if", ""))
        context = self.context({one: self.jobs[one] for one in needs})
        if not any(word in condition for word in ("always()", "cancelled()")) and any(self.jobs[one].result != "success" for one in needs):
            return Job("skipped")
        if condition and not evaluate(condition, context, self.functions(True, self.folder)):
            return Job("skipped")
        environment = job.get("environment", "")
        if environment in self.repository.reviewed and environment not in self.approve:
            return Job("waiting")
        context["secrets"] = self.repository.secrets_of(environment, context["github"]["ref"])
        context["vars"] = self.repository.variables
        return self.steps(name, job, context)

    def context(self, needs: dict[str, Job]) -> dict:
        here = {"repository": "example/infrastructure", "run_id": "1", "server_url": "https://github.example.net"}
        github = {**here, "token": "forge-token", **self.event}
        return {
            "github": github,
            "inputs": self.event.get("inputs", {}),
            "needs": {name: {"result": job.result, "outputs": job.outputs} for name, job in needs.items()},
            "steps": {},
        }

    def functions(self, successful: bool, workspace: Path) -> dict:
        return {
            "always": lambda: True,
            "cancelled": lambda: False,
            "contains": lambda text, part: part in text,
            "hashFiles": lambda file: "hash" if (workspace / file).exists() else "",
        }

    def steps(self, name: str, job: dict, context: dict) -> Job:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        workspace, temp = folder / "infrastructure", folder / "temp"
        workspace.mkdir(parents=True)
        temp.mkdir()
        context["runner"] = {"temp": str(temp)}
        done, failed = Job(""), False
        for step in job["steps"]:
            condition = str(step.get("if", ""))
            functions = self.functions(not failed, workspace)
            if (failed and "always()" not in condition) or (condition and not evaluate(condition, context, functions)):
                continue
            outputs, log, code = self.step(step, context, functions, workspace, name)
            done.text += f"\n--- {step.get('name', step.get('uses'))}: exit code {code}\n{log}"
            context["steps"][step.get("id", "")] = {"outputs": outputs}
            failed = failed or (code != 0 and step.get("continue-on-error") not in (True, "true"))
        done.outputs = {key: fill(text, context, self.functions(True, workspace)) for key, text in job.get("outputs", {}).items()}
        done.result = "failure" if failed else "success"
        return done

    def step(self, step: dict, context: dict, functions: dict, workspace: Path, job: str) -> tuple[dict, str, int]:
        inputs = {key: fill(text, context, functions) for key, text in step.get("with", {}).items()}
        if "uses" in step:
            log, code = self.action(step["uses"].split("@")[0], inputs, context, workspace)
            return {}, log, code
        EXECUTED.add((self.name, job, step["run"]))
        files = {key: self.folder / job / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        script = self.folder / job / "step.sh"
        script.write_text(fill(step["run"], context, functions))
        env = {key: fill(text, context, functions) for key, text in step.get("env", {}).items()}
        process = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=workspace,
            env={**self.repository.environment(), **self.variables(context), **{key: str(file) for key, file in files.items()}, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = [line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines()]
        return dict(lines), process.stdout + files["GITHUB_STEP_SUMMARY"].read_text(), process.returncode

    def variables(self, context: dict) -> dict:
        github = context["github"]
        return {
            "GITHUB_ACTOR": "engineer",
            "GITHUB_API_URL": "https://127.0.0.1:9",  # nothing answers there
            "GITHUB_REPOSITORY": github["repository"],
            "GITHUB_RUN_ID": github["run_id"],
            "GITHUB_SERVER_URL": github["server_url"],
            "GITHUB_SHA": github["sha"],
        }

    def action(self, name: str, inputs: dict, context: dict, workspace: Path) -> tuple[str, int]:
        match name:
            case "actions/checkout":
                target = workspace / inputs.get("path", ".")
                return self.repository.checkout(target, inputs.get("ref") or context["github"]["sha"])
            case "actions/upload-artifact":
                return "\n".join(self.upload(inputs["name"], workspace / path) for path in inputs["path"].splitlines()), 0
            case "actions/download-artifact":
                source = self.folder / "artifacts" / inputs["name"]
                if not source.exists():
                    return "no artifact", 1
                shutil.copytree(source, workspace, dirs_exist_ok=True)
                return "", 0
        return f"unknown action {name}", 1

    def upload(self, name: str, path: Path) -> str:
        if not path.exists():
            return f"no file {path.name}"  # a warning, as of the action
        for target in (self.folder / "artifacts" / name, self.repository.state / "artifacts" / name):
            target.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, target, dirs_exist_ok=True)
            else:
                shutil.copy(path, target)
        return ""


def base_environment(path: str) -> dict:
    kept = {key: os.environ[key] for key in ("LANG", "JAVA_HOME", "JDK_JAVA_OPTIONS") if key in os.environ}
    return {**kept, "PATH": f"{path}:{os.environ['PATH']}"}
