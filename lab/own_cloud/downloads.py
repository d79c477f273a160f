#!/usr/bin/env python3
"""The hosts from which a user downloads programs and images: files under their official addresses.

downloads.py FOLDER ADDRESS   serves FOLDER/HOST/PATH as https://HOST/PATH, with FOLDER/host.crt and FOLDER/host.key."""

import hashlib
import http.server
import io
import json
import lzma
import ssl
import sys
import tarfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
IMAGE = bytes(1024)  # of a server that runs nothing; the lab's own images are the same


class Downloads:
    """A folder with a file for each address."""

    def __init__(self, folder: Path):
        self.folder = folder

    def add(self, url: str, content: bytes) -> None:
        parts = urlsplit(url)
        file = self.folder / parts.netloc / parts.path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def add_with_sum(self, url: str, content: bytes, sums: str, name: str | None = None) -> None:
        """Adds a file and, at another address, its checksum. Without a name the checksum stands alone in its file."""
        self.add(url, content)
        digest = hashlib.sha256(content).hexdigest()
        self.add(sums, f"{digest}  {name}\n".encode() if name else digest.encode())

    def add_chart(self, host: str, repository: str, version: str, archive: bytes) -> None:
        """Adds a chart of Helm in a registry of OCI."""
        blobs = {"application/vnd.cncf.helm.config.v1+json": json.dumps({"name": repository, "version": version}).encode()}
        blobs["application/vnd.cncf.helm.chart.content.v1.tar+gzip"] = archive
        base = f"https://{host}/v2/{repository}"
        config, layer = (descriptor(kind, content) for kind, content in blobs.items())
        manifest = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer]}).encode()
        self.add(f"https://{host}/v2/index", b"{}")
        for name in (version, digest_of(manifest)):
            self.add(f"{base}/manifests/{name}", manifest)
        for content in blobs.values():
            self.add(f"{base}/blobs/{digest_of(content)}", content)
        self.add(f"{base}/tags/list", json.dumps({"name": repository, "tags": [version]}).encode())

    def hosts(self) -> list[str]:
        return sorted(folder.name for folder in self.folder.iterdir() if folder.is_dir())


def digest_of(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def descriptor(kind: str, content: bytes) -> dict:
    return {"mediaType": kind, "digest": digest_of(content), "size": len(content)}


def tar(programs: dict[str, Path]) -> bytes:
    """Returns an archive with programs by their names in it."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1) as archive:
        for name, program in programs.items():
            archive.add(program.resolve(), name)
    return buffer.getvalue()


def zipped(name: str, program: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(program.resolve(), name)
    return buffer.getvalue()


def compressed_image() -> bytes:
    return lzma.compress(IMAGE)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the file of the host and the path."""

    folder: Path

    def do_GET(self):  # noqa: N802 - the name is the base class's
        self.answer(with_content=True)

    def do_HEAD(self):  # noqa: N802
        self.answer(with_content=False)

    def answer(self, with_content: bool) -> None:
        host = self.headers["Host"].split(":")[0]
        path = urlsplit(self.path).path
        file = (self.folder / host / (path.strip("/") if path != "/v2/" else "v2/index")).resolve()
        if not file.is_file() or self.folder not in file.parents:
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", MANIFEST if "/manifests/" in path else "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Docker-Content-Digest", digest_of(content))
        self.end_headers()
        if with_content:
            self.wfile.write(content)


def serve(folder: Path, address: str) -> None:
    Handler.folder = folder.resolve()
    server = http.server.ThreadingHTTPServer((address, 443), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.crt", folder / "host.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
