"""Plugs ports into the hypervisors' switches. A plugged port is a veth pair: ethN with the port's MAC and addresses in
the server's namespace, tapPORT in the hypervisor's, attached to br-int. The attachment comes last and vouches for all.
"""

import csv
import io
from typing import NamedTuple

from node_emulator.agent import netns
from node_emulator.agent.neutron import Interface
from node_emulator.agent.ovn import Port
from node_emulator.agent.world import RUNTIME, namespace


class Plugged(NamedTuple):
    namespace: str
    whole: bool


def _host(hypervisor: str) -> str:
    return "hv-" + hypervisor


def _tap(port_id: str) -> str:
    """The name Neutron and Nova give it, too; 15 characters is the kernel's limit."""
    return "tap" + port_id[:11]


def _vsctl(hypervisor: str, *arguments: str) -> str:
    database = f"--db=unix:{RUNTIME / hypervisor / 'db.sock'}"
    return netns.run("ovs-vsctl", database, "--timeout=5", "--no-wait", *arguments)


def plugged(hypervisor: str) -> dict[str, Plugged]:
    """By port, what is attached to the switch, and whether it still has its veth pair."""
    columns = ("--format=csv", "--no-headings", "--columns=name,external_ids")
    rows = csv.reader(io.StringIO(_vsctl(hypervisor, *columns, "list", "Interface")))
    taps = netns.links(_host(hypervisor))
    return dict(
        (names["iface-id"], Plugged(names["namespace"], device in taps))
        for device, names in ((row[0], _map(row[1])) for row in rows)
        if "namespace" in names
    )


def _map(column: str) -> dict[str, str]:
    """ovs-vsctl prints {key=value, key="value"}."""
    pairs = (pair.partition("=") for pair in column.strip("{}").split(", ") if pair)
    return {key: value.strip('"') for key, _, value in pairs}


def plug(port: Port, interface: Interface) -> None:
    name, tap, host = namespace(port.server_id), _tap(port.id), _host(port.hypervisor)
    netns.create(name)
    if tap not in netns.links(host):
        pair = f"link add {tap} netns {host} type veth peer name {_free(name)} netns {name} address {interface.mac}"
        netns.batch(None, [pair])
    device = next(device for device, mac in netns.links(name).items() if mac == interface.mac)
    netns.inside(name, _prepare, device, interface.slaac)
    netns.batch(host, [f"link set {tap} up"])
    netns.batch(name, configuration(device, interface))
    known = (f"external_ids:iface-id={port.id}", f"external_ids:namespace={name}")
    _vsctl(port.hypervisor, "--may-exist", "add-port", "br-int", tap, "--", "set", "interface", tap, *known)


def _free(name: str) -> str:
    taken = netns.links(name)
    return next(f"eth{index}" for index in range(len(taken) + 1) if f"eth{index}" not in taken)


def _prepare(device: str, slaac: bool) -> None:
    netns.set_ipv6(device, accept_ra=int(slaac))
    netns.checksum_in_software(device)


def configuration(device: str, interface: Interface) -> list[str]:
    """`ip` commands that may be repeated. The default routes leave by the first interface."""
    lines = [f"link set {device} mtu {interface.mtu} up"]
    for address in interface.addresses:
        lines.append(f"address replace {address} dev {device}" + (" nodad" if ":" in address else ""))
    if device == "eth0":
        lines += [f"route replace default via {gateway} dev {device}" for gateway in interface.gateways]
    lines += [f"route replace {destination} via {hop} dev {device}" for destination, hop in interface.routes]
    return lines


def unplug(port_id: str, hypervisor: str) -> None:
    tap = _tap(port_id)
    _vsctl(hypervisor, "--if-exists", "del-port", "br-int", tap)
    if tap in netns.links(_host(hypervisor)):
        netns.batch(_host(hypervisor), [f"link delete {tap}"])
