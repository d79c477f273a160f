"""The servers, from Nova's API as the cloud's administrator."""

import base64
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

# User data is shown since 2.3, the flavor's numbers since 2.47.
MICROVERSION = "2.60"
BOOTING = {"create", "rebuild", "start", "reboot", "unshelve", "restore", "resume", "unpause"}
MAKING = {"create", "rebuild"}
# Seconds. Nova's times have no fractions, and a change may be committed later than its time says.
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
    boot: str = ""
    disk: str = ""

    @property
    def settled(self) -> bool:
        return self.task is None and self.status not in ("BUILD", "REBOOT", "HARD_REBOOT", "REBUILD")


class Nova:
    """Asks for what changed; takes the whole list now and then, and whenever the last answer failed."""

    def __init__(self, cloud):
        self._cloud = cloud
        self._servers: dict[str, Server] = {}
        self._asked = 0.0
        self._whole = 0.0

    def servers(self) -> dict[str, Server]:
        now = time.time()
        whole = now - self._whole > FULL_LIST_EVERY
        params = {"all_tenants": "1"}
        if not whole:
            params["changes-since"] = datetime.fromtimestamp(self._asked - OVERLAP, UTC).isoformat()
        listed = [server(entry) for entry in self._pages(params)]
        known = {} if whole else dict(self._servers)
        for fresh in listed:
            known.pop(fresh.id, None)
            if fresh.status != "DELETED":
                known[fresh.id] = self._with_actions(fresh, now)
        self._servers, self._asked, self._whole = known, now, now if whole else self._whole
        return known

    def _pages(self, params: dict):
        """Nova ends a page after a number of servers of its own choice, and says so by a link to the next."""
        answer = self._get("/servers/detail", params)
        yield from answer["servers"]
        while answer.get("servers_links"):
            answer = self._get("/servers/detail", {**params, "marker": answer["servers"][-1]["id"]})
            yield from answer["servers"]

    def _with_actions(self, fresh: Server, now: float) -> Server:
        """Whether it was made anew or booted since; asked only if the server's line may hide it."""
        before = self._servers.get(fresh.id)
        told = ("updated", "status", "task")
        if before and _age(fresh, now) > RECENT and all(getattr(before, k) == getattr(fresh, k) for k in told):
            return replace(fresh, boot=before.boot, disk=before.disk)
        actions = self._get(f"/servers/{fresh.id}/os-instance-actions", {})["instanceActions"]
        return replace(fresh, boot=newest(actions, BOOTING), disk=newest(actions, MAKING))

    def _get(self, path: str, params: dict) -> dict:
        answer = self._cloud.compute.get(path, params=params, microversion=MICROVERSION)
        answer.raise_for_status()
        return answer.json()


def newest(actions: list[dict], kinds: set[str]) -> str:
    """The request that did it last; Nova lists the newest first, which is not trusted here."""
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
