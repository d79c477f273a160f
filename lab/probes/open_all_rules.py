"""open_all_rules.py STACK...   adds rules that allow all traffic to every security group of the stacks' projects.

It is the positive control of tests that expect dropped packets.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import openstack

ALL_ADDRESSES = {"IPv4": "0.0.0.0/0", "IPv6": "::/0"}


def open_all(stack: str) -> None:
    neutron = openstack.connect(cloud=stack).network
    for group in neutron.get("/security-groups").json()["security_groups"]:
        for direction in ("ingress", "egress"):
            for ethertype, prefix in ALL_ADDRESSES.items():
                rule = {
                    "security_group_id": group["id"],
                    "direction": direction,
                    "ethertype": ethertype,
                    "remote_ip_prefix": prefix,
                }
                neutron.post("/security-group-rules", json={"security_group_rule": rule}).raise_for_status()


with ThreadPoolExecutor(4) as threads:
    list(threads.map(open_all, sys.argv[1:]))
