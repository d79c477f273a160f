"""rules.py EXPORT TARGET_FOLDER   converts the security groups and rules of a Pulumi state to OpenTofu's configuration."""

import json
import re
import sys
from pathlib import Path

GROUP, RULE = "openstack:networking/secGroup:SecGroup", "openstack:networking/secGroupRule:SecGroupRule"
SOURCE = "registry.opentofu.org/terraform-provider-openstack/openstack"
RULE_FIELDS = {
    "direction": "direction",
    "ethertype": "ethertype",
    "protocol": "protocol",
    "portRangeMin": "port_range_min",
    "portRangeMax": "port_range_max",
    "remoteIpPrefix": "remote_ip_prefix",
    "description": "description",
}


def name(urn: str) -> str:
    return re.sub(r"[^a-z0-9]", "_", urn.rpartition("::")[2])


def main(export: str, target: Path) -> None:
    resources = json.loads(Path(export).read_text())["deployment"]["resources"]
    groups = {one["id"]: name(one["urn"]) for one in resources if one["type"] == GROUP}
    created = {"openstack_networking_secgroup_v2": {}, "openstack_networking_secgroup_rule_v2": {}}
    for one in resources:
        inputs = one.get("inputs", {})
        if one["type"] == GROUP:
            created["openstack_networking_secgroup_v2"][name(one["urn"])] = {
                "name": inputs["name"],
                "description": inputs["description"],
                "delete_default_rules": True,
            }
        if one["type"] == RULE:
            rule = {tofu: inputs[pulumi] for pulumi, tofu in RULE_FIELDS.items() if pulumi in inputs}
            for pulumi, tofu in (("securityGroupId", "security_group_id"), ("remoteGroupId", "remote_group_id")):
                if inputs.get(pulumi):
                    rule[tofu] = f"${{openstack_networking_secgroup_v2.{groups[inputs[pulumi]]}.id}}"
            created["openstack_networking_secgroup_rule_v2"][name(one["urn"])] = rule
    whole = {
        "terraform": {"required_providers": {"openstack": {"source": SOURCE}}},
        "provider": {"openstack": {"max_retries": 5}},
        "resource": created,
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "main.tf.json").write_text(json.dumps(whole, indent=1))
    print(f"{len(groups)} groups, {len(created['openstack_networking_secgroup_rule_v2'])} rules", file=sys.stderr)


main(sys.argv[1], Path(sys.argv[2]))
