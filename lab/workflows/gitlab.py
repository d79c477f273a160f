"""Runs jobs of GitLab's pipeline file: gitlab-ci-local expands it, and each script runs in one shell, as written."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

import yaml

from workflows.files import GITLAB
from workflows.github import Job
from workflows.repository import OF_A_STATE, PREVIEW, SECRETS, Repository

EXECUTED: set[tuple[str, str]] = set()  # job and line
IDENTITY = ["-c", "user.name=engineer", "-c", "user.email=engineer@example.net"]


def tool(*arguments: str, branch: str = "main") -> str:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(GITLAB, folder, dirs_exist_ok=True)
        for command in (
            ["init", "--quiet", f"--initial-branch={branch}"],
            ["remote", "add", "origin", "https://gitlab.example.net/example/infrastructure.git"],
            ["add", "--all"],
            [*IDENTITY, "commit", "--quiet", "--message", "pipeline"],
        ):
            subprocess.run(["git", *command], cwd=folder, check=True)
        done = subprocess.run(["gitlab-ci-local", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout


@functools.cache
def expanded() -> str:
    text = tool("--preview")
    return text[text.index("---\n") :]


def listing(source: str, branch: str, **variables: str) -> dict[str, str]:
    """The jobs of a pipeline, and when each runs."""
    given = {"CI_PIPELINE_SOURCE": source, **variables}
    options = [part for name, value in given.items() for part in ("--variable", f"{name}={value}")]
    if source == "merge_request_event":  # such a pipeline has no branch
        options += ["--variable", "CI_COMMIT_BRANCH="]
    lines = tool("--list-csv", "--ignore-predefined-vars", "CI_PIPELINE_SOURCE,CI_COMMIT_BRANCH", *options, branch=branch).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("name;"))
    return {row[0]: row[3] for row in (line.split(";") for line in lines[start + 1 :]) if len(row) > 3}


class Pipeline:
    """One pipeline; its jobs get the artifacts of the jobs that they need."""

    def __init__(self, repository: Repository, source: str, commit: str, **variables: str):
        self.repository, self.commit = repository, commit
        self.jobs = yaml.safe_load(expanded())
        self.folder = repository.new_folder("pipeline")
        self.variables = {
            "CI_API_V4_URL": "https://127.0.0.1:9/api/v4",  # nothing answers there
            "CI_COMMIT_SHA": commit,
            "CI_JOB_ID": "1",
            "CI_JOB_URL": "https://gitlab.example.net/job/1",
            "CI_PIPELINE_SOURCE": source,
            "CI_PROJECT_ID": "7",
            "CI_PROJECT_PATH": repository.origin.name.removesuffix(".git"),
            "CI_SERVER_URL": f"file://{repository.folder}",
            **variables,
        }

    def run(self, name: str) -> Job:
        job = self.jobs[name]
        workspace = self.folder / name
        shutil.rmtree(workspace, ignore_errors=True)
        self.repository.checkout(workspace, self.commit)
        for needed in job.get("needs", []):
            source = needed["job"] if isinstance(needed, dict) else needed
            shutil.copytree(self.folder / "artifacts" / source, workspace, dirs_exist_ok=True)
        environment = job.get("environment", {}).get("name", "")
        code, text = self.script(name, job["script"], workspace, environment)
        if "after_script" in job:
            after, more = self.script(name, job["after_script"], workspace, environment)
            text += f"{more}after_script: exit code {after}\n"
        self.keep(name, job.get("artifacts", {}).get("paths", []), workspace)
        return Job("failure" if code else "success", text=text)

    def script(self, name: str, lines: list[str], workspace: Path, environment: str) -> tuple[int, str]:
        EXECUTED.update((name, line) for line in lines)
        file = self.folder / f"{name}.sh"
        file.write_text("\n".join(["set -eo pipefail", *lines]))
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", file],
            cwd=workspace,
            env={**self.repository.environment(), **self.repository.variables, **self.variables, **self.secrets(environment)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def secrets(self, environment: str) -> dict[str, str]:
        """The variables of an environment, two of them in files."""
        if not environment:
            return {}
        clouds = self.folder / "clouds.yaml"
        clouds.write_text(SECRETS["CLOUDS_YAML"])
        of_state = PREVIEW if environment in ("preview", "watch") else OF_A_STATE
        return {
            "CI_ENVIRONMENT_NAME": environment,
            "OS_CLIENT_CONFIG_FILE": str(clouds),
            **dict(self.as_file(name, value) for name, value in of_state.items()),
            "GITLAB_TOKEN": SECRETS["REPOSITORY_TOKEN"],
            "RECORD_TOKEN": SECRETS["REPOSITORY_TOKEN"],
        }

    def as_file(self, name: str, value: str) -> tuple[str, str]:
        """A passphrase is in a file, whose path is the value of another variable."""
        if "PASSPHRASE" not in name:
            return name, value
        file = self.folder / name
        file.write_text(value)
        return name.replace("PASSPHRASE", "PASSPHRASE_FILE"), str(file)

    def keep(self, name: str, paths: list[str], workspace: Path) -> None:
        target = self.folder / "artifacts" / name
        target.mkdir(parents=True, exist_ok=True)
        for path in paths:
            if (workspace / path).is_dir():
                shutil.copytree(workspace / path, target / path, dirs_exist_ok=True)
            elif (workspace / path).exists():
                shutil.copy(workspace / path, target)
