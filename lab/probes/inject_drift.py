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


for inject in (foreign_rules, deleted_and_edited_rules, changed_ports, stateless_group, unmanaged_resources):
    inject()
