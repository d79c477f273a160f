"""The loop: OVN's bindings become plugged ports, Nova's servers become running programs."""

import logging
import re
import sys
import time

import openstack

from node_emulator.agent import netns, neutron, switch
from node_emulator.agent.supervisor_groups import Groups
from node_emulator.agent.nova import Nova
from node_emulator.agent.ovn import Bindings, Port
from node_emulator.agent.servers import Servers
from node_emulator.agent.world import RUNTIME, World, namespace

# Seconds between two looks.
BUSY, IDLE = 1.0, 2.0
# Seconds; OVN tells of changes, this finds what a crash or a hand undid without telling.
PLUGS_CHECKED_EVERY = 10
# Seconds; bounds the work that a storm of changes may cause.
SHORTEST = 0.1
LOG = logging.getLogger("life")
Ports = dict[str, Port]


class Daemon:
    def __init__(self, world: World):
        self._world = world
        self._bindings = Bindings(f"unix:{RUNTIME / 'ovnsb.sock'}")
        self._cloud = openstack.connect(cloud="lab-admin")
        self._nova = Nova(self._cloud)
        self._groups = Groups()
        self._servers = Servers(world, self._groups)
        self._plugged: set[str] = set()
        self._plugs_checked = 0.0
        self._complaints: dict[str, str] = {}

    def run(self) -> None:
        LOG.info("watches OVN for ports of %s, and Nova", ", ".join(self._world.hypervisors))
        settled = True
        while True:
            started = time.monotonic()
            changed = self._bindings.changed()
            if self._bindings.known():
                due = changed or not settled or started - self._plugs_checked > PLUGS_CHECKED_EVERY
                settled = self._attempt("ports", self._ports, due) & self._attempt("servers", self._live)
            time.sleep(SHORTEST)
            self._bindings.wait(IDLE if settled else BUSY)

    def _attempt(self, what: str, action, *arguments) -> bool:
        """A service that is away comes back: each trouble is told once, and tried again."""
        try:
            settled = action(*arguments)
        except Exception as error:
            # Times, ids and addresses of objects do not make it another trouble.
            trouble = re.sub(r"\w*\d\w*", "", f"{type(error).__name__}: {error}")
            if self._complaints.get(what) != trouble:
                LOG.error("%s: %s: %s; will be tried again", what, type(error).__name__, error)
            self._complaints[what] = trouble
            return False
        if self._complaints.pop(what, None):
            LOG.info("%s: well again", what)
        return settled

    def _ports(self, due: bool) -> bool:
        """Each hypervisor for itself: one that is down must not keep the others' servers from the network."""
        if not due:
            return True
        ports = {port.id: port for port in self._bindings.ports(self._world.hypervisors)}
        missing: list[str] = []
        settled = [
            self._attempt(f"hypervisor {host}", self._tidy, host, ports, missing) for host in self._world.hypervisors
        ]
        interfaces = neutron.interfaces(self._cloud, missing) if missing else {}
        settled.append(len(interfaces) == len(missing))
        for id in sorted(interfaces, key=lambda id: (interfaces[id].created, id)):
            settled.append(self._attempt(f"port {id}", self._plug, ports[id], interfaces[id]))
        if all(settled):
            self._plugged = {namespace(port.server_id) for port in ports.values()}
            self._plugs_checked = time.monotonic()
        return all(settled)

    def _tidy(self, host: str, ports: Ports, missing: list[str]) -> bool:
        """Unplugs first: a port that moved here may still be plugged elsewhere."""
        wanted = {id: port for id, port in ports.items() if port.hypervisor == host}
        wrong, absent = difference(wanted, switch.plugged(host), netns.names())
        for id in wrong:
            switch.unplug(id, host)
            LOG.info("port %s unplugged from %s", id, host)
        missing += absent
        return True

    def _plug(self, port: Port, interface: neutron.Interface) -> bool:
        started = time.monotonic()
        switch.plug(port, interface)
        name = namespace(port.server_id)
        self._plugged.add(name)
        LOG.info("port %s of %s plugged into %s in %.2f s", port.id, name, port.hypervisor, time.monotonic() - started)
        return True

    def _live(self) -> bool:
        servers = self._nova.servers()
        self._groups.look()
        settled = [
            self._attempt(f"server {server.name}", self._servers.step, server, namespace(server.id) in self._plugged)
            for server in servers.values()
        ]
        ports = {namespace(port.server_id) for port in self._bindings.ports(self._world.hypervisors)}
        settled.append(self._servers.forget_others(servers, ports))
        for name in {namespace(id) for id, server in servers.items() if server.status != "ERROR"} - netns.names():
            netns.create(name)
        self._servers.index(servers)
        return all(settled)


def difference(wanted: Ports, present: dict[str, switch.Plugged], namespaces: set[str]) -> tuple[list[str], list[str]]:
    """Ports to unplug from a hypervisor, and ports to plug, after those."""
    names = {id: namespace(port.server_id) for id, port in wanted.items()}
    right = {
        id
        for id, plugged in present.items()
        if plugged.whole and plugged.namespace == names.get(id) and plugged.namespace in namespaces
    }
    return sorted(set(present) - right), sorted(set(wanted) - right)


def main() -> None:
    logging.basicConfig(stream=sys.stdout, level=logging.ERROR, format="%(asctime)s %(levelname)s %(message)s")
    LOG.setLevel(logging.INFO)
    Daemon(World.from_environment()).run()


if __name__ == "__main__":
    main()
