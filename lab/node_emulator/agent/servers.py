"""Reconciles the programs of a server with its state in Nova. Every step is idempotent."""

import json
import logging
import re
import shutil

from node_emulator.agent import files, load_balancer_disk, netns, programs, userdata
from node_emulator.agent.context import LabContext
from node_emulator.agent.nova import Server
from node_emulator.agent.supervisor_groups import SupervisorGroups
from sandbox.layout import server_namespace

ON = {"ACTIVE"}
OFF = {"SHUTOFF", "PAUSED", "SUSPENDED", "SHELVED", "SHELVED_OFFLOADED", "SOFT_DELETED"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# talosnode's machineconfig.RunFolder.
MEMORY = "system/run"
LOG = logging.getLogger("agent")


class Servers:
    def __init__(self, context: LabContext, groups: SupervisorGroups):
        self._context = context
        self._groups = groups

    def reconcile(self, server: Server, plugged: bool) -> bool:
        """Returns True when the server matches Nova's state. Ignores a server in ERROR or that Nova is still changing."""
        if not server.settled:
            return False
        if server.status in OFF:
            return self._groups.stop(server_namespace(server.id))
        if server.status not in ON:
            return True
        return self._run(server, plugged)

    def _run(self, server: Server, plugged: bool) -> bool:
        name, record = server_namespace(server.id), self._record(server.id)
        booted = self._groups.is_loaded(name) or record.get("kind") in userdata.WITHOUT_PROGRAMS
        if booted and record.get("boot") == server.boot:
            return True
        if not self._groups.stop(name):
            return False
        self._groups.remove(name)
        if server.addresses and not plugged:
            return False
        if record.get("disk") != server.disk:
            record = self._create_disk(server)
        self._boot(server, record["kind"])
        return True

    def _record(self, server_id: str) -> dict:
        path = self._context.disk(server_id) / "server.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def _create_disk(self, server: Server) -> dict:
        """Creates a new disk with the files of the user data. What Talos writes to it later is kept until the next rebuild."""
        folder = self._context.disk(server.id)
        shutil.rmtree(folder, ignore_errors=True)
        files.private_folder(self._context.servers)
        files.private_folder(folder)
        request = self._boot_request(server)
        if request.kind == userdata.TALOS:
            files.write(folder / "config.yaml", server.user_data)
        for file in request.files:
            path = folder / "root" / file.path.lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write(path, file.content, file.mode)
        if request.kind in (userdata.HAPROXY, userdata.HAPROXY_PAIR):
            load_balancer_disk.complete(folder / "root")
        return self._save(server, request.kind, boot="")

    def _boot_request(self, server: Server) -> userdata.BootRequest:
        try:
            request = userdata.read(server.user_data)
        except userdata.Rejected as rejection:
            LOG.error("%s: user data rejected, the server stays idle: %s", server.name, rejection)
            return userdata.BootRequest(userdata.REJECTED)
        if request.ignored:
            LOG.info("%s: of its cloud-config only write_files is applied, not: %s", server.name, ", ".join(request.ignored))
        return request

    def _boot(self, server: Server, kind: str) -> None:
        name = safe(server.name)
        # A boot starts with empty memory: Talos' running config and boot ID are there.
        shutil.rmtree(self._context.disk(server.id) / MEMORY, ignore_errors=True)
        context = programs.ServerContext(
            namespace=server_namespace(server.id),
            hostname=name,
            address=_first_ipv4(server.addresses),
            cpus=server.cpus,
            memory=server.memory,
            folder=self._context.disk(server.id),
            logs=self._context.logs(name),
            tools=self._context.tools,
        )
        wanted = programs.of(kind, context)
        if wanted:
            load_balancer_disk.empty_run(context.folder)
            context.logs.mkdir(parents=True, exist_ok=True)
            self._groups.add(context.namespace, programs.render(wanted, context))
        self._save(server, kind, boot=server.boot)
        LOG.info("%s: %s booted in %s", server.name, kind, context.namespace)

    def _save(self, server: Server, kind: str, boot: str) -> dict:
        record = {**described(server, kind), "boot": boot, "disk": server.disk}
        files.write(self._context.disk(server.id) / "server.json", json.dumps(record, indent=1).encode())
        return record

    def remove_deleted(self, servers: dict[str, Server], ports: set[str]) -> bool:
        """Removes programs, namespaces and disks of servers that Nova no longer has; a namespace with a port stays."""
        kept = {server_namespace(server_id) for server_id in servers}
        pending = [name for name in self._groups.names() - kept if not self._remove_group(name)]
        for name in netns.names() - kept - ports - set(pending):
            netns.delete(name)
            LOG.info("%s removed", name)
        for folder in self._context.servers.glob("*-*-*"):
            if UUID.fullmatch(folder.name) and folder.name not in servers and server_namespace(folder.name) not in pending:
                shutil.rmtree(folder)
        return not pending

    def _remove_group(self, name: str) -> bool:
        ended = self._groups.stop(name)
        if ended:
            self._groups.remove(name)
        return ended

    def write_index(self, servers: dict[str, Server]) -> None:
        """Writes servers/index.json, which maps names to servers; of two servers with one name it contains the newer."""
        found = {}
        for server in sorted(servers.values(), key=lambda server: server.created):
            found[server.name] = described(server, self._record(server.id).get("kind"))
        path, text = self._context.servers / "index.json", json.dumps(found, indent=1).encode()
        if not path.exists() or path.read_bytes() != text:
            files.private_folder(self._context.servers)
            files.write(path, text)


def described(server: Server, kind: str | None) -> dict:
    return {
        "uuid": server.id,
        "name": server.name,
        "project": server.project,
        "namespace": server_namespace(server.id),
        "addresses": list(server.addresses),
        "floating": list(server.floating),
        "kind": kind,
        "cluster": server.metadata.get("cluster"),
    }


def safe(name: str) -> str:
    """Turns a server's name, in which Nova allows any character, into a valid host and folder name."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip(".-") or "server"


def _first_ipv4(addresses: tuple[str, ...]) -> str:
    """Returns the first IPv4 address, or else the first address."""
    return min(addresses, key=lambda address: ":" in address, default="")
