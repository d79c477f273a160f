"""Environment variables of the processes in the sandbox: of supervisord's programs and of a user's commands."""

import os
from pathlib import Path

from audit_sinks import sinks
from sandbox import layout, paths
from sandbox.state_record import StateRecord

KEPT = ("HOME", "USER", "LANG", "LC_ALL", "TERM", "TZ")
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
CA_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"  # in the sandbox: the system's roots and the lab's CA


def lab(state: Path, profile: str) -> dict[str, str]:
    """The variables that every process of the lab gets."""
    return {
        "LAB_STATE": str(state),
        "LAB_BIN": f"{profile}/bin",
        "LAB_SHARE": f"{profile}/share",
        "LAB_REPO": str(paths.REPO),
        "LAB_STACKS": str(paths.stacks()),
        "LAB_RUN": str(layout.RUN),
        "SLIPWAY_LAB_HYPERVISORS": str(len(layout.HYPERVISORS)),
        "LAB_HOSTS": " ".join(layout.HYPERVISORS),
        "LAB_CHASSIS_ID_PREFIX": layout.CHASSIS_ID_PREFIX,
        "LAB_JUMP_HOST": " ".join(layout.JUMP_HOST),
        "LAB_ISSUER_ADDRESS": layout.ISSUER_ADDRESS,
        "LAB_GIT_ADDRESS": layout.GIT_ADDRESS,
        "LAB_SINK_ADDRESSES": " ".join(sinks.NAMES.values()),
        "LAB_SHARED_ROUTER": " ".join(layout.SHARED_ROUTER),
        "LAB_SHARED_CIDRS": " ".join(layout.SHARED_CIDRS),
        "OS_CLIENT_CONFIG_FILE": f"{state}/clouds.yaml",
        "SSL_CERT_FILE": CA_BUNDLE,
        "REQUESTS_CA_BUNDLE": CA_BUNDLE,
        "no_proxy": "*",  # the sandbox has no proxy
        "NO_PROXY": "*",
    }


def of_programs(state: Path, profile: str, venv: str) -> dict[str, str]:
    """Environment of supervisord and its programs: only what is listed here."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    python = {
        "PYTHONPATH": str(paths.LAB),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    own = {"PATH": f"{profile}/bin:{venv}/bin:{SYSTEM_PATH}", "SLIPWAY_CACHE": str(paths.cache())}
    return kept | python | lab(state, profile) | own


def of_commands(state: Path, record: StateRecord) -> dict[str, str]:
    """Environment of a user's commands: the user's own, without proxies, with the lab's tools first on PATH."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    path = f"{record.profile}/bin:{record.venv}/bin:{os.environ.get('PATH', SYSTEM_PATH)}"
    # The tests search the temporary folder for secrets, so it is one that only the lab's commands use.
    own = {"PATH": path, "PYTHONWARNINGS": "ignore", "TMPDIR": f"{state}/tmp"}
    return kept | lab(state, record.profile) | _pulumi(state) | own


def _pulumi(state: Path) -> dict[str, str]:
    return {
        "PULUMI_HOME": f"{state}/pulumi-home",
        # Without attribute files: a kill may leave one empty, and Pulumi then cannot read the state.
        # Source: gocloud.dev, package fileblob, parameter `metadata`.
        "PULUMI_BACKEND_URL": f"file://{state}/pulumi?metadata=skip",
        "PULUMI_CONFIG_PASSPHRASE_FILE": f"{state}/passphrase",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_ERROR_OUTPUT_STRING": "true",
    }
