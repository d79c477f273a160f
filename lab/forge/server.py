"""A forge's REST API with the responses of a test. Each response is checked before it is sent; unknown paths are 404."""

import json
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from forge.description import UnknownPath

PAGE = 1  # items: every list with more than one has several pages
TOKEN = "token-of-a-test"


class ForgeServer(ThreadingHTTPServer):
    """`description` has the methods refuse_parameters and problems; `prefix` is before every path."""

    def __init__(self, folder: Path, description, prefix: str):
        super().__init__(("127.0.0.1", 0), Handler)
        self.description, self.prefix = description, prefix
        self.responses, self.faults = {}, []
        self.authority = folder / "ca.pem"
        key = folder / "key.pem"
        names = ["-subj", "/CN=forge", "-addext", "subjectAltName=IP:127.0.0.1"]
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
        subprocess.run([*command, *names, "-keyout", str(key), "-out", str(self.authority)], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_port}{self.prefix}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        target = urlsplit(self.path)
        path, query = target.path.removeprefix(self.server.prefix), parse_qs(target.query)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self.send(401, {"message": "Bad credentials"})
        try:
            self.server.description.refuse_parameters(path, list(query))
        except UnknownPath as unknown:
            self.server.faults.append(f"not in the description: {unknown}")
            return self.send(404, {"message": "Not Found"})
        body = self.server.responses.get(path, {"$status": 404, "$message": "Not Found"})
        if isinstance(body, dict) and "$status" in body:
            return self.send(body["$status"], {"message": body["$message"]})
        return self.page(path, query, body)

    def page(self, path: str, query: dict, body):
        number = int(query.get("page", ["1"])[0])
        part, more = _part(body, number) if "per_page" in query else (body, False)
        problems = self.server.description.problems(path, part)
        if problems:
            self.server.faults += [f"{path}: {one}" for one in problems]
        following = f"{self.server.url}{path}?per_page={query.get('per_page', ['1'])[0]}&page={number + 1}"
        self.send(200, part, {"Link": f'<{following}>; rel="next"'} if more else {})

    def send(self, status: int, body, headers: dict | None = None):
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def _part(body, number: int):
    """Returns a page of a list, or of the only list in an object, and whether there are more."""
    start, end = (number - 1) * PAGE, number * PAGE
    if isinstance(body, list):
        return body[start:end], end < len(body)
    (name,) = [key for key, value in body.items() if isinstance(value, list)]
    return {**body, name: body[name][start:end]}, end < len(body[name])
