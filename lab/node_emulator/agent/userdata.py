"""Parses a server's user data into the kind of server and its files."""

import base64
import binascii
import gzip
import posixpath
import zlib
from dataclasses import dataclass

import yaml

TALOS = "talos"
HAPROXY = "haproxy"
HAPROXY_PAIR = "haproxy-pair"
CLOUD_CONFIG = "cloud-config"
IDLE = "idle"
REJECTED = "rejected"
WITHOUT_PROGRAMS = {CLOUD_CONFIG, IDLE, REJECTED}

HAPROXY_CONFIG = "/etc/haproxy/haproxy.cfg"
KEEPALIVED_CONFIG = "/etc/keepalived/keepalived.conf"
STUNNEL_CONFIG = "/etc/slipway/stunnel.conf"
CONFIGURE_PROGRAM = "/usr/local/sbin/slipway-configure"
# https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
ENCODINGS = {
    "": (),
    "text/plain": (),
    "b64": ("base64",),
    "base64": ("base64",),
    "gz": ("gzip",),
    "gzip": ("gzip",),
    "gz+b64": ("base64", "gzip"),
    "gzip+b64": ("base64", "gzip"),
    "gz+base64": ("base64", "gzip"),
    "gzip+base64": ("base64", "gzip"),
}
GZIP_MAGIC = b"\x1f\x8b"


class Rejected(ValueError):
    """User data that a real server would reject too."""


@dataclass(frozen=True)
class File:
    path: str
    content: bytes
    mode: int


@dataclass(frozen=True)
class BootRequest:
    """The requested kind of server, the files of its cloud-config, and the cloud-config keys that the lab ignores."""

    kind: str
    files: tuple[File, ...] = ()
    ignored: tuple[str, ...] = ()


def read(data: bytes) -> BootRequest:
    if data.startswith(GZIP_MAGIC):
        data = _unpack(data, "gzip", "user data")
    if data.startswith(b"#cloud-config"):
        return _cloud_config(data)
    return BootRequest(TALOS if _is_talos(data) else IDLE)


def _is_talos(data: bytes) -> bool:
    try:
        documents = list(yaml.safe_load_all(data))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    return any(isinstance(document, dict) and "machine" in document for document in documents)


def _cloud_config(data: bytes) -> BootRequest:
    try:
        config = yaml.safe_load(data) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Rejected(f"cloud-config is not valid YAML: {error}") from error
    if not isinstance(config, dict):
        raise Rejected(f"cloud-config is a {type(config).__name__}; allowed: a mapping")
    entries = config.pop("write_files", None) or []
    if not isinstance(entries, list):
        raise Rejected(f"write_files is a {type(entries).__name__}; allowed: a list")
    files = _merged(_file(entry, index) for index, entry in enumerate(entries))
    return BootRequest(_kind({file.path for file, _ in files}), tuple(file for file, _ in files), tuple(sorted(map(str, config))))


def _kind(paths: set[str]) -> str:
    if HAPROXY_CONFIG not in paths:
        return CLOUD_CONFIG
    return HAPROXY_PAIR if KEEPALIVED_CONFIG in paths else HAPROXY


def _merged(entries) -> list[tuple[File, bool]]:
    """Replaces an earlier entry of the same path by the later one, or appends to it."""
    merged: dict[str, tuple[File, bool]] = {}
    for file, append in entries:
        before = merged.get(file.path)
        if append and before:
            file = File(file.path, before[0].content + file.content, file.mode)
        merged[file.path] = (file, append)
    return list(merged.values())


def _file(entry, index: int) -> tuple[File, bool]:
    where = f"write_files[{index}]"
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
        raise Rejected(f"{where} has no path; allowed: a mapping with an absolute path")
    path = posixpath.normpath(entry["path"])
    if not path.startswith("/") or path == "/":
        raise Rejected(f"{where}.path is {entry['path']!r}; allowed: an absolute path of a file")
    content = _content(entry, where)
    return File("/" + path.lstrip("/"), content, _mode(entry.get("permissions"), where)), bool(entry.get("append"))


def _content(entry: dict, where: str) -> bytes:
    content = entry.get("content", "")
    content = content if isinstance(content, bytes) else str(content).encode()
    encoding = str(entry.get("encoding") or "").lower()
    if encoding not in ENCODINGS:
        allowed = ", ".join(name for name in ENCODINGS if name)
        raise Rejected(f"{where}.encoding is {encoding!r}; allowed: {allowed}")
    for step in ENCODINGS[encoding]:
        content = _unpack(content, step, where)
    return content


def _unpack(content: bytes, step: str, where: str) -> bytes:
    try:
        return gzip.decompress(content) if step == "gzip" else base64.b64decode(content)
    except (OSError, EOFError, zlib.error, binascii.Error) as error:
        raise Rejected(f"{where} is not valid {step}: {error}") from error


def _mode(permissions, where: str) -> int:
    """Returns the mode: YAML reads an unquoted 0644 as an octal number, a quoted one as a string."""
    if permissions is None:
        return 0o644
    try:
        mode = permissions if isinstance(permissions, int) else int(permissions, 8)
    except (TypeError, ValueError):
        mode = -1
    if not 0 <= mode <= 0o7777:
        raise Rejected(f"{where}.permissions is {permissions!r}; allowed: octal digits such as '0644'")
    return mode
