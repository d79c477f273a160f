"""Plugs ports into the hypervisors' switches.

A plugged port is a veth pair: ethN with the port's MAC and addresses in the server's namespace, and tapPORT in the hypervisor's
namespace, attached to br-int. The attachment is made last, so its presence means that the port is complete.
"""

import csv
import io
from typing import NamedTuple

from node_emulator.agent import netns
from node_emulator.agent.neutron import Interface
from node_emulator.agent.ovn import Port
from sandbox.layout import hypervisor_namespace, server_namespace, switch_database


class Plugged(NamedTuple):
    namespace: str
    complete: bool


def _tap(port_id: str) -> str:
    """Device name as in Neutron and Nova; the kernel allows 15 characters."""
    return "tap" + port_id[:11]


def _vsctl(hypervisor: str, *arguments: str) -> str:
    database = f"--db={switch_database(hypervisor)}"
    return netns.run("ovs-vsctl", database, "--timeout=5", "--no-wait", *arguments)


def plugged(hypervisor: str) -> dict[str, Plugged]:
    """Returns the ports that are attached to the switch, by port id, and whether each still has its veth pair."""
    columns = ("--format=csv", "--no-headings", "--columns=name,external_ids")
    rows = csv.reader(io.StringIO(_vsctl(hypervisor, *columns, "list", "Interface")))
    taps = netns.links(hypervisor_namespace(hypervisor))
    return dict(
        (names["iface-id"], Plugged(names["namespace"], device in taps))
        for device, names in ((row[0], _map(row[1])) for row in rows)
        if "namespace" in names
    )


def _map(column: str) -> dict[str, str]:
    """Parses the format of ovs-vsctl: {key=value, key="value"}."""
    pairs = (pair.partition("=") for pair in column.strip("{}").split(", ") if pair)
    return {key: value.strip('"') for key, _, value in pairs}


def plug(port: Port, interface: Interface) -> None:
    name, tap, host = server_namespace(port.server_id), _tap(port.id), hypervisor_namespace(port.hypervisor)
    netns.create(name)
    if tap not in netns.links(host):
        pair = f"link add {tap} netns {host} type veth peer name {_free(name)} netns {name} address {interface.mac}"
        netns.batch(None, [pair])
    device = next(device for device, mac in netns.links(name).items() if mac == interface.mac)
    netns.inside(name, _prepare, device, interface.slaac)
    netns.batch(host, [f"link set {tap} up"])
    netns.batch(name, configuration(device, interface))
    ids = (f"external_ids:iface-id={port.id}", f"external_ids:namespace={name}")
    _vsctl(port.hypervisor, "--may-exist", "add-port", "br-int", tap, "--", "set", "interface", tap, *ids)


def _free(name: str) -> str:
    taken = netns.links(name)
    return next(f"eth{index}" for index in range(len(taken) + 1) if f"eth{index}" not in taken)


def _prepare(device: str, slaac: bool) -> None:
    netns.set_ipv6(device, accept_ra=int(slaac))
    netns.checksum_in_software(device)


def configuration(device: str, interface: Interface) -> list[str]:
    """Returns idempotent `ip` commands. The default routes use the first interface."""
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
    if tap in netns.links(hypervisor_namespace(hypervisor)):
        netns.batch(hypervisor_namespace(hypervisor), [f"link delete {tap}"])
