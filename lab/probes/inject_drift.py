"""inject_drift.py STACK   changes resources of a stack's project without Pulumi; `slipway drift` must report each change.

It uses the project's own credential, as a user of the console does.
"""

import sys
from collections.abc import Iterator

import openstack

stack = sys.argv[1]
cloud = openstack.connect(cloud=stack)
neutron = cloud.network


def call(method: str, path: str, kind: str = "", **body):
    answer = getattr(neutron, method)(path, **({"json": {kind: body}} if kind else {}))
    if answer.status_code >= 400:
        raise SystemExit(f"{method} {path} {body}: {answer.status_code} {answer.text}")
    return answer.json() if answer.content else {}


def all_of(collection: str) -> Iterator[dict]:
    yield from call("get", f"/{collection}")[collection.replace("-", "_")]


groups = {one["name"]: one for one in all_of("security-groups")}
ports = {one["name"]: one for one in all_of("ports") if one["name"]}
project = cloud.current_project_id


def group(role: str) -> str:
    return groups[f"{stack}-{role}"]["id"]


def port(name: str) -> str:
    return ports[f"{stack}-{name}"]["id"]


def change(name: str, **body) -> None:
    call("put", f"/ports/{port(name)}", "port", **body)


def rule(group_id: str, ethertype: str, **body) -> None:
    whole = {"security_group_id": group_id, "direction": "ingress", "ethertype": ethertype, **body}
    call("post", "/security-group-rules", "security_group_rule", **whole)


def tcp(first: int, last: int) -> dict:
    return {"protocol": "tcp", "port_range_min": first, "port_range_max": last}


def planned(role: str, direction: str, port_number: int) -> dict:
    rules = groups[f"{stack}-{role}"]["security_group_rules"]
    return next(one for one in rules if one["direction"] == direction and one["port_range_min"] == port_number)


def foreign_rules() -> None:
    rule(group("worker"), "IPv4", remote_ip_prefix="0.0.0.0/0", **tcp(22, 22))
    rule(group("control-plane"), "IPv6", remote_ip_prefix="::/0", **tcp(22, 22))
    rule(group("load-balancer"), "IPv4", protocol="udp")
    addresses = call("post", "/address-groups", "address_group", name="offices", addresses=["192.0.2.0/24"])
    rule(group("worker"), "IPv4", remote_address_group_id=addresses["address_group"]["id"], **tcp(443, 443))
    rule(groups["default"]["id"], "IPv4", remote_ip_prefix="0.0.0.0/0", protocol="icmp")


def deleted_and_edited_rules() -> None:
    call("delete", f"/security-group-rules/{planned('control-plane', 'ingress', 2379)['id']}")
    before = planned("load-balancer", "ingress", 50000)
    call("delete", f"/security-group-rules/{before['id']}")
    rule(before["security_group_id"], "IPv4", remote_ip_prefix="198.51.100.0/24", **tcp(50000, 50000))


def changed_ports() -> None:
    change("general-1", security_groups=[groups["default"]["id"]])
    change("general-2", security_groups=[], port_security_enabled=False)
    change("control-plane-1", allowed_address_pairs=[{"ip_address": "10.0.0.0/8"}])
    change("control-plane-2", security_groups=[group("control-plane"), group("worker")])


def stateless_group() -> None:
    """Makes a group stateless. Neutron refuses that for a group in use, so its port leaves the group first."""
    name = "load-balancer-1"
    change(name, security_groups=[])
    call("put", f"/security-groups/{group('load-balancer')}", "security_group", stateful=False)
    change(name, security_groups=[group("load-balancer")])


def unmanaged_resources() -> None:
    network = ports[f"{stack}-control-plane-1"]["network_id"]
    call("post", "/ports", "port", name="intruder", network_id=network, security_groups=[group("worker")])
    call("post", "/security-groups", "security_group", name="by-hand")
    other = next(one for one in openstack.connect(cloud="lab-admin").identity.projects() if one.name == "slipway-production")
    share = {"object_type": "security_group", "object_id": group("worker"), "target_tenant": other.id}
    call("post", "/rbac-policies", "rbac_policy", action="access_as_shared", **share)


def floating_ips() -> None:
    """Opens a worker to the external network: one floating IP of its own, and one port of another."""
    external = next(one["id"] for one in all_of("networks") if one["router:external"])
    general = {"floating_network_id": external, "port_id": port("general-1")}
    call("post", "/floatingips", "floatingip", **general)
    unattached = call("post", "/floatingips", "floatingip", floating_network_id=external)["floatingip"]["id"]
    other = ports[f"{stack}-general-2"]
    inner = {"internal_port_id": other["id"], "internal_ip_address": other["fixed_ips"][0]["ip_address"], "internal_port": 22}
    path = f"/floatingips/{unattached}/port_forwardings"
    call("post", path, "port_forwarding", protocol="tcp", external_port=2222, **inner)


def routes() -> None:
    destination = {"destination": "10.9.0.0/16", "nexthop": ports[f"{stack}-general-1"]["fixed_ips"][0]["ip_address"]}
    router = next(one for one in all_of("routers") if one["name"] == stack)
    subnet = next(one for one in all_of("subnets") if one["name"] == stack)
    call("put", f"/routers/{router['id']}", "router", routes=[destination])
    call("put", f"/subnets/{subnet['id']}", "subnet", host_routes=[destination])


def second_network() -> None:
    """Connects a network to that of the stack by two routers: a new one, and the planned one."""
    network_id = ports[f"{stack}-control-plane-1"]["network_id"]
    planned_router = next(one["id"] for one in all_of("routers") if one["name"] == stack)
    side = call("post", "/networks", "network", name="side")["network"]["id"]
    ranges = {"ip_version": 4, "enable_dhcp": False}
    call("post", "/subnets", "subnet", name="side", network_id=side, cidr="10.99.0.0/24", **ranges)
    call("post", "/subnets", "subnet", name="second", network_id=network_id, cidr="10.98.0.0/24", **ranges)
    router = call("post", "/routers", "router", name="side")["router"]["id"]
    for owner, network in ((router, side), (router, network_id), (planned_router, side)):
        interface = call("post", "/ports", "port", network_id=network, security_groups=[])["port"]["id"]
        answer = neutron.put(f"/routers/{owner}/add_router_interface", json={"port_id": interface})
        if answer.status_code >= 400:
            raise SystemExit(f"add_router_interface: {answer.status_code} {answer.text}")


def server() -> None:
    """Creates a server in the network of the stack, whose port Nova creates in the default group."""
    network_id = ports[f"{stack}-control-plane-1"]["network_id"]
    compute = cloud.compute
    image = next(one.id for one in cloud.image.images() if one.name == "debian-12")
    flavor = next(one.id for one in compute.flavors() if one.name == "l2.c2r4.100")
    made = compute.create_server(name="miner", image_id=image, flavor_id=flavor, networks=[{"uuid": network_id}])
    compute.wait_for_server(made)


rules_and_ports = (foreign_rules, deleted_and_edited_rules, changed_ports, stateless_group, unmanaged_resources)
for inject in (*rules_and_ports, floating_ips, routes, second_network, server):
    inject()
