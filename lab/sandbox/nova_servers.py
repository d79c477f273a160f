"""Looks up Nova servers, with the standard library alone: the caller's Python may lack the OpenStack SDK."""

import json
import urllib.request

from sandbox import layout, paths

IDENTITY = f"http://127.0.0.1:{layout.KEYSTONE}/v3"
COMPUTE = f"http://127.0.0.1:{layout.NOVA}/v2.1"


def find(wanted: str) -> str:
    """Returns the id of the one Nova server that has this name, or whose id starts with it."""
    servers = all_servers()
    found = [s["id"] for s in servers if s["name"] == wanted or s["id"].startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise paths.LabError(f"{len(found)} servers are named {wanted!r}; use an id: {', '.join(found)}")
    names = ", ".join(sorted(s["name"] for s in servers)) or "none"
    raise paths.LabError(f"no server is named {wanted!r}; existing servers: {names}")


def all_servers() -> list[dict]:
    """Returns id and name of each server."""
    with _request(f"{COMPUTE}/servers?all_tenants=1", token=_token()) as answer:
        return json.load(answer)["servers"]


def _request(url: str, body: dict | None = None, token: str = ""):
    headers = {"Content-Type": "application/json", "X-Auth-Token": token}
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return direct.open(request, timeout=30)


def _token() -> str:
    password = (layout.CLOUD / "password").read_text().strip()
    domain = {"id": "default"}
    identity = {"methods": ["password"], "password": {"user": {"name": "admin", "domain": domain, "password": password}}}
    scope = {"project": {"name": "admin", "domain": domain}}
    with _request(f"{IDENTITY}/auth/tokens", {"auth": {"identity": identity, "scope": scope}}) as answer:
        return answer.headers["X-Subject-Token"]
