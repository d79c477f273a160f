"""The Git repository that Argo CD reads in the lab: a copy of the work tree's gitops/ folder in its current state."""

import os
import subprocess
from pathlib import Path

REPOSITORY = "platform/slipway.git"
BRANCH = "main"  # staging's gitops.revision
PRODUCTION = "production"  # production's
AUTHOR = {"GIT_AUTHOR_NAME": "lab", "GIT_AUTHOR_EMAIL": "lab@example.net",
          "GIT_COMMITTER_NAME": "lab", "GIT_COMMITTER_EMAIL": "lab@example.net"}


def publish(work_tree: Path, git_root: Path, credentials: Path) -> bool:
    """Commits the changes since the last call, and the lab's credentials if there are some. Returns False without a change."""
    if not (work_tree / "gitops").is_dir():
        return False
    bare = git_root / REPOSITORY
    if not (bare / "HEAD").exists():
        bare.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "init", "--quiet", "--bare", f"--initial-branch={BRANCH}", str(bare)], check=True)

    def git(*arguments: str, check: bool = True) -> int:
        # The index is the bare repository's, so the work tree's own index does not change.
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | AUTHOR
        command = ["git", f"--git-dir={bare}", f"--work-tree={work_tree}", *arguments]
        return subprocess.run(command, check=check, env=env, cwd=work_tree).returncode

    git("add", "--all", "gitops")
    if credentials.exists():
        write = ["git", f"--git-dir={bare}", "hash-object", "-w", str(credentials)]
        blob = subprocess.run(write, check=True, capture_output=True, text=True)
        for environment in ("staging", "production"):
            path = f"gitops/apps/audit-shipper/{environment}/{credentials.name}"
            git("update-index", "--add", "--cacheinfo", f"100644,{blob.stdout.strip()},{path}")
    has_commits = (bare / "refs/heads" / BRANCH).exists()
    if has_commits and git("diff", "--cached", "--quiet", "HEAD", check=False) == 0:
        return False
    git("commit", "--quiet", "--message=The work tree's gitops folder")
    git("update-ref", f"refs/heads/{PRODUCTION}", f"refs/heads/{BRANCH}")
    return True
