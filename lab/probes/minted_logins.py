#!/usr/bin/python3
"""minted_logins.py ISSUER CLIENT SCOPES TOKENS KUBECONFIG...   lets a person log in by browser for each token of a file.

TOKENS is a JSON list of claims, each as JSON text, which become those of the login's ID token. The client does not verify the token; it
sends it to the API server of each KUBECONFIG. Prints a JSON list for each API server, with the answers that sign_in.py prints.
"""

import base64
import contextlib
import hashlib
import http.server
import json
import secrets
import sys
import threading
import urllib.parse
import urllib.request
from pathlib import Path

from browser import Browser, Person
from person import create
from sign_in import api_server, ask

ROLE = {"301000000000000002": ["auditor"]}  # the project of staging: a person without a role of it cannot log in
NAME = "minted@example.net"


class Application(http.server.ThreadingHTTPServer):
    """The program on the person's computer to which the browser returns with a code."""

    def __init__(self, issuer: str, client: str, scopes: str):
        super().__init__(("127.0.0.1", 8000), Redirected)
        self.issuer, self.client, self.scopes = issuer, client, scopes
        self.verifier = secrets.token_urlsafe(32)
        self.received: dict[str, list[str]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def parameters(self, **more: str) -> str:
        return urllib.parse.urlencode({"client_id": self.client, "redirect_uri": "http://localhost:8000"} | more)

    def url(self) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        return f"{self.issuer}/oauth/v2/authorize?" + self.parameters(
            response_type="code", scope=self.scopes, code_challenge=challenge, code_challenge_method="S256"
        )

    def token(self) -> str:
        form = self.parameters(grant_type="authorization_code", code=self.received["code"][0], code_verifier=self.verifier)
        with urllib.request.urlopen(f"{self.issuer}/oauth/v2/token", form.encode(), timeout=20) as response:
            return json.load(response)["id_token"]


class Redirected(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        query = urllib.parse.urlsplit(self.path).query
        if query:
            self.server.received = urllib.parse.parse_qs(query)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>Received</title>")

    def log_message(self, *_) -> None:
        """Prints nothing: standard output is the result."""


def main() -> None:
    issuer, client, scopes, tokens, *kubeconfigs = sys.argv[1:]
    application = Application(issuer, client, scopes)
    servers = [api_server(kubeconfig) for kubeconfig in kubeconfigs]
    answers: list[list] = [[] for _ in servers]
    password = secrets.token_urlsafe()
    with contextlib.closing(Browser()) as browser:
        for claims in json.loads(Path(tokens).read_text()):
            create(issuer, NAME, {"password": password, "grants": ROLE, "token": claims})
            last = browser.sign_in(application.url(), Person(NAME, "", [password], [], "allow"))[-1]
            if last["title"] != "Received":
                raise RuntimeError(f"the login ended with {last}")
            token = application.token()
            for server, list_of_answers in zip(servers, answers, strict=True):
                list_of_answers.append(ask(server, token))
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
