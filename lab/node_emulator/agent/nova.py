"""The servers of all projects, from Nova's API as the cloud's administrator."""

import base64
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

# The response contains user data since 2.3 and the flavor's values since 2.47.
MICROVERSION = "2.60"
BOOT_ACTIONS = {"create", "rebuild", "start", "reboot", "unshelve", "restore", "resume", "unpause"}
DISK_ACTIONS = {"create", "rebuild"}
# Seconds. Nova's times have no fractions, and a change may be committed after the time that it contains.
OVERLAP = 10
FULL_LIST_EVERY = 60
RECENT = 3


@dataclass(frozen=True)
class Server:
    id: str
    name: str
    project: str
    status: str
    task: str | None
    created: str
    updated: str
    user_data: bytes
    metadata: dict = field(hash=False)
    addresses: tuple[str, ...] = ()
    floating: tuple[str, ...] = ()
    cpus: int = 0
    memory: int = 0  # MiB
    boot: str = ""  # id of the request that booted it last
    disk: str = ""  # id of the request that created its disk

    @property
    def settled(self) -> bool:
        return self.task is None and self.status not in ("BUILD", "REBOOT", "HARD_REBOOT", "REBUILD")


class Nova:
    """Caches the server list: requests the changes since the last request, and once a minute the full list."""

    def __init__(self, cloud):
        self._cloud = cloud
        self._servers: dict[str, Server] = {}
        self._requested = 0.0
        self._full = 0.0

    def servers(self) -> dict[str, Server]:
        now = time.time()
        full = now - self._full > FULL_LIST_EVERY
        params = {"all_tenants": "1"}
        if not full:
            params["changes-since"] = datetime.fromtimestamp(self._requested - OVERLAP, UTC).isoformat()
        listed = [server(entry) for entry in self._pages(params)]
        known = {} if full else dict(self._servers)
        for fresh in listed:
            known.pop(fresh.id, None)
            if fresh.status != "DELETED":
                known[fresh.id] = self._with_actions(fresh, now)
        self._servers, self._requested, self._full = known, now, now if full else self._full
        return known

    def _pages(self, params: dict):
        """Yields the servers of all pages; Nova limits the page size and links to the next page."""
        answer = self._get("/servers/detail", params)
        yield from answer["servers"]
        while answer.get("servers_links"):
            answer = self._get("/servers/detail", {**params, "marker": answer["servers"][-1]["id"]})
            yield from answer["servers"]

    def _with_actions(self, fresh: Server, now: float) -> Server:
        """Adds the last boot and rebuild; requests them only if the server has changed or its last change is recent."""
        before = self._servers.get(fresh.id)
        compared = ("updated", "status", "task")
        if before and _age(fresh, now) > RECENT and all(getattr(before, k) == getattr(fresh, k) for k in compared):
            return replace(fresh, boot=before.boot, disk=before.disk)
        actions = self._get(f"/servers/{fresh.id}/os-instance-actions", {})["instanceActions"]
        return replace(fresh, boot=newest(actions, BOOT_ACTIONS), disk=newest(actions, DISK_ACTIONS))

    def _get(self, path: str, params: dict) -> dict:
        answer = self._cloud.compute.get(path, params=params, microversion=MICROVERSION)
        answer.raise_for_status()
        return answer.json()


def newest(actions: list[dict], kinds: set[str]) -> str:
    """Id of the last request with one of these actions. Does not depend on the order of Nova's list."""
    chosen = sorted((entry["start_time"], entry["request_id"]) for entry in actions if entry["action"] in kinds)
    return chosen[-1][1] if chosen else ""


def server(entry: dict) -> Server:
    addresses = [address for network in entry["addresses"].values() for address in network]
    return Server(
        id=entry["id"],
        name=entry["name"],
        project=entry["tenant_id"],
        status=entry["status"],
        task=entry.get("OS-EXT-STS:task_state"),
        created=entry["created"],
        updated=entry["updated"],
        user_data=base64.b64decode(entry.get("OS-EXT-SRV-ATTR:user_data") or ""),
        metadata=entry.get("metadata") or {},
        addresses=_of_type(addresses, "fixed"),
        floating=_of_type(addresses, "floating"),
        cpus=entry["flavor"]["vcpus"],
        memory=entry["flavor"]["ram"],
    )


def _of_type(addresses: list[dict], kind: str) -> tuple[str, ...]:
    return tuple(entry["addr"] for entry in addresses if entry.get("OS-EXT-IPS:type") == kind)


def _age(fresh: Server, now: float) -> float:
    return now - datetime.fromisoformat(fresh.updated).timestamp()
