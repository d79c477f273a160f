"""Names, addresses, keys and certificates of the sinks."""

import json
import re
import secrets
import subprocess
from pathlib import Path

from sandbox import paths, pki

ARCHIVE, ARCHIVE_ADDRESS = "objects.example.net", "198.51.100.18"
SIEM, SIEM_ADDRESS, SIEM_PORT = "siem.example.net", "198.51.100.19", 6514
NAMES = {ARCHIVE: ARCHIVE_ADDRESS, SIEM: SIEM_ADDRESS}
TOOLS = ("versitygw", "audit-shipper", "victoria-logs", "sops", "kustomize")
PACKAGES = ("rsyslog", "rsyslog-gnutls")
FOLDER = "audit"  # in the lab's state
CREDENTIALS = "credentials.sops.yaml"
AGE_KEY = "age.key"
OWNER, WRITER, CLIENT = "owner", "audit-shipper", "audit-shipper.example.net"
BUCKET = re.compile(r'^\s+bucket:\s*"?([a-z0-9.-]+)', re.MULTILINE)  # `audit.archive.bucket`; no other key has this name

RSYSLOG = """\
global(workDirectory="{folder}" maxMessageSize="200k"
  defaultNetstreamDriverCAFile="{pki}/ca.crt"
  defaultNetstreamDriverCertFile="{pki}/{name}.crt" defaultNetstreamDriverKeyFile="{pki}/{name}.key")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="x509/name" permittedPeer=["{client}"])
template(name="raw" type="string" string="%rawmsg%\\n")
ruleset(name="audit") {{ action(type="omfile" file="{folder}/siem.log" template="raw" asyncWriting="off" flushOnTXEnd="on") }}
input(type="imtcp" port="{port}" address="{address}" ruleset="audit" maxFrameSize="200000")
"""


def buckets(stacks: Path) -> list[str]:
    """Returns the buckets that stack files of a folder name."""
    return sorted({name for file in stacks.glob("*.yaml") for name in BUCKET.findall(file.read_text())})


def wanted() -> bool:
    return bool(buckets(paths.stacks()))


def folder(state: Path) -> Path:
    return state / FOLDER


def prepare(state: Path, profile: str) -> None:
    """Creates missing files. The credentials are written last, so their presence means that all exist."""
    own, keys = folder(state), state / "pki"
    if not wanted() or (own / CREDENTIALS).exists():
        return
    for name in ("objects", "versions", "users"):
        (own / name).mkdir(parents=True, exist_ok=True)
    for name, address in NAMES.items():
        pki.leaf(keys, name, address)
    pki.client(keys, CLIENT)
    _private(own / OWNER, secrets.token_hex(20))
    writer = secrets.token_hex(20)
    account = {"access": WRITER, "secret": writer, "role": "user", "userID": 0, "groupID": 0, "projectID": 0}
    _private(own / "users/users.json", json.dumps({"accessAccounts": {WRITER: account}}))
    values = {"folder": own, "pki": keys, "name": SIEM, "client": CLIENT, "port": SIEM_PORT, "address": SIEM_ADDRESS}
    (own / "rsyslog.conf").write_text(RSYSLOG.format(**values))
    (own / CREDENTIALS).write_text(_encrypted(own, keys, writer, profile))


def _encrypted(own: Path, keys: Path, writer: str, profile: str) -> str:
    """Returns the credentials as an operator has them in Git."""
    (own / AGE_KEY).unlink(missing_ok=True)
    subprocess.run([f"{profile}/bin/age-keygen", "-o", str(own / AGE_KEY)], check=True, capture_output=True)
    public = subprocess.run([f"{profile}/bin/age-keygen", "-y", str(own / AGE_KEY)], check=True, capture_output=True, text=True)
    values = {
        "archive-access-key": WRITER,
        "archive-secret-key": writer,
        "siem-client-certificate": (keys / f"{CLIENT}.crt").read_text(),
        "siem-client-key": (keys / f"{CLIENT}.key").read_text(),
    }
    types = ["--input-type", "json", "--output-type", "yaml"]
    command = [f"{profile}/bin/sops", "encrypt", "--age", public.stdout.strip(), *types, "/dev/stdin"]
    return subprocess.run(command, check=True, capture_output=True, text=True, input=json.dumps(values)).stdout


def _private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
