"""The workflow files of forge/, as YAML."""

from pathlib import Path

import yaml

REPO = Path(__file__).resolve().parents[2]
GITHUB = REPO / "forge/github"
GITLAB = REPO / "forge/gitlab"
WORKFLOWS = sorted((GITHUB / ".github/workflows").glob("*.yml"))
PIPELINE = GITLAB / ".gitlab-ci.yml"


class Loader(yaml.SafeLoader):
    """Reads `on` as text, and `!reference [a, b]` as a tuple."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_constructor("!reference", lambda loader, node: tuple(loader.construct_sequence(node)))


def load(path: Path) -> dict:
    return yaml.load(path.read_text(), Loader)


def steps() -> list[tuple[str, str, dict]]:
    """Each step of GitHub's workflows with the names of its workflow and job."""
    return [(path.stem, job, step) for path in WORKFLOWS for job, content in load(path)["jobs"].items() for step in content["steps"]]
