"""log_console.py ISSUER KUBECONFIG TOKENS   sends tokens to the console of the audit log; prints its answers as JSON.

TOKENS is as in sign_in.py; the first one is of an administrator. The console is kube-rbac-proxy in front of VictoriaLogs, as in
docs/adr/0052: the API server of KUBECONFIG reviews each token, and decides whether its user may read auditlogs.audit.slipway.dev. Both run
as long as this program. The answers are a list: for each request of REQUESTS the HTTP status for each token.
"""

import http.client
import json
import os
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sign_in import TIMEOUT, sign

STORE, CONSOLE = "127.0.0.1:19428", "127.0.0.1:19429"
REQUESTS = [
    ("GET", "/select/logsql/query?query=*"),
    ("POST", "/select/logsql/query?query=*"),
    ("POST", "/insert/jsonline"),
    ("DELETE", "/select/logsql/query?query=*"),
    ("GET", "/delete/active_tasks"),
    ("GET", "/flags"),
    ("GET", "/metrics"),
]
ACCOUNT = "log-console"
AUTHORIZATION = {"authorization": {"resourceAttributes": {"apiGroup": "audit.slipway.dev", "resource": "auditlogs"}}}


def kubectl(kubeconfig: str, *args: str, text: str | None = None) -> str:
    command = ["kubectl", "--kubeconfig", kubeconfig, *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, input=text).stdout


def account_kubeconfig(kubeconfig: str, administrator: str, folder: Path) -> Path:
    """Writes the kubeconfig of a service account that may review tokens and access, and nothing else."""
    person = str(with_token(kubeconfig, administrator, folder / "administrator"))
    account = ["-n", "kube-system", "create", "serviceaccount", ACCOUNT]
    binding = ["create", "clusterrolebinding", ACCOUNT, "--clusterrole=system:auth-delegator", f"--serviceaccount=kube-system:{ACCOUNT}"]
    for create in (account, binding):
        kubectl(person, "apply", "-f", "-", text=kubectl(person, *create, "--dry-run=client", "-o", "json"))
    token = kubectl(person, "-n", "kube-system", "create", "token", ACCOUNT).strip()
    return with_token(kubeconfig, token, folder / "kubeconfig")


def with_token(kubeconfig: str, token: str, file: Path) -> Path:
    config = json.loads(kubectl(kubeconfig, "config", "view", "--raw", "--minify", "-o", "json"))
    config["users"] = [{"name": "token", "user": {"token": token}}]
    config["contexts"][0]["context"]["user"] = "token"
    return private(file, json.dumps(config))


def private(file: Path, text: str) -> Path:
    file.touch(0o600)
    file.write_text(text, encoding="utf-8")
    return file


def certificate(folder: Path) -> tuple[Path, Path]:
    files = folder / "console.crt", folder / "console.key"
    name = ["-subj", "/CN=console", "-addext", "subjectAltName=IP:127.0.0.1"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout", str(files[1])]
    subprocess.run(["openssl", "req", "-x509", *key, "-out", str(files[0]), "-days", "1", *name], check=True, capture_output=True)
    return files


@contextmanager
def running(log: Path, *command: str) -> Iterator[None]:
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            yield
        finally:
            process.terminate()


def console(folder: Path) -> http.client.HTTPSConnection:
    context = ssl.create_default_context(cafile=str(folder / "console.crt"))
    return http.client.HTTPSConnection(CONSOLE, timeout=TIMEOUT, context=context)


def wait(folder: Path) -> None:
    for _ in range(100):
        try:
            console(folder).connect()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit((folder / "proxy.log").read_text(encoding="utf-8"))


def ask(folder: Path, method: str, path: str, token: str) -> int:
    connection = console(folder)
    connection.request(method, path, headers={"Authorization": f"Bearer {token}"})
    return connection.getresponse().status


def answers(folder: Path, kubeconfig: str, tokens: list[str]) -> list[dict]:
    crt, key = certificate(folder)
    access = account_kubeconfig(kubeconfig, tokens[0], folder)
    config = private(folder / "authorization.json", json.dumps(AUTHORIZATION))
    store = ["victoria-logs", f"-storageDataPath={folder / 'rows'}", f"-httpListenAddr={STORE}"]
    proxy = [
        "kube-rbac-proxy",
        f"--secure-listen-address={CONSOLE}",
        f"--upstream=http://{STORE}/",
        f"--kubeconfig={access}",
        f"--config-file={config}",
        "--allow-paths=/select/logsql/*",
        f"--tls-cert-file={crt}",
        f"--tls-private-key-file={key}",
    ]
    with running(folder / "store.log", *store), running(folder / "proxy.log", *proxy):
        wait(folder)
        return [{"request": " ".join(one), "statuses": [ask(folder, *one, token) for token in tokens]} for one in REQUESTS]


def main() -> None:
    issuer, kubeconfig, tokens = sys.argv[1:]
    signer = http.client.HTTPSConnection(urlsplit(issuer).netloc, timeout=TIMEOUT)
    with open(tokens, encoding="utf-8") as file:
        signed = [sign(signer, claims) for claims in json.load(file)]
    os.umask(0o077)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(answers(Path(folder), kubeconfig, signed)))


if __name__ == "__main__":
    main()
