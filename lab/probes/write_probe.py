"""write_probe.py KUBECONFIG   writes to a cluster's API without a pause, until it receives SIGTERM or SIGINT.

Each write creates a ConfigMap over a new connection, so it needs the load balancer, an API server and etcd's majority. At the end the
probe lists what is stored, deletes it, and prints JSON: acknowledged writes, lost writes (acknowledged, but not stored), failed
writes, and the longest time in seconds between two acknowledged ones.
"""

import base64
import contextlib
import http.client
import json
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit

PAUSE, TIMEOUT = 0.1, 2  # seconds
RETRY_SECONDS = 120  # for the list at the end
FOLDER = "/api/v1/namespaces/default/configmaps"
LABEL = "write-probe"


class Api:
    def __init__(self, kubeconfig: str):
        view = ["kubectl", "config", "view", "--raw", "--minify", "-o", "json", "--kubeconfig", kubeconfig]
        config = json.loads(subprocess.run(view, check=True, capture_output=True).stdout)
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self._server = urlsplit(cluster["server"])
        self._tls = ssl.create_default_context(cadata=base64.b64decode(cluster["certificate-authority-data"]).decode())
        with tempfile.NamedTemporaryFile() as pair:
            pair.write(base64.b64decode(user["client-certificate-data"]) + base64.b64decode(user["client-key-data"]))
            pair.flush()
            self._tls.load_cert_chain(pair.name)

    def call(self, method: str, path: str, body: dict | None = None, timeout: float = TIMEOUT) -> dict:
        connection = http.client.HTTPSConnection(self._server.hostname, self._server.port, timeout=timeout, context=self._tls)
        with contextlib.closing(connection):
            connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
            response = connection.getresponse()
            content = response.read()
            if response.status >= 300:
                raise OSError(f"{method} {path}: HTTP {response.status} {content[:200]!r}")
            return json.loads(content)


class Writer:
    def __init__(self, api: Api):
        self._api = api
        self._run = f"{time.time_ns():x}"
        self._acknowledged: list[str] = []
        self._failed = 0
        self._longest = 0.0
        self._running = True

    def stop(self, *_) -> None:
        self._running = False

    def write(self) -> None:
        last, number = time.monotonic(), 0
        while self._running:
            number += 1
            name = f"{LABEL}-{self._run}-{number}"
            labels = {LABEL: self._run}
            try:
                self._api.call("POST", FOLDER, {"metadata": {"name": name, "labels": labels}})
                self._acknowledged.append(name)
                last, self._longest = time.monotonic(), max(self._longest, time.monotonic() - last)
            except (OSError, http.client.HTTPException) as error:
                self._failed += 1
                print(f"{time.strftime('%T')} {error}", file=sys.stderr)
            time.sleep(PAUSE)
        self._longest = max(self._longest, time.monotonic() - last)

    def result(self) -> dict:
        selected = f"{FOLDER}?labelSelector={LABEL}%3D{self._run}"
        stored = {item["metadata"]["name"] for item in self._retry("GET", selected)["items"]}
        self._retry("DELETE", selected)
        return {
            "acknowledged": len(self._acknowledged),
            "lost": len(set(self._acknowledged) - stored),
            "failed": self._failed,
            "longestSeconds": round(self._longest, 1),
        }

    def _retry(self, method: str, path: str) -> dict:
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                return self._api.call(method, path, timeout=30)
            except (OSError, http.client.HTTPException):
                if time.monotonic() > deadline:
                    raise
                time.sleep(1)


def main(kubeconfig: str) -> None:
    writer = Writer(Api(kubeconfig))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, writer.stop)
    writer.write()
    print(json.dumps(writer.result()))


if __name__ == "__main__":
    main(sys.argv[1])
