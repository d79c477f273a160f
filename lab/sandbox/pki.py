"""The lab's certificate authority, the certificates of its two web servers, and the bundle that the sandbox trusts."""

import subprocess
from pathlib import Path

from sandbox import layout

SYSTEM_ROOTS = Path("/etc/ssl/certs/ca-certificates.crt")
NAMES = {layout.ISSUER: layout.ISSUER_ADDRESS, layout.GIT: layout.GIT_ADDRESS}
DAYS = "825"


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def prepare(folder: Path) -> None:
    """Creates missing certificates. The certificate is written after its key, so its presence means a complete pair."""
    if not (folder / "ca.crt").exists():
        _authority(folder)
    for name, address in NAMES.items():
        if not (folder / f"{name}.crt").exists():
            leaf(folder, name, address)
    (folder / "bundle.crt").write_bytes(SYSTEM_ROOTS.read_bytes() + (folder / "ca.crt").read_bytes())


def _key(file: Path) -> None:
    file.touch(mode=0o600)
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", str(file))


def _authority(folder: Path) -> None:
    _key(folder / "ca.key")
    openssl("req", "-x509", "-new", "-key", str(folder / "ca.key"), "-days", DAYS, "-subj", "/CN=Slipway lab",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            "-out", str(folder / "ca.crt"))


def leaf(folder: Path, name: str, address: str, *more_names: str) -> None:
    """Creates a key and a certificate of a web server."""
    names = ",".join(f"DNS:{one}" for one in (name, *more_names))
    _sign(folder, name, "serverAuth", f"{names},IP:{address}")


def client(folder: Path, name: str) -> None:
    """Creates a key and a certificate of a client."""
    _sign(folder, name, "clientAuth", f"DNS:{name}")


def _sign(folder: Path, name: str, usage: str, names: str) -> None:
    _key(folder / f"{name}.key")
    openssl("req", "-x509", "-new", "-key", str(folder / f"{name}.key"), "-days", DAYS, "-subj", f"/CN={name}",
            "-CA", str(folder / "ca.crt"), "-CAkey", str(folder / "ca.key"),
            "-addext", "basicConstraints=critical,CA:FALSE", "-addext", f"extendedKeyUsage={usage}",
            "-addext", f"subjectAltName={names}", "-out", str(folder / f"{name}.crt"))


def hosts(more: dict[str, str]) -> str:
    """Content of the sandbox's /etc/hosts."""
    lines = ["127.0.0.1 localhost jump", "::1 localhost"]
    return "\n".join(lines + [f"{address} {name}" for name, address in {**NAMES, **more}.items()]) + "\n"
