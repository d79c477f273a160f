"""Brings what runs for a server to what Nova says of it, a step at a time; every step may be repeated."""

import json
import logging
import re
import shutil

from node_emulator.agent import files, netns, programs, userdata
from node_emulator.agent.supervisor_groups import Groups
from node_emulator.agent.nova import Server
from node_emulator.agent.world import World, namespace

ON = {"ACTIVE"}
OFF = {"SHUTOFF", "PAUSED", "SUSPENDED", "SHELVED", "SHELVED_OFFLOADED", "SOFT_DELETED"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOG = logging.getLogger("life")


class Servers:
    def __init__(self, world: World, groups: Groups):
        self._world = world
        self._groups = groups

    def step(self, server: Server, plugged: bool) -> bool:
        """True when the server is as Nova says; a server that Nova is still changing, or in ERROR, is left alone."""
        if not server.settled:
            return False
        if server.status in OFF:
            return self._groups.ended(namespace(server.id))
        if server.status not in ON:
            return True
        return self._on(server, plugged)

    def _on(self, server: Server, plugged: bool) -> bool:
        name, record = namespace(server.id), self._record(server.id)
        booted = self._groups.present(name) or record.get("kind") in userdata.WITHOUT_PROGRAMS
        if booted and record.get("boot") == server.boot:
            return True
        if not self._groups.ended(name):
            return False
        self._groups.remove(name)
        if server.addresses and not plugged:
            return False
        if record.get("disk") != server.disk:
            record = self._make(server)
        self._boot(server, record["kind"])
        return True

    def _record(self, server_id: str) -> dict:
        path = self._world.folder(server_id) / "server.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def _make(self, server: Server) -> dict:
        """A new disk with what the user data puts there. What Talos writes to it later is kept until the next one."""
        folder = self._world.folder(server.id)
        shutil.rmtree(folder, ignore_errors=True)
        files.private_folder(self._world.servers)
        files.private_folder(folder)
        wish = self._wish(server)
        if wish.kind == userdata.TALOS:
            files.write(folder / "config.yaml", server.user_data)
        for file in wish.files:
            path = folder / "root" / file.path.lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write(path, file.content, file.mode)
        return self._save(server, wish.kind, boot="")

    def _wish(self, server: Server) -> userdata.Wish:
        try:
            wish = userdata.read(server.user_data)
        except userdata.Rejected as rejection:
            LOG.error("%s: user data rejected, the server stays idle: %s", server.name, rejection)
            return userdata.Wish(userdata.REJECTED)
        if wish.ignored:
            LOG.info("%s: of its cloud-config only write_files is done, not: %s", server.name, ", ".join(wish.ignored))
        return wish

    def _boot(self, server: Server, kind: str) -> None:
        name = safe(server.name)
        place = programs.Place(
            namespace=namespace(server.id),
            hostname=name,
            address=_main(server.addresses),
            cpus=server.cpus,
            memory=server.memory,
            folder=self._world.folder(server.id),
            logs=self._world.logs(name),
            tools=self._world.tools,
        )
        wanted = programs.of(kind, place)
        if wanted:
            place.logs.mkdir(parents=True, exist_ok=True)
            self._groups.add(place.namespace, programs.render(wanted, place))
        self._save(server, kind, boot=server.boot)
        LOG.info("%s: %s booted in %s", server.name, kind, place.namespace)

    def _save(self, server: Server, kind: str, boot: str) -> dict:
        record = {**described(server, kind), "boot": boot, "disk": server.disk}
        files.write(self._world.folder(server.id) / "server.json", json.dumps(record, indent=1).encode())
        return record

    def forget_others(self, servers: dict[str, Server], ports: set[str]) -> bool:
        """Ends what belongs to servers that Nova no longer has; namespaces that still carry a port stay."""
        kept = {namespace(server_id) for server_id in servers}
        pending = [name for name in self._groups.names() - kept if not self._ended(name)]
        for name in netns.names() - kept - ports - set(pending):
            netns.delete(name)
            LOG.info("%s is gone", name)
        for folder in self._world.servers.glob("*-*-*"):
            if UUID.fullmatch(folder.name) and folder.name not in servers and namespace(folder.name) not in pending:
                shutil.rmtree(folder)
        return not pending

    def _ended(self, name: str) -> bool:
        ended = self._groups.ended(name)
        if ended:
            self._groups.remove(name)
        return ended

    def index(self, servers: dict[str, Server]) -> None:
        """Names to servers, for those who look for one; of two servers of a name the younger has it."""
        found = {}
        for server in sorted(servers.values(), key=lambda server: server.created):
            found[server.name] = described(server, self._record(server.id).get("kind"))
        path, text = self._world.servers / "index.json", json.dumps(found, indent=1).encode()
        if not path.exists() or path.read_bytes() != text:
            files.private_folder(self._world.servers)
            files.write(path, text)


def described(server: Server, kind: str | None) -> dict:
    return {
        "uuid": server.id,
        "name": server.name,
        "project": server.project,
        "namespace": namespace(server.id),
        "addresses": list(server.addresses),
        "floating": list(server.floating),
        "kind": kind,
        "cluster": server.metadata.get("cluster"),
    }


def safe(name: str) -> str:
    """As a host name and as a folder: Nova allows any characters in a server's name."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip(".-") or "server"


def _main(addresses: tuple[str, ...]) -> str:
    """The first IPv4 address, or the first of all."""
    return min(addresses, key=lambda address: ":" in address, default="")
