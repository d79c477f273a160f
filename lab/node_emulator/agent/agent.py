"""The agent's loop: plugs the ports that OVN binds to the hypervisors, and reconciles the programs of Nova's servers."""

import logging
import re
import sys
import time

import openstack

from node_emulator.agent import netns, neutron, switch
from node_emulator.agent.context import LabContext
from node_emulator.agent.nova import Nova
from node_emulator.agent.ovn import Bindings, Port
from node_emulator.agent.servers import Servers
from node_emulator.agent.supervisor_groups import SupervisorGroups
from sandbox import layout

# Seconds between two rounds.
BUSY, IDLE = 1.0, 2.0
# Seconds. OVN reports changes; this finds what a crash or a user removed without a change in OVN.
PLUGS_CHECKED_EVERY = 10
# Seconds; limits the work that many changes in a row may cause.
SHORTEST = 0.1
LOG = logging.getLogger("agent")
Ports = dict[str, Port]


class Agent:
    def __init__(self, context: LabContext):
        self._context = context
        self._bindings = Bindings(layout.OVN_SOUTHBOUND)
        self._cloud = openstack.connect(cloud="lab-admin")
        self._nova = Nova(self._cloud)
        self._groups = SupervisorGroups()
        self._servers = Servers(context, self._groups)
        self._plugged: set[str] = set()
        self._plugs_checked = 0.0
        self._failures: dict[str, str] = {}

    def run(self) -> None:
        LOG.info("watching OVN for ports of %s, and Nova", ", ".join(self._context.hypervisors))
        settled = True
        while True:
            started = time.monotonic()
            changed = self._bindings.changed()
            if self._bindings.known():
                due = changed or not settled or started - self._plugs_checked > PLUGS_CHECKED_EVERY
                settled = self._attempt("ports", self._reconcile_ports, due) & self._attempt("servers", self._reconcile_servers)
            time.sleep(SHORTEST)
            self._bindings.wait(IDLE if settled else BUSY)

    def _attempt(self, what: str, action, *arguments) -> bool:
        """Runs an action that returns True when nothing is left to do. Logs each failure once; the next round retries."""
        try:
            settled = action(*arguments)
        except Exception as error:
            # The same failure with other times, ids or addresses is not logged again.
            failure = re.sub(r"\w*\d\w*", "", f"{type(error).__name__}: {error}")
            if self._failures.get(what) != failure:
                LOG.error("%s: %s: %s; will be retried", what, type(error).__name__, error)
            self._failures[what] = failure
            return False
        if self._failures.pop(what, None):
            LOG.info("%s: recovered", what)
        return settled

    def _reconcile_ports(self, due: bool) -> bool:
        """Handles each hypervisor separately: one that is down must not block the servers of the others."""
        if not due:
            return True
        ports = {port.id: port for port in self._bindings.ports(self._context.hypervisors)}
        missing: list[str] = []
        settled = [
            self._attempt(f"hypervisor {host}", self._unplug_wrong, host, ports, missing) for host in self._context.hypervisors
        ]
        interfaces = neutron.interfaces(self._cloud, missing) if missing else {}
        settled.append(len(interfaces) == len(missing))
        for id in sorted(interfaces, key=lambda id: (interfaces[id].created, id)):
            settled.append(self._attempt(f"port {id}", self._plug, ports[id], interfaces[id]))
        if all(settled):
            self._plugged = {layout.server_namespace(port.server_id) for port in ports.values()}
            self._plugs_checked = time.monotonic()
        return all(settled)

    def _unplug_wrong(self, host: str, ports: Ports, missing: list[str]) -> bool:
        """Unplugs before anything is plugged: a port that moved to this hypervisor may still be plugged into another."""
        bound = {id: port for id, port in ports.items() if port.hypervisor == host}
        wrong, absent = difference(bound, switch.plugged(host), netns.names())
        for id in wrong:
            switch.unplug(id, host)
            LOG.info("port %s unplugged from %s", id, host)
        missing += absent
        return True

    def _plug(self, port: Port, interface: neutron.Interface) -> bool:
        started = time.monotonic()
        switch.plug(port, interface)
        name = layout.server_namespace(port.server_id)
        self._plugged.add(name)
        LOG.info("port %s of %s plugged into %s in %.2f s", port.id, name, port.hypervisor, time.monotonic() - started)
        return True

    def _reconcile_servers(self) -> bool:
        servers = self._nova.servers()
        self._groups.refresh()
        settled = [
            self._attempt(
                f"server {server.name}", self._servers.reconcile, server, layout.server_namespace(server.id) in self._plugged
            )
            for server in servers.values()
        ]
        ports = {layout.server_namespace(port.server_id) for port in self._bindings.ports(self._context.hypervisors)}
        settled.append(self._servers.remove_deleted(servers, ports))
        wanted = {layout.server_namespace(id) for id, server in servers.items() if server.status != "ERROR"}
        for name in wanted - netns.names():
            netns.create(name)
        self._servers.write_index(servers)
        return all(settled)


def difference(bound: Ports, present: dict[str, switch.Plugged], namespaces: set[str]) -> tuple[list[str], list[str]]:
    """Returns the ports to unplug from a hypervisor, and the ports to plug after that."""
    names = {id: layout.server_namespace(port.server_id) for id, port in bound.items()}
    right = {
        id
        for id, plugged in present.items()
        if plugged.complete and plugged.namespace == names.get(id) and plugged.namespace in namespaces
    }
    return sorted(set(present) - right), sorted(set(bound) - right)


def main() -> None:
    logging.basicConfig(stream=sys.stdout, level=logging.ERROR, format="%(asctime)s %(levelname)s %(message)s")
    LOG.setLevel(logging.INFO)
    Agent(LabContext.from_environment()).run()


if __name__ == "__main__":
    main()
