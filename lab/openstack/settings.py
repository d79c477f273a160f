"""Facts that the lab's OpenStack programs share: places inside the world, ports, the one service password."""

from pathlib import Path

CLOUD = Path("/run/lab/cloud")  # the cloud's state: databases, keys, images
ETC = Path("/run/lab/etc")
REGION = "RegionOne"
PORTS = {"keystone": 5000, "glance": 9292, "placement": 8778, "nova": 8774, "neutron": 9696, "octavia": 9876}
HOSTS = ("lab1", "lab2", "lab3")
PASSWORD_FILE = CLOUD / "password"  # of the administrator and the services; made once a template


def url(service: str) -> str:
    return f"http://127.0.0.1:{PORTS[service]}"


def auth_url() -> str:
    return url("keystone") + "/v3"


def password() -> str:
    return PASSWORD_FILE.read_text().strip()


def admin() -> dict:
    """The administrator's `auth` section, as clouds.yaml and the SDK take it."""
    return {
        "auth_url": auth_url(),
        "username": "admin",
        "password": password(),
        "project_name": "admin",
        "user_domain_name": "Default",
        "project_domain_name": "Default",
    }
