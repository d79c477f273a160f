"""Addresses, routes and MTU of a port's network interface, from Neutron."""

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True)
class Interface:
    mac: str
    mtu: int
    created: str
    addresses: tuple[str, ...]
    gateways: tuple[str, ...]
    routes: tuple[tuple[str, str], ...]
    slaac: bool


def interfaces(cloud, port_ids: list[str]) -> dict[str, Interface]:
    """Returns the interfaces by port id, with three requests for any number of ports; a deleted port is absent."""
    ports = _listed(cloud, "ports", port_ids)
    networks = _listed(cloud, "networks", {port["network_id"] for port in ports.values()})
    subnet_ids = {fixed["subnet_id"] for port in ports.values() for fixed in port["fixed_ips"]}
    subnets = _listed(cloud, "subnets", subnet_ids)
    return {
        id: interface(port, networks[port["network_id"]]["mtu"], subnets)
        for id, port in ports.items()
        if port["network_id"] in networks
    }


def _listed(cloud, kind: str, ids) -> dict[str, dict]:
    if not ids:
        return {}
    answer = cloud.network.get(f"/{kind}", params={"id": sorted(ids)})
    answer.raise_for_status()
    return {entry["id"]: entry for entry in answer.json()[kind]}


def interface(port: dict, mtu: int, subnets: dict[str, dict]) -> Interface:
    fixed = [(entry["ip_address"], subnets[entry["subnet_id"]]) for entry in port["fixed_ips"]]
    used = {subnet["id"]: subnet for _, subnet in fixed}.values()
    advertised = [subnet for subnet in used if subnet.get("ipv6_address_mode") == "slaac"]
    return Interface(
        mac=port["mac_address"],
        mtu=mtu,
        created=port.get("created_at") or "",
        addresses=tuple(f"{address}/{_length(subnet)}" for address, subnet in fixed),
        # In a subnet with SLAAC the router's advertisements contain the route.
        gateways=tuple(subnet["gateway_ip"] for subnet in used if subnet["gateway_ip"] and subnet not in advertised),
        routes=tuple((route["destination"], route["nexthop"]) for subnet in used for route in subnet["host_routes"]),
        slaac=bool(advertised),
    )


def _length(subnet: dict) -> int:
    return ipaddress.ip_network(subnet["cidr"]).prefixlen
