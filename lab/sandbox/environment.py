"""The environment of what runs in the world: of supervisord's programs, and of a person's commands."""

import os
from pathlib import Path

from sandbox import paths
from sandbox.state_record import Record

KEPT = ("HOME", "USER", "LANG", "LC_ALL", "TERM", "TZ", "SLIPWAY_CACHE", "XDG_CACHE_HOME")
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"  # inside: system roots and the lab's authority
HOSTS = "lab1 lab2 lab3"


def _lab(state: Path, profile: str) -> dict[str, str]:
    return {
        "LAB_STATE": str(state),
        "LAB_BIN": f"{profile}/bin",
        "LAB_SHARE": f"{profile}/share",
        "LAB_REPO": str(paths.REPO),
        "PYTHONPATH": str(paths.LAB),
        "LAB_STACKS": str(paths.stacks()),
        "LAB_HOSTS": HOSTS,
        "OS_CLIENT_CONFIG_FILE": f"{state}/clouds.yaml",
        "SSL_CERT_FILE": BUNDLE,
        "REQUESTS_CA_BUNDLE": BUNDLE,
        "no_proxy": "*",  # nothing in the world is behind a proxy
        "NO_PROXY": "*",
    }


def of_programs(state: Path, profile: str, venv: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    quiet = {"PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONUNBUFFERED": "1",
             "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | quiet | _lab(state, profile) | {"PATH": f"{profile}/bin:{venv}/bin:{SYSTEM_PATH}"}


def of_commands(state: Path, record: Record) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    path = f"{record.profile}/bin:{record.venv}/bin:{os.environ.get('PATH', SYSTEM_PATH)}"
    return kept | _lab(state, record.profile) | _pulumi(state) | {"PATH": path, "PYTHONWARNINGS": "ignore"}


def _pulumi(state: Path) -> dict[str, str]:
    return {
        "PULUMI_HOME": f"{state}/pulumi-home",
        # Without files of attributes: a kill may leave one empty, and Pulumi then reads no state (gocloud.dev, fileblob)
        "PULUMI_BACKEND_URL": f"file://{state}/pulumi?metadata=skip",
        "PULUMI_CONFIG_PASSPHRASE_FILE": f"{state}/passphrase",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_ERROR_OUTPUT_STRING": "true",
    }
