"""Settings that the lab's OpenStack programs share: region, endpoints, the password of the administrator and the services."""

from sandbox import layout

REGION = "RegionOne"
PORTS = {
    "keystone": layout.KEYSTONE,
    "glance": layout.GLANCE,
    "placement": layout.PLACEMENT,
    "nova": layout.NOVA,
    "neutron": layout.NEUTRON,
    "octavia": layout.OCTAVIA,
}
PASSWORD_FILE = layout.CLOUD / "password"  # created with the template


def url(service: str) -> str:
    return f"http://127.0.0.1:{PORTS[service]}"


def auth_url() -> str:
    return url("keystone") + "/v3"


def password() -> str:
    return PASSWORD_FILE.read_text().strip()


def admin() -> dict:
    """Returns the administrator's `auth` section, in the form of clouds.yaml and the SDK."""
    return {
        "auth_url": auth_url(),
        "username": "admin",
        "password": password(),
        "project_name": "admin",
        "user_domain_name": "Default",
        "project_domain_name": "Default",
    }
