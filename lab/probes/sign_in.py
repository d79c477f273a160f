"""sign_in.py ISSUER KUBECONFIG TOKENS   sends tokens to an API server; prints its answers as JSON: a list of [HTTP status, sorted groups].

TOKENS is a file with a JSON list of claims, each as JSON text, which ISSUER signs unchanged. The request is a SelfSubjectReview, in which
an API server returns the user that it derived from the token.
"""

import base64
import http.client
import json
import ssl
import subprocess
import sys
from urllib.parse import urlsplit

REVIEW = "/apis/authentication.k8s.io/v1/selfsubjectreviews"
QUESTION = json.dumps({"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"})
TIMEOUT = 20  # seconds
CREATED = 201


def api_server(kubeconfig: str) -> http.client.HTTPSConnection:
    view = ["kubectl", "config", "view", "--raw", "--minify", "-o", "json", "--kubeconfig", kubeconfig]
    config = json.loads(subprocess.run(view, check=True, capture_output=True).stdout)
    cluster = config["clusters"][0]["cluster"]
    authority = base64.b64decode(cluster["certificate-authority-data"]).decode()
    context = ssl.create_default_context(cadata=authority)
    return http.client.HTTPSConnection(urlsplit(cluster["server"]).netloc, timeout=TIMEOUT, context=context)


def sign(issuer: http.client.HTTPSConnection, claims: str) -> str:
    issuer.request("POST", "/sign", claims.encode())
    return issuer.getresponse().read().decode()


def ask(server: http.client.HTTPSConnection, token: str) -> tuple[int, list[str]]:
    server.request("POST", REVIEW, QUESTION, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    response = server.getresponse()
    content = json.load(response)
    return response.status, sorted(content["status"]["userInfo"]["groups"]) if response.status == CREATED else []


def main() -> None:
    issuer, kubeconfig, tokens = sys.argv[1:]
    signer = http.client.HTTPSConnection(urlsplit(issuer).netloc, timeout=TIMEOUT)
    server = api_server(kubeconfig)
    with open(tokens, encoding="utf-8") as file:
        print(json.dumps([ask(server, sign(signer, claims)) for claims in json.load(file)]))


if __name__ == "__main__":
    main()
