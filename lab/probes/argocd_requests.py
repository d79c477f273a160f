"""Sends requests of Argo CD's user to an API server: argocd_requests.py KUBECONFIG USER FILE

FILE has a JSON list of {"kubectl": ARGUMENTS, "object": OBJECT or null}. The result is a JSON list of [exit code, output].
"""

import json
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# No claim of its token becomes a group.
GROUPS = ["system:authenticated"]
PARALLEL = 4


def send(kubeconfig: str, user: str, request: dict) -> tuple[int, str]:
    """An administrator's kubeconfig acts as the user: RBAC and admission see only the user and its groups."""
    arguments = shlex.split(request["kubectl"])
    if "--raw" not in arguments:
        arguments.append("--dry-run=server")
    identity = [f"--as={user}", *(f"--as-group={group}" for group in GROUPS)]
    text = json.dumps(request["object"]) if request["object"] else ""
    command = ["kubectl", "--kubeconfig", kubeconfig, *identity, *arguments]
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr


def main(kubeconfig: str, user: str, file: str) -> int:
    requests = json.loads(Path(file).read_text())
    with ThreadPoolExecutor(PARALLEL) as senders:
        print(json.dumps(list(senders.map(lambda request: send(kubeconfig, user, request), requests))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
