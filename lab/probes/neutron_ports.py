"""Neutron ports of the packet tests, by name: binding to hypervisors, addresses, next hops."""

import os
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openstack
import raw_packets

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sandbox import layout  # noqa: E402

OWNER = "compute:lab"  # device_owner that the agent treats as a server's
TIMEOUT = 120  # seconds until every port is plugged


class Ports:
    """All Neutron ports by name, and the router MAC of each network."""

    def __init__(self):
        self.network = openstack.connect(cloud="lab-admin").network
        self.ports = {}
        self.gateways = {}
        for port in self._all():
            if port["device_owner"] == "network:router_interface":
                self.gateways[port["network_id"]] = port["mac_address"]
            elif port["name"]:
                self.ports[port["name"]] = port

    def _all(self) -> list[dict]:
        answer = self.network.get("/ports")
        answer.raise_for_status()
        return answer.json()["ports"]

    def bind(self, names: list[str]) -> None:
        """Binds each port to a hypervisor, as Nova does for a server's port, and waits until all are plugged and active."""
        hosts = os.environ["LAB_HOSTS"].split()
        with ThreadPoolExecutor(6) as threads:
            list(threads.map(self._bind, names, (hosts[i % len(hosts)] for i in range(len(names)))))
        deadline = time.monotonic() + TIMEOUT
        while waiting := [name for name in names if not (layout.NETWORK_NAMESPACES / namespace(name)).exists()]:
            if time.monotonic() > deadline:
                raise SystemExit(f"not plugged after {TIMEOUT} s: {', '.join(waiting)}; see ./slipway lab logs agent")
            time.sleep(0.2)
        while waiting := sorted({one["name"] for one in self._all() if one["status"] != "ACTIVE"} & set(names)):
            if time.monotonic() > deadline:
                raise SystemExit(f"not active after {TIMEOUT} s: {', '.join(waiting)}")
            time.sleep(0.5)
        sync()

    def _bind(self, name: str, host: str) -> None:
        body = {"binding:host_id": host, "device_owner": OWNER, "device_id": device(name)}
        self.network.put(f"/ports/{self.ports[name]['id']}", json={"port": body}).raise_for_status()

    def address(self, name: str, version: int) -> str:
        """Returns the first fixed IPv4 address, or the link-local IPv6 address."""
        port = self.ports[name]
        return raw_packets.link_local(port["mac_address"]) if version == 6 else port["fixed_ips"][0]["ip_address"]

    def next_hop(self, sender: str, target: str, destination: str) -> str:
        """Returns the destination MAC of the sender's frame: the target's in the same network, otherwise the router's."""
        source, sink = self.ports[sender], self.ports[target]
        on_link = source["network_id"] == sink["network_id"]
        direct = on_link and destination in (self.address(target, 4), self.address(target, 6))
        return sink["mac_address"] if direct else self.gateways[source["network_id"]]


def device(name: str) -> str:
    """The device id of a bound port: a UUID made from its name."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def namespace(name: str) -> str:
    """The network namespace into which the agent plugs a bound port."""
    return layout.server_namespace(device(name))


def sync() -> None:
    """Waits until every hypervisor has applied Neutron's current state."""
    subprocess.run(["ovn-nbctl", f"--db={layout.OVN_NORTHBOUND}", "--timeout=60", "--wait=hv", "sync"], check=True)
